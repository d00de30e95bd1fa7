/** Telling an authenticator app its secret, and hearing a code from it. */
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Button } from "~/ui/button";
import { CodeInput } from "~/ui/code-input";
import { CopyField } from "~/ui/copy-field";
import { Dialog } from "~/ui/dialog";
import { QrCode } from "./qr-code";

/** Groups of four, as people read what they type over. */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, "$1 ");

export function AuthenticatorDialog({
  enrolment,
  onClose,
  onDone,
}: {
  enrolment: Schemas["Enrolment"];
  onClose: () => void;
  onDone: (codes: readonly string[]) => Promise<void>;
}) {
  const { t } = useWording();
  const form = useForm({
    initial: { code: "" },
    codes: { "wrong-code": "code" },
    validate: (values) => (values.code.trim() ? {} : { code: t("fieldProblems.required") }),
    submit: async (values) => {
      const made = await api.post("/v1/account/authenticator/confirm", { body: { code: values.code } });
      await onDone(made.recovery_codes);
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title={t("security.setUpTitle")} description={t("security.setUpLead")}>
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <QrCode label={t("security.qrCode")} text={enrolment.uri} />
        <CopyField label={t("security.byHand")} value={grouped(enrolment.secret)} />
        <CodeInput {...form.field("code")} />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t("security.confirm")}
        </Button>
      </form>
    </Dialog>
  );
}
