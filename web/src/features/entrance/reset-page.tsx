/** A forgotten password: asking for the letter, and, with the letter's link, choosing a new one. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "~/api/client";
import { isProblem } from "~/api/problem";
import { session } from "~/api/session";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { looksLikeEmail, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { paths } from "~/lib/paths";
import { Button } from "~/ui/button";
import { EmailInput, PasswordInput } from "~/ui/input";
import { useToast } from "~/ui/toast";
import { EntrancePage } from "./entrance-page";
import { useLinkToken } from "./link-token";

export function ResetPage() {
  const token = useLinkToken();
  const [again, setAgain] = useState(false);
  return token && !again ? <ChooseNew token={token} onAgain={() => setAgain(true)} /> : <AskForLetter />;
}

function AskForLetter() {
  const { t, rich } = useWording();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: "" },
    validate: (values) => (looksLikeEmail(values.email) ? {} : { email: t("fieldProblems.email") }),
    submit: async (values) => {
      await api.post("/v1/password-resets", { body: { email: values.email.trim() } });
      setSentTo(values.email.trim());
    },
  });
  const back = <AppLink to={paths.signIn()}>{t("reset.back")}</AppLink>;
  if (sentTo !== null) {
    return (
      <EntrancePage
        title={t("reset.sentTitle")}
        lead={rich("reset.sentText", { email: <strong className="text-ink">{sentTo}</strong> })}
      >
        <p>{back}</p>
      </EntrancePage>
    );
  }
  return (
    <EntrancePage title={t("reset.title")} lead={t("reset.lead")}>
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <EmailInput label={t("reset.email")} {...form.field("email")} required />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t("reset.action")}
        </Button>
      </form>
      <p>{back}</p>
    </EntrancePage>
  );
}

function ChooseNew({ token, onAgain }: { token: string; onAgain: () => void }) {
  const { t } = useWording();
  const navigate = useNavigate();
  const show = useToast();
  const [spent, setSpent] = useState(false);
  const form = useForm({
    initial: { password: "" },
    validate: (values) => (values.password ? {} : { password: t("fieldProblems.required") }),
    submit: async (values) => {
      try {
        await api.post("/v1/password-resets/confirm", { body: { token, password: values.password } });
      } catch (error) {
        if (isProblem(error, "link-spent")) setSpent(true);
        throw error;
      }
      session.end();
      show({ message: t("reset.done") });
      await navigate({ to: paths.signIn(), replace: true });
    },
  });
  return (
    <EntrancePage title={t("reset.newTitle")} lead={t("reset.newLead")}>
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <PasswordInput label={t("reset.newPassword")} {...form.field("password")} fresh required />
        {spent ? (
          <Button onClick={onAgain}>{t("reset.again")}</Button>
        ) : (
          <Button type="submit" kind="primary" busy={form.busy}>
            {t("reset.newAction")}
          </Button>
        )}
      </form>
    </EntrancePage>
  );
}
