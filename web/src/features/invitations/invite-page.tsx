/** Invites people: one, or as many as somebody pastes. What became of each is said. */
import { type FormEvent, useState } from "react";
import { api } from "~/api/client";
import { ImportPanel } from "~/features/imports/import-panel";
import { GrantableRoles, useGrantableRoles } from "~/features/members/role-choice";
import { languages, useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { useBatch } from "~/lib/batch";
import { useFlag } from "~/lib/features";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { useSearchChange } from "~/lib/use-search-change";
import { Address } from "~/ui/address";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { CheckIcon, DangerIcon } from "~/ui/icons";
import { TextArea } from "~/ui/input";
import { PageHeader } from "~/ui/page";
import { Progress } from "~/ui/progress";
import { Select } from "~/ui/select";
import { Tabs } from "~/ui/tabs";
import { type Addresses, readAddresses } from "./addresses";
import { invitationsChanged } from "./invitations-page";
import { inviteRoute } from "./routes";

/** For how many days an invitation may hold. */
const DAYS = ["7", "14", "30", "90"] as const;
/** As many as the organisation has set. */
const AS_SET = "";

export function InvitePage() {
  const { t } = useWording();
  const { name, slug } = useOrganisation();
  const { way } = inviteRoute.useSearch();
  const change = useSearchChange(paths.invite(slug), { way });
  const canImport = useFlag("members.import");
  usePageTitle(t("invitations.invite"), name);
  return (
    <Allowed permission="members.invite">
      <PageHeader
        over={<AppLink to={paths.invitations(slug)}>{t("invitations.title")}</AppLink>}
        title={t("invitations.invite")}
        lead={t("invitations.inviteLead")}
      />
      <Tabs
        label={t("invitations.ways")}
        value={(canImport && way) || "addresses"}
        onChange={(chosen) => change({ way: chosen === "file" ? chosen : undefined })}
        tabs={[
          { value: "addresses", label: t("invitations.byAddress"), content: <ByAddress /> },
          ...(canImport ? [{ value: "file" as const, label: t("invitations.byFile"), content: <ImportPanel /> }] : []),
        ]}
      />
    </Allowed>
  );
}

function ByAddress() {
  const { t } = useWording();
  const { id: org } = useOrganisation();
  const [pasted, setPasted] = useState("");
  const [role, setRole] = useState("member");
  const [days, setDays] = useState<(typeof DAYS)[number] | typeof AS_SET>(AS_SET);
  const [language, setLanguage] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [sent, setSent] = useState<readonly string[] | null>(null);
  const roles = useGrantableRoles();
  const batch = useBatch<string>(
    (email) => email,
    async (email) => {
      const body = { email, role, ...(days ? { days: Number(days) } : {}), ...(language ? { language } : {}) };
      await api.post("/v1/orgs/{org}/invitations", { path: { org }, body });
    },
  );
  const addresses = readAddresses(pasted);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (batch.running) return;
    setMissing(addresses.emails.length === 0);
    if (addresses.emails.length === 0) return;
    setSent(addresses.emails);
    const done = new Set(await batch.run(addresses.emails));
    await invitationsChanged(org);
    // What did not work stays, to be mended and sent again.
    setPasted(addresses.emails.filter((email) => !done.has(email)).join("\n"));
  };

  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-xl flex-col gap-5">
        <TextArea
          label={t("invitations.addresses")}
          help={t("invitations.addressesHelp")}
          rows={6}
          value={pasted}
          onChange={(value) => {
            setPasted(value);
            setMissing(false);
          }}
          autoCapitalize="none"
          spellCheck={false}
          error={isMissing ? t("invitations.noAddress") : undefined}
        />
        <Found addresses={addresses} />
        <div className="grid gap-4 sm:grid-cols-3">
          <Select label={t("invitations.as")} value={role} onChange={setRole} choices={roles} />
          <Select
            label={t("invitations.holds")}
            value={days}
            onChange={setDays}
            choices={[
              { value: AS_SET, label: t("invitations.asSet") },
              ...DAYS.map((value) => ({ value, label: t("invitations.days", { count: Number(value) }) })),
            ]}
          />
          <Select
            label={t("invitations.language")}
            value={language}
            onChange={setLanguage}
            choices={[
              { value: "", label: t("invitations.languageOfOrganisation") },
              ...languages.map(({ tag, name }) => ({ value: tag, label: name })),
            ]}
          />
        </div>
        <GrantableRoles chosen={role} />
        <div>
          <Button kind="primary" type="submit" busy={batch.running}>
            {t("invitations.send", { count: addresses.emails.length })}
          </Button>
        </div>
      </form>
      {sent && <Results sent={sent} batch={batch} />}
    </div>
  );
}

/** What was understood of what was pasted. */
function Found({ addresses }: { addresses: Addresses }) {
  const { t } = useWording();
  const { emails, unreadable, twice } = addresses;
  if (emails.length + unreadable.length === 0) return null;
  return (
    <div className="-mt-2 text-sm text-soft" aria-live="polite">
      <p>{t("invitations.understood", { count: emails.length })}</p>
      {twice.length > 0 && <p>{t("invitations.twice", { count: twice.length })}</p>}
      {unreadable.length > 0 && (
        <p className="text-danger">{t("invitations.unreadable", { list: unreadable.slice(0, 5).join(", ") })}</p>
      )}
    </div>
  );
}

function Results({ sent, batch }: { sent: readonly string[]; batch: ReturnType<typeof useBatch<string>> }) {
  const wording = useWording();
  const { t } = wording;
  const { slug } = useOrganisation();
  const tried = batch.outcomes.size;
  const worked = [...batch.outcomes.values()].filter((outcome) => outcome.state === "done").length;
  return (
    <section aria-label={t("invitations.results")} className="flex min-w-0 flex-col gap-4">
      {batch.running ? (
        <div className="flex items-end gap-4">
          <div className="flex-1">
            <Progress
              label={t("invitations.sending")}
              value={tried}
              of={sent.length}
              detail={`${tried} / ${sent.length}`}
            />
          </div>
          <Button size="small" onClick={batch.stop}>
            {t("members.act.stop")}
          </Button>
        </div>
      ) : (
        <Banner tone={worked === sent.length ? "good" : "warn"}>{t("invitations.invited", { count: worked })}</Banner>
      )}
      <ul className="border-t border-rule">
        {sent.map((email) => {
          const outcome = batch.outcomes.get(email);
          return (
            <li key={email} className="flex items-start gap-2.5 border-b border-rule py-2">
              <span className="min-w-0 flex-1">
                <span className="block font-medium">
                  <Address value={email} />
                </span>
                {outcome?.state === "failed" && (
                  <span className="block text-sm text-danger">{problemWords(wording, outcome.error)}</span>
                )}
              </span>
              {outcome?.state === "done" && <CheckIcon className="text-good" label={t("members.act.worked")} />}
              {outcome?.state === "failed" && <DangerIcon className="text-danger" label={t("members.act.failed")} />}
            </li>
          );
        })}
      </ul>
      {!batch.running && (
        <div>
          <ButtonLink to={paths.invitations(slug)}>{t("invitations.toOpen")}</ButtonLink>
        </div>
      )}
    </section>
  );
}
