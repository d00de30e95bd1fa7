/** A lost second factor that two admins agreed to take away: the letter's link and the password do it. */
import { useState } from "react";
import { api } from "~/api/client";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { paths } from "~/lib/paths";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { PasswordInput } from "~/ui/input";
import { EntrancePage } from "./entrance-page";
import { useLinkToken } from "./link-token";

export function FactorResetPage() {
  const { t } = useWording();
  const token = useLinkToken();
  const [isDone, setDone] = useState(false);
  const form = useForm({
    initial: { password: "" },
    codes: { "wrong-password": "password" },
    validate: (values) => (values.password ? {} : { password: t("fieldProblems.required") }),
    submit: async (values) => {
      await api.post("/v1/second-factor-resets/confirm", { body: { token: token ?? "", password: values.password } });
      setDone(true);
    },
  });
  if (isDone) {
    return (
      <EntrancePage title={t("factorReset.title")}>
        <Banner tone="good">{t("factorReset.done")}</Banner>
        <ButtonLink kind="primary" to={paths.signIn()}>
          {t("signIn.action")}
        </ButtonLink>
      </EntrancePage>
    );
  }
  return (
    <EntrancePage title={t("factorReset.title")} lead={t("factorReset.lead")}>
      {token ? (
        <form {...form.formProps} className="flex flex-col gap-5">
          <FormProblem problem={form.problem} />
          <PasswordInput
            label={t("signIn.password")}
            {...form.field("password")}
            required
            aside={
              <AppLink to={paths.resetPassword()} className="text-sm">
                {t("signIn.forgotten")}
              </AppLink>
            }
          />
          <Button type="submit" kind="primary" busy={form.busy}>
            {t("factorReset.action")}
          </Button>
        </form>
      ) : (
        <Banner tone="danger" urgent>
          {t("invitation.incomplete")}
        </Banner>
      )}
    </EntrancePage>
  );
}
