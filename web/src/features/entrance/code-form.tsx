/** Asking for a code of the second factor, or for the recovery code that stands in for it. */
import { type ReactNode, useEffect, useState } from "react";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Button } from "~/ui/button";
import { CodeInput } from "~/ui/code-input";

export function CodeForm({
  action,
  submit,
  children,
}: {
  action: string;
  submit: (code: string) => Promise<void>;
  /** What else can be done. */
  children?: ReactNode;
}) {
  const { t } = useWording();
  const [recovery, setRecovery] = useState(false);
  const form = useForm({
    initial: { code: "" },
    codes: { "wrong-code": "code" },
    validate: (values) => (values.code.trim() ? {} : { code: t("fieldProblems.required") }),
    submit: (values) => submit(values.code),
  });
  const box = form.formProps.ref;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind of code is typed into another field
  useEffect(() => box.current?.querySelector("input")?.focus(), [box, recovery]);
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <FormProblem problem={form.problem} />
      <CodeInput key={String(recovery)} recovery={recovery} {...form.field("code")} />
      <Button type="submit" kind="primary" busy={form.busy}>
        {action}
      </Button>
      <div className="flex flex-col gap-1">
        <Button
          kind="quiet"
          onClick={() => {
            form.reset({ code: "" });
            setRecovery(!recovery);
          }}
        >
          {recovery ? t("secondStep.useApp") : t("secondStep.useRecovery")}
        </Button>
        {children}
      </div>
    </form>
  );
}
