/** The code of a second factor: six digits of an app, or a recovery code. Blanks and dashes do not matter. */
import { useWording } from "~/i18n/language";
import { TextInput, type TextInputProps } from "./input";

export function CodeInput({
  recovery = false,
  ...rest
}: Omit<TextInputProps, "type" | "label"> & { recovery?: boolean }) {
  const { t } = useWording();
  return (
    <TextInput
      {...rest}
      label={recovery ? t("secondStep.recoveryCode") : t("secondStep.code")}
      help={recovery ? t("secondStep.recoveryHelp") : t("secondStep.codeHelp")}
      autoComplete={recovery ? "off" : "one-time-code"}
      inputMode={recovery ? "text" : "numeric"}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      required
    />
  );
}
