/** Before something sensitive: prove that it is still you. What was typed below stays, and is sent again. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api } from "~/api/client";
import { queries } from "~/api/queries";
import { stepUp } from "~/api/step-up";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Loaded } from "~/lib/loaded";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { PasswordInput } from "~/ui/input";
import { CodeForm } from "./code-form";

export function StepUpDialog() {
  const { t } = useWording();
  const wanted = useSyncExternalStore(stepUp.wanted.subscribe, stepUp.wanted.read);
  return (
    <Dialog
      open={wanted}
      onOpenChange={stepUp.giveUp}
      size="narrow"
      title={t("stepUp.title")}
      description={t("stepUp.text")}
    >
      <Ask />
    </Dialog>
  );
}

function Ask() {
  const { t } = useWording();
  const client = useQueryClient();
  const guard = useQuery(queries.secondFactor());
  const prove = async (body: { password: string } | { code: string }) => {
    await api.post("/v1/session/proof", { body }).catch(async (error: unknown) => {
      // A second factor may have been set up elsewhere a moment ago.
      await client.invalidateQueries({ queryKey: queries.secondFactor().queryKey });
      throw error;
    });
    stepUp.proved();
  };
  return (
    <Loaded query={guard}>
      {(found) =>
        found.authenticator ? (
          <CodeForm action={t("stepUp.action")} submit={(code) => prove({ code })} />
        ) : (
          <Password submit={(password) => prove({ password })} />
        )
      }
    </Loaded>
  );
}

function Password({ submit }: { submit: (password: string) => Promise<void> }) {
  const { t } = useWording();
  const form = useForm({
    initial: { password: "" },
    codes: { "wrong-password": "password" },
    validate: (values) => (values.password ? {} : { password: t("fieldProblems.required") }),
    submit: (values) => submit(values.password),
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <FormProblem problem={form.problem} />
      <PasswordInput label={t("account.currentPassword")} {...form.field("password")} required />
      <Button type="submit" kind="primary" busy={form.busy}>
        {t("stepUp.action")}
      </Button>
    </form>
  );
}
