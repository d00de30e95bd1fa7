/** Address and password. On the door's page, and in the dialog that appears when a session has ended. */
import type { ReactNode } from "react";
import { useWording } from "~/i18n/language";
import { looksLikeEmail, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Button } from "~/ui/button";
import { EmailInput, PasswordInput } from "~/ui/input";
import { enter } from "./entering";

/** `forgotten` is the way out for who does not know the password; the dialog outside the router has none. */
export function SignInFields({
  email,
  onDone,
  action,
  forgotten,
}: {
  email?: string | undefined;
  onDone: () => void;
  action?: string;
  forgotten?: ReactNode;
}) {
  const { t } = useWording();
  const form = useForm({
    initial: { email: email ?? "", password: "" },
    validate: (values) => ({
      ...(looksLikeEmail(values.email) ? {} : { email: t("fieldProblems.email") }),
      ...(values.password ? {} : { password: t("fieldProblems.required") }),
    }),
    submit: async (values) => {
      await enter(values.email, values.password);
      onDone();
    },
  });
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
