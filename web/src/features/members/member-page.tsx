/** One member: who they are here, what they can do, and what can be done about it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "~/api/client";
import { PermissionList } from "~/features/roles/permission-list";
import { useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { usePresence } from "~/lib/presence";
import { roleName } from "~/lib/roles";
import { usePageTitle } from "~/lib/title";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { DescriptionList, PageHeader, Section } from "~/ui/page";
import { DateTime } from "~/ui/time";
import { ActDialog } from "./act-dialog";
import { ACT_PERMISSIONS, ACTS, type ActKind, obstacle } from "./acts";
import { StatusBadge } from "./member-parts";
import { memberQueries } from "./queries";
import { memberRoute } from "./routes";
import { SecondFactor } from "./second-factor";
import { TransferDialog } from "./transfer-dialog";

type Detail = Schemas["MemberDetail"];

export function MemberPage() {
  return (
    <Allowed permission="members.read">
      <Member />
    </Allowed>
  );
}

function Member() {
  const { t } = useWording();
  const organisation = useOrganisation();
  const { member: id } = memberRoute.useParams();
  const member = useQuery(memberQueries.one(organisation.id, id));
  usePageTitle(member.data?.name ?? t("members.title"), organisation.name);
  return <Loaded query={member}>{(detail) => <Content member={detail} />}</Loaded>;
}

function Content({ member }: { member: Detail }) {
  const wording = useWording();
  const { t } = wording;
  const organisation = useOrganisation();
  const { online } = usePresence();
  const roles = useRoles();
  const role = roleName(wording, member.role, roles);
  return (
    <>
      <PageHeader
        over={<AppLink to={paths.members(organisation.slug)}>{t("members.title")}</AppLink>}
        title={
          <span className="flex items-center gap-4">
            <Avatar name={member.name} size="large" />
            <span className="min-w-0 break-words">{member.name}</span>
            {online.has(member.id) && <Badge tone="good">{t("members.online")}</Badge>}
          </span>
        }
        actions={<Acts member={member} />}
      />
      {member.status === "suspended" && member.suspension_reason && (
        <div className="mb-6">
          <Banner tone="warn" title={t("members.suspendedBecause")}>
            {member.suspension_reason}
          </Banner>
        </div>
      )}
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Section title={t("members.here")}>
          <DescriptionList
            items={[
              [t("members.role"), <strong key="role">{role}</strong>],
              [t("members.status.label"), <StatusBadge key="status" status={member.status} />],
              [t("members.joined"), <DateTime key="joined" value={member.joined_at} style="long-date" />],
              [t("members.level"), wording.number(member.level)],
            ]}
          />
          {organisation.may("audit.read") && (
            <div className="mt-4">
              <ButtonLink size="small" to={paths.audit(organisation.slug)} search={{ actor: `member:${member.id}` }}>
                {t("members.audit")}
              </ButtonLink>
            </div>
          )}
        </Section>
        <WhatTheyCanDo member={member} />
        <SecondFactor member={member} />
      </div>
    </>
  );
}

function Acts({ member }: { member: Detail }) {
  const { t } = useWording();
  const organisation = useOrganisation();
  const roles = useRoles();
  const [act, setAct] = useState<ActKind | "transfer" | null>(null);
  const possible = ACTS.filter(
    (kind) =>
      organisation.may(ACT_PERMISSIONS[kind]) && obstacle({ kind, role: "" }, member, organisation, roles) === null,
  );
  const canTransfer =
    organisation.membership.role === "admin" &&
    organisation.may("organisation.close") &&
    member.status === "active" &&
    member.id !== organisation.membership.id;
  return (
    <>
      {possible.map((kind) => (
        <Button key={kind} kind={kind === "remove" ? "danger" : "secondary"} onClick={() => setAct(kind)}>
          {t(`members.acts.${kind}`)}
        </Button>
      ))}
      {canTransfer && <Button onClick={() => setAct("transfer")}>{t("members.transfer.act")}</Button>}
      {act === "transfer" && <TransferDialog member={member} onClose={() => setAct(null)} />}
      {act && act !== "transfer" && <ActDialog kind={act} members={[member]} onClose={() => setAct(null)} />}
    </>
  );
}

/** “What can this person do?”, for whoever may know. */
export function WhatTheyCanDo({ member }: { member: Pick<Detail, "id" | "name"> }) {
  const wording = useWording();
  const { t } = wording;
  const organisation = useOrganisation();
  const roles = useRoles();
  const permissions = useQuery({
    ...memberQueries.permissions(organisation.id, member.id),
    enabled: organisation.may("roles.read"),
  });
  if (!organisation.may("roles.read")) return null;
  return (
    <Section title={t("members.canDo", { name: member.name })}>
      <Loaded query={permissions}>
        {(found) =>
          found.permissions.length === 0 ? (
            <p className="text-soft">
              {t("members.canDoNothing")} {found.status !== "active" && t("members.onlyActive")}
            </p>
          ) : (
            <>
              <p className="mb-4 text-soft">
                {t("members.followsFrom", { role: roleName(wording, found.role, roles) })}
              </p>
              <PermissionList permissions={found.permissions} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
