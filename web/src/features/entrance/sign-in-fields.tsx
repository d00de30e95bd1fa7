/**
 * Address and password, and then the second factor if the account has one. On the door's page, and in the dialog that
 * appears when a session has ended.
 */
import { type ReactNode, useState } from "react";
import { useWording } from "~/i18n/language";
import { looksLikeEmail, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Button } from "~/ui/button";
import { EmailInput, PasswordInput } from "~/ui/input";
import { CodeForm } from "./code-form";
import { answerChallenge, enter } from "./entering";

export interface SignInProps {
  email?: string | undefined;
  onDone: () => void;
  action?: string;
  /** The way out for who does not know the password; the dialog outside the router has none. */
  forgotten?: ReactNode;
}

export function SignInFields({ email, onDone, action, forgotten }: SignInProps) {
  const { t } = useWording();
  const [challenge, setChallenge] = useState<string | null>(null);
  const form = useForm({
    initial: { email: email ?? "", password: "" },
    validate: (values) => ({
      ...(looksLikeEmail(values.email) ? {} : { email: t("fieldProblems.email") }),
      ...(values.password ? {} : { password: t("fieldProblems.required") }),
    }),
    submit: async (values) => {
      const asked = await enter(values.email, values.password);
      if (asked === null) onDone();
      else setChallenge(asked);
    },
  });
  if (challenge !== null) {
    return (
      <CodeForm
        action={action ?? t("signIn.action")}
        submit={async (code) => {
          await answerChallenge(challenge, code);
          onDone();
        }}
      >
        <Button
          kind="quiet"
          onClick={() => {
            form.set("password", "");
            setChallenge(null);
          }}
        >
          {t("secondStep.back")}
        </Button>
      </CodeForm>
    );
  }
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <FormProblem problem={form.problem} />
      <EmailInput label={t("signIn.email")} {...form.field("email")} autoComplete="username" required />
      <PasswordInput label={t("signIn.password")} {...form.field("password")} required aside={forgotten} />
      <Button type="submit" kind="primary" busy={form.busy}>
        {action ?? t("signIn.action")}
      </Button>
    </form>
  );
}
