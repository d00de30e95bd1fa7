/** Joining an organisation that is open to everybody: as whoever is signed in, or with a new account. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, useSyncExternalStore } from "react";
import { api, type Schemas } from "~/api/client";
import { isProblem } from "~/api/problem";
import { queries } from "~/api/queries";
import { session } from "~/api/session";
import { useWording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { looksLikeEmail, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Failed } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { Button } from "~/ui/button";
import { EmailInput, PasswordInput, TextInput } from "~/ui/input";
import { Skeleton } from "~/ui/state";
import { browserTimeZone } from "./browser";
import { EntrancePage } from "./entrance-page";
import { entranceQueries } from "./queries";
import { joinRoute } from "./routes";

type Open = Schemas["OpenOrganisation"];

export function JoinPage() {
  const { t } = useWording();
  const { slug } = joinRoute.useParams();
  const open = useQuery(entranceQueries.open(slug));
  const known = useSyncExternalStore(session.subscribe, session.read);
  if (open.data) return known ? <JoinSignedIn open={open.data} /> : <SignUp open={open.data} />;
  if (isProblem(open.error, "not-found"))
    return <EntrancePage title={t("join.closedTitle")} lead={t("join.closedText")} />;
  if (open.error) return <Failed error={open.error} level={1} onRetry={() => void open.refetch()} />;
  return <Skeleton className="h-9 w-2/3" />;
}

function JoinSignedIn({ open }: { open: Open }) {
  const { t } = useWording();
  const navigate = useNavigate();
  const client = useQueryClient();
  const account = useQuery(queries.account());
  const form = useForm({
    initial: { name: "" },
    submit: async (values) => {
      const name = values.name.trim() || (account.data?.name ?? "");
      await api
        .post("/v1/orgs/{org}/membership", { path: { org: open.organisation }, body: { name } })
        .catch((error: unknown) => {
          if (!isProblem(error, "already-a-member")) throw error;
        });
      await client.invalidateQueries({ queryKey: queries.ownOrganisations().queryKey });
      await navigate({ to: paths.home(open.slug) });
    },
  });
  return (
    <EntrancePage title={t("join.title", { organisation: open.name })} lead={t("join.lead")}>
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <TextInput
          label={t("found.yourName")}
          help={t("found.yourNameHelp")}
          {...form.field("name")}
          placeholder={account.data?.name}
          autoComplete="name"
        />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t("join.action")}
        </Button>
      </form>
    </EntrancePage>
  );
}

function SignUp({ open }: { open: Open }) {
  const { t, rich, language } = useWording();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { name: "", email: "", password: "" },
    validate: (values) => ({
      ...(values.name.trim() ? {} : { name: t("fieldProblems.required") }),
      ...(looksLikeEmail(values.email) ? {} : { email: t("fieldProblems.email") }),
      ...(values.password ? {} : { password: t("fieldProblems.required") }),
    }),
    submit: async (values) => {
      await api.post("/v1/sign-ups", {
        body: {
          name: values.name,
          email: values.email.trim(),
          password: values.password,
          organisation: open.organisation,
          language,
          time_zone: browserTimeZone(),
        },
      });
      setSentTo(values.email.trim());
    },
  });
  if (sentTo !== null) {
    return (
      <EntrancePage
        title={t("signUp.sentTitle")}
        lead={rich("signUp.sentText", { email: <strong className="text-ink">{sentTo}</strong> })}
      />
    );
  }
  return (
    <EntrancePage title={t("signUp.title", { organisation: open.name })} lead={t("signUp.lead")}>
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <TextInput label={t("signUp.name")} {...form.field("name")} autoComplete="name" maxLength={100} required />
        <EmailInput label={t("signUp.email")} {...form.field("email")} autoComplete="username" required />
        <PasswordInput
          label={t("signUp.password")}
          {...form.field("password")}
          fresh
          known={[form.values.name, form.values.email]}
          required
        />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t("signUp.action")}
        </Button>
      </form>
      <ButtonLink to={paths.signIn()} search={{ next: paths.join(open.slug) }} kind="quiet">
        {t("signUp.haveAccount")}
      </ButtonLink>
    </EntrancePage>
  );
}
