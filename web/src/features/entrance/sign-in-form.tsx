/** Signing in on a page of the entrance. */
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { paths } from "~/lib/paths";
import { SignInFields } from "./sign-in-fields";

export function SignInForm(props: { email?: string | undefined; onDone: () => void; action?: string }) {
  const { t } = useWording();
  return (
    <SignInFields
      {...props}
      forgotten={
        <AppLink to={paths.resetPassword()} className="text-sm">
          {t("signIn.forgotten")}
        </AppLink>
      }
    />
  );
}
