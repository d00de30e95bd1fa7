/** Who one is to every organisation: name, language, time zone; address and password; the end of the account. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, type Schemas, type Versioned } from "~/api/client";
import { session } from "~/api/session";
import { languages, useWording } from "~/i18n/language";
import { looksLikeEmail, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Loaded } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { wipeKept } from "~/pwa/register";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { Combobox } from "~/ui/combobox";
import { Dialog } from "~/ui/dialog";
import { EmailInput, PasswordInput, TextInput } from "~/ui/input";
import { PageHeader, Place, Section } from "~/ui/page";
import { Select } from "~/ui/select";
import { useToast } from "~/ui/toast";
import { timeZoneChoices } from "../entrance/browser";
import { SettingsSearch } from "../shell/settings-search";
import { accountQueries } from "./queries";

type Account = Schemas["AccountView"];
const ZONES = timeZoneChoices();

export function AccountPage() {
  const { t } = useWording();
  usePageTitle(t("account.profile"));
  const account = useQuery(accountQueries.versioned());
  return (
    <>
      <PageHeader title={t("account.profile")} lead={t("account.lead")} />
      <SettingsSearch organisation={null} />
      <Loaded query={account}>
        {(read) => (
          <>
            <Profile read={read} />
            <Address account={read.value} />
            <ChangePassword account={read.value} />
            <Closing />
          </>
        )}
      </Loaded>
    </>
  );
}

/** As with the settings of an organisation: what is typed belongs to the version it was begun from. */
function Profile({ read }: { read: Versioned<Account> }) {
  const [base, setBase] = useState(read);
  return <ProfileForm key={base.etag} read={base} onSaved={setBase} />;
}

function ProfileForm({ read, onSaved }: { read: Versioned<Account>; onSaved: (read: Versioned<Account>) => void }) {
  const { t } = useWording();
  const client = useQueryClient();
  const show = useToast();
  const account = read.value;
  const form = useForm({
    initial: { name: account.name, language: account.language, timeZone: account.time_zone },
    fields: { time_zone: "timeZone" },
    validate: (values) => (values.name.trim() ? {} : { name: t("fieldProblems.required") }),
    submit: async (values) => {
      await api.patch("/v1/account", {
        body: { name: values.name, language: values.language, time_zone: values.timeZone },
        ifMatch: read.etag ?? "*",
      });
      await client.invalidateQueries({ queryKey: ["account"] });
      onSaved(await client.fetchQuery(accountQueries.versioned()));
      show({ message: t("ui.saved") });
    },
  });
  const known = languages.some(({ tag }) => tag === account.language);
  return (
    <Section title={t("account.person")} lead={t("account.personLead")}>
      <form {...form.formProps} className="flex max-w-lg flex-col gap-5">
        <FormProblem problem={form.problem} />
        <Place id="account-name">
          <TextInput label={t("account.name")} {...form.field("name")} autoComplete="name" maxLength={100} required />
        </Place>
        <Place id="account-language">
          <Select
            label={t("account.language")}
            {...form.field("language")}
            choices={[
              ...languages.map(({ tag, name }) => ({ value: tag, label: name })),
              ...(known ? [] : [{ value: account.language, label: account.language }]),
            ]}
          />
        </Place>
        <Place id="account-time-zone">
          <Combobox label={t("account.timeZone")} {...form.field("timeZone")} choices={ZONES} />
        </Place>
        <Button type="submit" kind="primary" busy={form.busy} disabled={!form.changed} className="self-start">
          {t("ui.save")}
        </Button>
      </form>
    </Section>
  );
}

function Address({ account }: { account: Account }) {
  const { t } = useWording();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: "", password: "" },
    codes: { "wrong-password": "password" },
    validate: (values) => ({
      ...(looksLikeEmail(values.email) ? {} : { email: t("fieldProblems.email") }),
      ...(values.password ? {} : { password: t("fieldProblems.required") }),
    }),
    submit: async (values) => {
      await api.post("/v1/account/email", { body: { email: values.email.trim(), password: values.password } });
      setSentTo(values.email.trim());
      form.reset({ email: "", password: "" });
    },
  });
  return (
    <Section id="account-email" title={t("account.email")} lead={t("account.emailLead", { email: account.email })}>
      <form {...form.formProps} className="flex max-w-lg flex-col gap-5">
        {sentTo && <Banner tone="good">{t("account.emailSent", { old: account.email, fresh: sentTo })}</Banner>}
        <FormProblem problem={form.problem} />
        <EmailInput label={t("account.newEmail")} {...form.field("email")} required />
        <PasswordInput label={t("account.currentPassword")} {...form.field("password")} required />
        <Button type="submit" busy={form.busy} className="self-start">
          {t("account.changeEmail")}
        </Button>
      </form>
    </Section>
  );
}

function ChangePassword({ account }: { account: Account }) {
  const { t } = useWording();
  const show = useToast();
  const form = useForm({
    initial: { current: "", fresh: "" },
    fields: { new: "fresh" },
    codes: { "wrong-password": "current" },
    validate: (values) => ({
      ...(values.current ? {} : { current: t("fieldProblems.required") }),
      ...(values.fresh ? {} : { fresh: t("fieldProblems.required") }),
    }),
    submit: async (values) => {
      await api.put("/v1/account/password", { body: { current: values.current, new: values.fresh } });
      form.reset({ current: "", fresh: "" });
      show({ message: t("account.passwordChanged") });
    },
  });
  return (
    <Section id="account-password" title={t("account.password")} lead={t("account.passwordLead")}>
      <form {...form.formProps} className="flex max-w-lg flex-col gap-5">
        <FormProblem problem={form.problem} />
        <PasswordInput label={t("account.passwordNow")} {...form.field("current")} required />
        <PasswordInput
          label={t("account.newPassword")}
          {...form.field("fresh")}
          fresh
          known={[account.name, account.email]}
          required
        />
        <Button type="submit" busy={form.busy} className="self-start">
          {t("account.changePassword")}
        </Button>
      </form>
    </Section>
  );
}

function Closing() {
  const { t } = useWording();
  const navigate = useNavigate();
  const client = useQueryClient();
  const show = useToast();
  const [open, setOpen] = useState(false);
  const form = useForm({
    initial: { password: "" },
    codes: { "wrong-password": "password" },
    validate: (values) => (values.password ? {} : { password: t("fieldProblems.required") }),
    submit: async (values) => {
      await api.post("/v1/account/close", { body: values });
      session.end();
      await navigate({ to: paths.signIn() });
      client.clear();
      await wipeKept();
      show({ message: t("account.closed") });
    },
  });
  return (
    <Section id="account-closing" title={t("account.closing")} lead={t("account.closingLead")}>
      <Button onClick={() => setOpen(true)}>{t("account.close")}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="narrow"
        title={t("account.closeTitle")}
        description={t("account.closingLead")}
      >
        <form {...form.formProps} className="flex flex-col gap-5">
          <FormProblem problem={form.problem} />
          <PasswordInput label={t("account.passwordNow")} {...form.field("password")} required />
          <Button type="submit" kind="danger" busy={form.busy}>
            {t("account.close")}
          </Button>
        </form>
      </Dialog>
    </Section>
  );
}
