/** Roles: what each allows, the organisation's own ones to be changed, and what a person can do. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { WhatTheyCanDo } from "~/features/members/member-page";
import { MemberPicker } from "~/features/members/member-picker";
import { memberQueries } from "~/features/members/queries";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { roleName } from "~/lib/roles";
import { usePageTitle } from "~/lib/title";
import { useNarrow } from "~/lib/use-narrow";
import { useSearchChange } from "~/lib/use-search-change";
import { Button, IconButton } from "~/ui/button";
import { CopyIcon, EditIcon, MoreIcon, PlusIcon, TrashIcon } from "~/ui/icons";
import { Menu, MenuItem } from "~/ui/menu";
import { PageHeader, Section } from "~/ui/page";
import { useToast } from "~/ui/toast";
import { changesOf, countChanges, type Draft, type Drafts } from "./changes";
import { rolesChanged, useDrafts } from "./drafts";
import { Matrix } from "./matrix";
import { isWithinReach, type Permission, type Role, roleQueries } from "./queries";
import { ConflictDialog, DeleteRoleDialog, Holders, RoleDialog } from "./role-dialogs";
import { RoleView } from "./role-view";
import { rolesRoute } from "./routes";

export function RolesPage() {
  const { t } = useWording();
  const { name } = useOrganisation();
  usePageTitle(t("roleEditor.title"), name);
  return (
    <Allowed permission="roles.read">
      <Roles />
    </Allowed>
  );
}

type Opened = { kind: "make"; like?: Role } | { kind: "rename" | "delete"; role: Role };

function Roles() {
  const { t } = useWording();
  const { id: org, may } = useOrganisation();
  const [opened, setOpened] = useState<Opened | null>(null);
  const roles = useQuery(roleQueries.list(org));
  const permissions = useQuery(roleQueries.permissions(org));
  return (
    <>
      <PageHeader
        title={t("roleEditor.title")}
        lead={may("roles.define") ? t("roleEditor.leadDefine") : t("roleEditor.lead")}
        actions={
          may("roles.define") && (
            <Button kind="primary" icon={PlusIcon} onClick={() => setOpened({ kind: "make" })}>
              {t("roleEditor.make")}
            </Button>
          )
        }
      />
      <Loaded query={roles}>
        {(list) => (
          <Loaded query={permissions}>
            {(all) => <Editor roles={list} permissions={all} opened={opened} onOpen={setOpened} />}
          </Loaded>
        )}
      </Loaded>
      {may("members.read") && <Lookup />}
    </>
  );
}

/** An organisation's own roles have a version; built-in ones are the same everywhere. */
const isOwn = (role: Role) => typeof role.version === "number";

function Editor({
  roles,
  permissions,
  opened,
  onOpen,
}: {
  roles: readonly Role[];
  permissions: readonly Permission[];
  opened: Opened | null;
  onOpen: (opened: Opened | null) => void;
}) {
  const wording = useWording();
  const { t } = wording;
  const { id: org, slug, may } = useOrganisation();
  const search = rolesRoute.useSearch();
  const change = useSearchChange(paths.roles(slug), search);
  const toast = useToast();
  const isNarrow = useNarrow();
  const { drafts, toggle, put, save, discard, conflict, setConflict } = useDrafts(org);
  const [busy, setBusy] = useState(false);
  const canToggle = (role: Role, permission: string) =>
    may("roles.define") && isOwn(role) && may(permission) && isWithinReach(role, may);

  const saveAll = async (wanted: readonly Draft[]) => {
    setBusy(true);
    try {
      let saved = 0;
      for (const draft of wanted) {
        if (!(await save(draft))) break;
        saved += 1;
      }
      if (saved === wanted.length) toast({ message: t("ui.saved") });
    } catch (error) {
      toast({ kind: "danger", message: problemWords(wording, error) });
    }
    await rolesChanged(org);
    setBusy(false);
  };
  const shared = {
    roles,
    permissions,
    drafts,
    canToggle,
    onToggle: toggle,
    menu: (role: Role) => may("roles.define") && <RoleMenu role={role} roles={roles} onOpen={onOpen} />,
  };
  return (
    <>
      {isNarrow ? (
        <RoleView {...shared} chosen={search.role} onChoose={(role) => change({ role })} />
      ) : (
        <Matrix {...shared} />
      )}
      <SaveBar drafts={drafts} busy={busy} onDiscard={discard} onSave={() => void saveAll([...drafts.values()])} />
      {opened?.kind === "make" && (
        <RoleDialog roles={roles} {...(opened.like ? { like: opened.like } : {})} onClose={() => onOpen(null)} />
      )}
      {opened?.kind === "rename" && <RoleDialog role={opened.role} roles={roles} onClose={() => onOpen(null)} />}
      {opened?.kind === "delete" && <DeleteRoleDialog role={opened.role} roles={roles} onClose={() => onOpen(null)} />}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          permissions={permissions}
          onTheirs={() => {
            put(conflict.draft.base.role, null);
            setConflict(null);
          }}
          onMine={async (draft) => {
            setConflict(null);
            put(draft.base.role, draft);
            await saveAll([draft]);
          }}
        />
      )}
    </>
  );
}

function RoleMenu({ role, roles, onOpen }: { role: Role; roles: readonly Role[]; onOpen: (opened: Opened) => void }) {
  const wording = useWording();
  const { t } = wording;
  const name = roleName(wording, role.role, roles);
  return (
    <Menu trigger={<IconButton size="small" icon={MoreIcon} label={t("roleEditor.actsFor", { role: name })} />}>
      <MenuItem icon={CopyIcon} onSelect={() => onOpen({ kind: "make", like: role })}>
        {t("roleEditor.duplicate")}
      </MenuItem>
      {isOwn(role) && (
        <>
          <MenuItem icon={EditIcon} onSelect={() => onOpen({ kind: "rename", role })}>
            {t("roleEditor.rename")}
          </MenuItem>
          <MenuItem icon={TrashIcon} dangerous onSelect={() => onOpen({ kind: "delete", role })}>
            {t("roleEditor.delete")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

/** What is not saved yet, and whom it will reach. */
function SaveBar({
  drafts,
  busy,
  onDiscard,
  onSave,
}: {
  drafts: Drafts;
  busy: boolean;
  onDiscard: () => void;
  onSave: () => void;
}) {
  const { t } = useWording();
  if (drafts.size === 0) return null;
  return (
    <section
      aria-label={t("roleEditor.unsaved")}
      className="sticky bottom-3 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-md border border-rule bg-surface px-3 py-2 shadow-raised animate-rise"
    >
      <ul className="me-auto min-w-0" aria-live="polite">
        {[...drafts.values()].map(({ base, permissions }) => (
          <li key={base.role}>
            <strong className="font-semibold">
              {t("roleEditor.changesIn", {
                count: countChanges(changesOf(base.permissions, permissions)),
                role: base.name,
              })}
            </strong>{" "}
            <span className="text-sm text-soft">
              <Holders role={base.role} /> {t("roleEditor.atOnce")}
            </span>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={onDiscard}>
        {t("roleEditor.discard")}
      </Button>
      <Button size="small" kind="primary" busy={busy} onClick={onSave}>
        {t("ui.save")}
      </Button>
    </section>
  );
}

function Lookup() {
  const { t } = useWording();
  const { id: org, slug } = useOrganisation();
  const search = rolesRoute.useSearch();
  const change = useSearchChange(paths.roles(slug), search);
  const member = useQuery({ ...memberQueries.one(org, search.member ?? ""), enabled: search.member !== undefined });
  return (
    <div className="mt-10">
      <Section title={t("roleEditor.lookup")} lead={t("roleEditor.lookupLead")}>
        <MemberPicker
          label={t("roleEditor.lookupMember")}
          value={search.member ?? null}
          onChange={(chosen) => change({ member: chosen })}
          className="max-w-sm"
        />
      </Section>
      {search.member && <Loaded query={member}>{(found) => <WhatTheyCanDo member={found} />}</Loaded>}
    </div>
  );
}
