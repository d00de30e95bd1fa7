/** The first run: the token that the server printed, the organisation, the account that runs it. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "~/api/client";
import { isProblem } from "~/api/problem";
import { useWording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { type Errors, looksLikeEmail, looksLikeSlug, slugOf, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { paths } from "~/lib/paths";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { CheckIcon } from "~/ui/icons";
import { EmailInput, PasswordInput, TextInput } from "~/ui/input";
import { OrganisationFields } from "../organisations/organisation-fields";
import { browserTimeZone } from "./browser";
import { enter } from "./entering";
import { EntrancePage } from "./entrance-page";
import { useLinkToken } from "./link-token";
import { entranceQueries } from "./queries";

const STEPS = ["token", "organisation", "admin"] as const;
type Step = (typeof STEPS)[number];
type Values = {
  token: string;
  name: string;
  slug: string;
  language: string;
  timeZone: string;
  adminName: string;
  email: string;
  password: string;
};
/** On which step a field stands, so that a refused one is shown. */
const STEP_OF: Record<string, Step> = {
  token: "token",
  name: "organisation",
  slug: "organisation",
  language: "organisation",
  timeZone: "organisation",
};

export function SetupPage() {
  const { t } = useWording();
  const setup = useQuery(entranceQueries.setup());
  if (setup.data && !setup.data.needed) {
    return (
      <EntrancePage title={t("setup.alreadyTitle")} lead={t("setup.alreadyText")}>
        <ButtonLink to={paths.signIn()} kind="primary">
          {t("signIn.action")}
        </ButtonLink>
      </EntrancePage>
    );
  }
  return <Wizard />;
}

function Wizard() {
  const { t, language } = useWording();
  const navigate = useNavigate();
  const linkToken = useLinkToken();
  const [step, setStep] = useState<Step>(linkToken ? "organisation" : "token");
  const place = STEPS.indexOf(step);
  const form = useForm<Values>({
    initial: {
      token: linkToken ?? "",
      name: "",
      slug: "",
      language,
      timeZone: browserTimeZone(),
      adminName: "",
      email: "",
      password: "",
    },
    fields: {
      "organisation.name": "name",
      "organisation.slug": "slug",
      "organisation.time_zone": "timeZone",
      "admin.name": "adminName",
      "admin.email": "email",
      "admin.password": "password",
    },
    codes: { "setup-token-invalid": "token", "slug-taken": "slug", "address-taken": "email" },
    validate: (values): Errors<Values> => {
      const needed = t("fieldProblems.required");
      if (step === "token") return values.token.trim() ? {} : { token: needed };
      if (step === "organisation") {
        return {
          ...(values.name.trim() ? {} : { name: needed }),
          ...(looksLikeSlug(values.slug) ? {} : { slug: t("fieldProblems.slug") }),
        };
      }
      return {
        ...(values.adminName.trim() ? {} : { adminName: needed }),
        ...(looksLikeEmail(values.email) ? {} : { email: t("fieldProblems.email") }),
        ...(values.password ? {} : { password: needed }),
      };
    },
    submit: async (values) => {
      const next = STEPS[place + 1];
      if (next) {
        setStep(next);
        return;
      }
      await api
        .post("/v1/setup", {
          body: {
            token: values.token.trim(),
            organisation: {
              name: values.name,
              slug: values.slug,
              language: values.language,
              time_zone: values.timeZone,
            },
            admin: { name: values.adminName, email: values.email.trim(), password: values.password },
          },
        })
        .catch((error: unknown) => {
          const field = isProblem(error, "setup-token-invalid")
            ? "token"
            : isProblem(error, "slug-taken")
              ? "slug"
              : isProblem(error)
                ? error.fields[0]?.field.replace("organisation.", "")
                : undefined;
          if (field && STEP_OF[field]) setStep(STEP_OF[field]);
          throw error;
        });
      await enter(values.email, values.password);
      await navigate({ to: paths.home(values.slug), replace: true });
    },
  });
  const [slugTyped, setSlugTyped] = useState(false);
  return (
    <EntrancePage title={t("setup.title")} lead={t("setup.lead")}>
      <ol aria-label={t("setup.steps")} className="flex gap-2">
        {STEPS.map((one, number) => (
          <li
            key={one}
            aria-current={one === step ? "step" : undefined}
            className={classes(
              "flex-1 border-t-2 pt-1.5 text-sm",
              number <= place ? "border-accent text-ink" : "border-rule text-faint",
            )}
          >
            <span className="flex items-center gap-1 font-semibold">
              {number < place ? <CheckIcon className="size-4 text-good" /> : <span>{number + 1}.</span>}
              {t(`setup.${one}Title`)}
            </span>
          </li>
        ))}
      </ol>
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <p className="text-soft">{t(`setup.${step}Lead`)}</p>
        {step === "token" && (
          <TextInput
            key="token"
            label={t("setup.token")}
            {...form.field("token")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
        {step === "organisation" && (
          <OrganisationFields
            form={form}
            onName={(name) => {
              form.set("name", name);
              if (!slugTyped) form.set("slug", slugOf(name));
            }}
            onSlug={(slug) => {
              setSlugTyped(slug !== "");
              form.set("slug", slug);
            }}
          />
        )}
        {step === "admin" && (
          <>
            <TextInput label={t("setup.yourName")} {...form.field("adminName")} autoComplete="name" required />
            <EmailInput label={t("setup.email")} {...form.field("email")} autoComplete="username" required />
            <PasswordInput
              label={t("setup.password")}
              {...form.field("password")}
              fresh
              known={[form.values.adminName, form.values.email]}
              required
            />
          </>
        )}
        <div className="flex flex-row-reverse gap-2">
          <Button type="submit" kind="primary" busy={form.busy} className="flex-1">
            {step === "admin" ? t("setup.action") : t("setup.next")}
          </Button>
          {place > 0 && (
            <Button onClick={() => setStep(STEPS[place - 1] ?? "token")} disabled={form.busy}>
              {t("setup.back")}
            </Button>
          )}
        </div>
      </form>
    </EntrancePage>
  );
}
