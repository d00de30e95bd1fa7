/** Invitations: those that wait for an answer, and what became of the others. */
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { ImportsNotice } from "~/features/imports/imports-notice";
import { MemberName } from "~/features/members/member-parts";
import { useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { queryClient } from "~/lib/query-client";
import { roleName } from "~/lib/roles";
import { usePageTitle } from "~/lib/title";
import { useList } from "~/lib/use-list";
import { useSearchChange } from "~/lib/use-search-change";
import { Address } from "~/ui/address";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { CopyField } from "~/ui/copy-field";
import { Dialog } from "~/ui/dialog";
import { MailIcon, PlusIcon } from "~/ui/icons";
import { FilterBar, ListChanges, LoadMore } from "~/ui/list-tools";
import { PageHeader } from "~/ui/page";
import { BareSelect } from "~/ui/select";
import { EmptyState } from "~/ui/state";
import { type Column, Table } from "~/ui/table";
import { DateTime, RelativeTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { type InvitationsSearch, invitationsRoute } from "./routes";

type Invitation = Schemas["InvitationView"];
const PAGE = 50;

export function InvitationsPage() {
  const { t } = useWording();
  const { name } = useOrganisation();
  usePageTitle(t("invitations.title"), name);
  return (
    <Allowed permission="members.invite">
      <InvitationsList />
    </Allowed>
  );
}

export function invitationsChanged(org: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ["org", org, "invitations"] });
}

function InvitationsList() {
  const { t } = useWording();
  const { id: org, slug } = useOrganisation();
  const search = invitationsRoute.useSearch();
  const change = useSearchChange(paths.invitations(slug), search);
  const state = search.state ?? "open";
  const list = useList<Invitation>({
    queryKey: ["org", org, "invitations", "list", state],
    read: (cursor, signal) =>
      api.get("/v1/orgs/{org}/invitations", { path: { org }, query: { state, limit: PAGE, cursor }, signal }),
    pages: search.pages ?? 1,
  });
  const invite = (
    <ButtonLink kind="primary" icon={PlusIcon} to={paths.invite(slug)}>
      {t("invitations.invite")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("invitations.title")} lead={t("invitations.lead")} actions={invite} />
      <ImportsNotice />
      <FilterBar>
        <BareSelect<"open" | NonNullable<InvitationsSearch["state"]>>
          aria-label={t("invitations.state.label")}
          value={state}
          onChange={(next) => change({ state: next === "open" ? undefined : next, pages: undefined })}
          choices={(["open", "accepted", "declined", "revoked", "expired"] as const).map((value) => ({
            value,
            label: t(`invitations.state.${value}`),
          }))}
          className="sm:w-56"
        />
      </FilterBar>
      <ListChanges changes={list.changes} onShow={list.showChanges} />
      <Loaded
        query={list}
        isEmpty={() => list.items.length === 0}
        empty={
          state === "open" ? (
            <EmptyState icon={MailIcon} title={t("invitations.emptyOpen")} action={invite}>
              <p>{t("invitations.emptyOpenText")}</p>
            </EmptyState>
          ) : (
            <EmptyState icon={MailIcon} title={t("invitations.empty")} />
          )
        }
      >
        {() => (
          <>
            <InvitationsTable invitations={list.items} state={state} />
            <LoadMore
              shown={list.items.length}
              hasMore={list.hasNextPage}
              busy={list.isFetchingNextPage}
              onMore={() => change({ pages: list.shownPages + 1 })}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function InvitationsTable({ invitations, state }: { invitations: readonly Invitation[]; state: string }) {
  const wording = useWording();
  const { t } = wording;
  const roles = useRoles();
  const columns: [Column<Invitation>, ...Column<Invitation>[]] = [
    {
      id: "email",
      header: t("invitations.email"),
      cell: (invitation) => (
        <>
          <span className="font-medium">
            {invitation.email ? <Address value={invitation.email} /> : t("invitations.erased")}
          </span>
          {invitation.name && <span className="block text-sm wrap-anywhere text-soft">{invitation.name}</span>}
        </>
      ),
    },
    { id: "role", header: t("members.role"), cell: (invitation) => roleName(wording, invitation.role, roles) },
    {
      id: "by",
      header: t("invitations.invitedBy"),
      cell: (invitation) => <MemberName id={invitation.invited_by} />,
    },
  ];
  if (state === "open") {
    columns.push(
      { id: "sent", header: t("invitations.sent"), cell: (invitation) => <Sent invitation={invitation} /> },
      { id: "expires", header: t("invitations.expires"), cell: (invitation) => <Expiry invitation={invitation} /> },
      {
        id: "acts",
        header: t("members.actsHeader"),
        headerHidden: true,
        align: "end",
        cell: (invitation) => <Acts invitation={invitation} />,
      },
    );
  } else {
    columns.push({
      id: "settled",
      header: t("invitations.settled"),
      cell: (invitation) => invitation.settled_at && <DateTime value={invitation.settled_at} />,
    });
  }
  return <Table caption={t("invitations.title")} columns={columns} rows={invitations} rowKey={(one) => one.id} />;
}

function Sent({ invitation }: { invitation: Invitation }) {
  const { t } = useWording();
  if (!invitation.sent_at) return <span className="text-soft">{t("invitations.onItsWay")}</span>;
  return (
    <>
      <RelativeTime value={invitation.sent_at} />
      {invitation.times_sent > 1 && (
        <span className="block text-sm text-faint">{t("invitations.timesSent", { count: invitation.times_sent })}</span>
      )}
      {invitation.letter && <Fate letter={invitation.letter} />}
    </>
  );
}

/** What became of the letter, when that is not what one expects. */
function Fate({ letter }: { letter: Schemas["LetterState"] }) {
  const { t } = useWording();
  if (letter.state === "sent" || letter.state === "sending") return null;
  return (
    <span className="mt-1 block">
      <Badge tone={letter.state === "refused" ? "danger" : "warn"}>{t(`invitations.letter.${letter.state}`)}</Badge>
      {letter.answer && <span className="block max-w-64 text-sm break-words text-soft">{letter.answer}</span>}
    </span>
  );
}

function Expiry({ invitation }: { invitation: Invitation }) {
  const { t } = useWording();
  if (new Date(invitation.expires_at).getTime() <= Date.now()) {
    return <Badge tone="warn">{t("invitations.ranOut")}</Badge>;
  }
  return <RelativeTime value={invitation.expires_at} />;
}

function Acts({ invitation }: { invitation: Invitation }) {
  const wording = useWording();
  const { t } = wording;
  const { id: org } = useOrganisation();
  const toast = useToast();
  const [busy, setBusy] = useState<"link" | "resend" | "revoke" | null>(null);
  const [link, setLink] = useState<Schemas["InvitationLink"] | null>(null);
  const name = invitation.email ?? t("invitations.erased");

  const attempt = async (what: typeof busy, act: () => Promise<void>) => {
    setBusy(what);
    try {
      await act();
    } catch (error) {
      toast({ kind: "danger", message: problemWords(wording, error) });
    }
    setBusy(null);
    await invitationsChanged(org);
  };
  const path = { org, invitation: invitation.id };
  const makeLink = () =>
    attempt("link", async () => {
      setLink(await api.post("/v1/orgs/{org}/invitations/{invitation}/links", { path }));
    });
  const resend = () =>
    attempt("resend", async () => {
      await api.post("/v1/orgs/{org}/invitations/{invitation}/letters", { path });
      toast({ message: t("invitations.resent", { email: name }) });
    });
  // Taken back is taken back: undoing it sends another invitation like it.
  const inviteAgain = (email: string) =>
    attempt(null, async () => {
      await api.post("/v1/orgs/{org}/invitations", {
        path: { org },
        body: { email, role: invitation.role, language: invitation.language, name: invitation.name },
      });
      toast({ message: t("invitations.invitedAgain", { email }) });
    });
  const revoke = () =>
    attempt("revoke", async () => {
      await api.delete("/v1/orgs/{org}/invitations/{invitation}", { path });
      const { email } = invitation;
      const message = t("invitations.revoked", { email: name });
      toast(email ? { message, undo: () => void inviteAgain(email) } : { message });
    });
  return (
    <span className="flex flex-wrap gap-2">
      <Button
        size="small"
        busy={busy === "link"}
        onClick={() => void makeLink()}
        aria-label={t("invitations.linkOf", { email: name })}
      >
        {t("invitations.link")}
      </Button>
      {link && <LinkDialog link={link} email={name} onClose={() => setLink(null)} />}
      <Button
        size="small"
        busy={busy === "resend"}
        onClick={() => void resend()}
        aria-label={t("invitations.resendTo", { email: name })}
      >
        {t("invitations.resend")}
      </Button>
      <Button
        size="small"
        busy={busy === "revoke"}
        onClick={() => void revoke()}
        aria-label={t("invitations.revokeOf", { email: name })}
      >
        {t("invitations.revoke")}
      </Button>
    </span>
  );
}

/** The link is told once; whoever loses it makes another. */
function LinkDialog({ link, email, onClose }: { link: Schemas["InvitationLink"]; email: string; onClose: () => void }) {
  const { t, date } = useWording();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("invitations.linkTitle")}
      description={t("invitations.linkText", { email, date: date(link.expires_at, "long-date") })}
      actions={<Button onClick={onClose}>{t("ui.close")}</Button>}
    >
      <CopyField label={t("invitations.linkLabel")} value={link.link} />
    </Dialog>
  );
}
