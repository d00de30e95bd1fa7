/** The organisation's settings: what it is called, who may join, and its end. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, type Schemas, type Versioned } from "~/api/client";
import { queries } from "~/api/queries";
import { languages, useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { looksLikeSlug, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { leaveOrganisation } from "~/lib/leaving";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { Checkbox, RadioList } from "~/ui/choice";
import { CopyField } from "~/ui/copy-field";
import { AlertDialog, Dialog } from "~/ui/dialog";
import { FieldGroup } from "~/ui/field";
import { TextInput } from "~/ui/input";
import { DescriptionList, PageHeader, Place, Section } from "~/ui/page";
import { Select } from "~/ui/select";
import { useToast } from "~/ui/toast";
import { OrganisationFields } from "../organisations/organisation-fields";
import { SettingsSearch } from "../shell/settings-search";

type View = Schemas["OrganisationView"];

export function SettingsPage() {
  return (
    <Allowed permission="organisation.read">
      <Settings />
    </Allowed>
  );
}

function Settings() {
  const { t } = useWording();
  const organisation = useOrganisation();
  usePageTitle(t("settings.title"), organisation.name);
  const read = useQuery(queries.organisation(organisation.id));
  return (
    <>
      <PageHeader title={t("settings.title")} lead={t("settings.lead")} />
      <SettingsSearch organisation={organisation} />
      <Loaded query={read}>
        {(data) => (
          <>
            {data.value.state === "closing" && <Reopen view={data.value} />}
            {organisation.may("organisation.change") ? <Details read={data} /> : <Facts view={data.value} />}
            <Leaving view={data.value} />
            {organisation.may("organisation.close") && data.value.state === "active" && <Closing view={data.value} />}
          </>
        )}
      </Loaded>
    </>
  );
}

/** What those see who may not change it. */
function Facts({ view }: { view: View }) {
  const { t } = useWording();
  return (
    <Section title={t("settings.details")}>
      <DescriptionList
        items={[
          [t("found.name"), view.name],
          [t("found.slug"), view.slug],
          [t("found.language"), languages.find(({ tag }) => tag === view.language)?.name ?? view.language],
          [t("found.timeZone"), view.time_zone],
          [t("settings.whoMayJoin"), view.sign_up === "open" ? t("settings.everybody") : t("settings.invited")],
          [t("settings.secondFactor"), view.second_factor_required ? t("settings.needed") : t("settings.notNeeded")],
        ]}
      />
    </Section>
  );
}

/**
 * What is typed belongs to the version it was begun from: one that is read meanwhile neither throws it away nor is
 * overwritten by it unseen.
 */
function Details({ read }: { read: Versioned<View> }) {
  const [base, setBase] = useState(read);
  return <DetailsForm key={base.etag} read={base} onSaved={setBase} />;
}

function DetailsForm({ read, onSaved }: { read: Versioned<View>; onSaved: (read: Versioned<View>) => void }) {
  const { t } = useWording();
  const client = useQueryClient();
  const navigate = useNavigate();
  const show = useToast();
  const view = read.value;
  const form = useForm({
    initial: {
      name: view.name,
      slug: view.slug,
      language: view.language,
      timeZone: view.time_zone,
      signUp: view.sign_up,
      secondFactor: view.second_factor_required,
    },
    fields: { time_zone: "timeZone", sign_up: "signUp" },
    codes: { "slug-taken": "slug", "own-second-factor-first": "secondFactor" },
    validate: (values) => ({
      ...(values.name.trim() ? {} : { name: t("fieldProblems.required") }),
      ...(looksLikeSlug(values.slug) ? {} : { slug: t("fieldProblems.slug") }),
    }),
    submit: async (values) => {
      const changed = await api.patch("/v1/orgs/{org}", {
        path: { org: view.id },
        ifMatch: read.etag ?? "*",
        body: {
          name: values.name,
          slug: values.slug,
          language: values.language,
          time_zone: values.timeZone,
          sign_up: values.signUp,
          // Deciding about it asks for a proof; leaving it as it is does not.
          ...(values.secondFactor === view.second_factor_required
            ? {}
            : { second_factor_required: values.secondFactor }),
        },
      });
      await client.invalidateQueries({ queryKey: queries.ownOrganisations().queryKey });
      if (changed.slug !== view.slug) await navigate({ to: paths.settings(changed.slug), replace: true });
      await client.invalidateQueries({ queryKey: ["org", view.id, "organisation"] });
      onSaved(await client.fetchQuery(queries.organisation(view.id)));
      show({ message: t("ui.saved") });
    },
  });
  return (
    <Section title={t("settings.details")} lead={t("settings.detailsLead")}>
      <form {...form.formProps} className="flex max-w-lg flex-col gap-5">
        <FormProblem problem={form.problem} />
        <OrganisationFields
          form={form}
          onName={(name) => form.set("name", name)}
          onSlug={(slug) => form.set("slug", slug)}
        />
        <Place id="organisation-sign-up">
          <FieldGroup legend={t("settings.whoMayJoin")}>
            <RadioList
              value={form.values.signUp}
              onChange={(rule) => form.set("signUp", rule)}
              choices={[
                { value: "invitation", label: t("settings.invited"), help: t("settings.invitedHelp") },
                { value: "open", label: t("settings.everybody"), help: t("settings.everybodyHelp") },
              ]}
            />
          </FieldGroup>
        </Place>
        {view.sign_up === "open" && (
          <CopyField label={t("settings.joinLink")} value={`${window.location.origin}${paths.join(view.slug)}`} />
        )}
        <Place id="organisation-second-factor">
          <FieldGroup legend={t("settings.secondFactor")} error={form.errors.secondFactor}>
            <Checkbox
              label={t("settings.secondFactorNeeded")}
              help={t("settings.secondFactorHelp")}
              checked={form.values.secondFactor}
              onChange={(needed) => form.set("secondFactor", needed)}
            />
            {form.errors.secondFactor && <AppLink to={paths.security()}>{t("security.setUp")}</AppLink>}
          </FieldGroup>
        </Place>
        <Button type="submit" kind="primary" busy={form.busy} disabled={!form.changed} className="self-start">
          {t("ui.save")}
        </Button>
      </form>
    </Section>
  );
}

function Leaving({ view }: { view: View }) {
  const wording = useWording();
  const { t } = wording;
  const client = useQueryClient();
  const navigate = useNavigate();
  const show = useToast();
  const [asking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: () => api.delete("/v1/orgs/{org}/membership", { path: { org: view.id } }),
    onSuccess: async () => {
      await navigate({ to: paths.organisations() });
      await leaveOrganisation(view.id);
      await client.invalidateQueries({ queryKey: queries.ownOrganisations().queryKey });
      show({ message: t("settings.left", { organisation: view.name }) });
    },
    onError: (error) => {
      setAsking(false);
      show({ kind: "danger", message: problemWords(wording, error) });
    },
  });
  return (
    <Section id="organisation-leaving" title={t("settings.leaving")} lead={t("settings.leavingLead")}>
      <Button onClick={() => setAsking(true)}>{t("settings.leave")}</Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("settings.leaveTitle", { organisation: view.name })}
        action={t("settings.leave")}
        busy={leave.isPending}
        onAction={() => leave.mutate()}
      >
        <p>{t("settings.leavingLead")}</p>
      </AlertDialog>
    </Section>
  );
}

function Closing({ view }: { view: View }) {
  const { t } = useWording();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<"close" | "transfer" | null>(null);
  const form = useForm({
    initial: { slug: "" },
    codes: { "slug-does-not-match": "slug" },
    validate: (values) => (values.slug === view.slug ? {} : { slug: t("problems.slug-does-not-match") }),
    submit: async (values) => {
      await api.put("/v1/orgs/{org}/closing", { path: { org: view.id }, body: values });
      setDialog(null);
      await client.invalidateQueries({ queryKey: queries.ownOrganisations().queryKey });
      await client.invalidateQueries({ queryKey: ["org", view.id] });
    },
  });
  return (
    <Section id="organisation-end" title={t("settings.end")} lead={t("settings.endLead")}>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setDialog("transfer")}>{t("settings.transfer")}</Button>
        <Button onClick={() => setDialog("close")}>{t("settings.close")}</Button>
      </div>
      <Transfer view={view} open={dialog === "transfer"} onDone={() => setDialog(null)} />
      <Dialog
        open={dialog === "close"}
        onOpenChange={() => setDialog(null)}
        size="narrow"
        title={t("settings.closeTitle", { organisation: view.name })}
        description={t("settings.closeText", { slug: view.slug })}
      >
        <form {...form.formProps} className="flex flex-col gap-5">
          <FormProblem problem={form.problem} />
          <TextInput
            label={t("found.slug")}
            {...form.field("slug")}
            autoComplete="off"
            autoCapitalize="none"
            required
          />
          <Button type="submit" kind="danger" busy={form.busy}>
            {t("settings.close")}
          </Button>
        </form>
      </Dialog>
    </Section>
  );
}

const MOST_CANDIDATES = 100;

function Transfer({ view, open, onDone }: { view: View; open: boolean; onDone: () => void }) {
  const { t } = useWording();
  const organisation = useOrganisation();
  const client = useQueryClient();
  const show = useToast();
  const members = useQuery({
    queryKey: ["org", view.id, "members", "candidates"],
    enabled: open,
    queryFn: ({ signal }) =>
      api.get("/v1/orgs/{org}/members", { path: { org: view.id }, query: { limit: MOST_CANDIDATES }, signal }),
  });
  const others = members.data?.items.filter((member) => member.id !== organisation.membership.id) ?? [];
  const form = useForm({
    initial: { to: "" },
    validate: (values) => (values.to ? {} : { to: t("fieldProblems.required") }),
    submit: async (values) => {
      await api.post("/v1/orgs/{org}/transfer", {
        path: { org: view.id },
        body: { to: values.to, own_role: "leader" },
      });
      onDone();
      await client.invalidateQueries({ queryKey: ["org", view.id] });
      show({ message: t("settings.transferred") });
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onDone}
      size="narrow"
      title={t("settings.transfer")}
      description={t("settings.transferText")}
    >
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <Select
          label={t("settings.transferTo")}
          {...form.field("to")}
          required
          choices={[{ value: "", label: "–" }, ...others.map((member) => ({ value: member.id, label: member.name }))]}
        />
        <Button type="submit" kind="danger" busy={form.busy}>
          {t("settings.transfer")}
        </Button>
      </form>
    </Dialog>
  );
}

function Reopen({ view }: { view: View }) {
  const wording = useWording();
  const { t, date } = wording;
  const organisation = useOrganisation();
  const client = useQueryClient();
  const show = useToast();
  const reopen = useMutation({
    mutationFn: () => api.delete("/v1/orgs/{org}/closing", { path: { org: view.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.ownOrganisations().queryKey });
      await client.invalidateQueries({ queryKey: ["org", view.id] });
      show({ message: t("settings.reopened") });
    },
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
  });
  return (
    <div className="mb-8">
      <Banner
        tone="warn"
        title={t("home.closingTitle")}
        action={
          organisation.may("organisation.close") && (
            <Button size="small" busy={reopen.isPending} onClick={() => reopen.mutate()}>
              {t("settings.reopen")}
            </Button>
          )
        }
      >
        {view.closes_at && t("home.closingText", { date: date(view.closes_at, "long-date") })}
      </Banner>
    </div>
  );
}
