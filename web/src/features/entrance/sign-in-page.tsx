import { useRouter } from "@tanstack/react-router";
import { useEffect, useSyncExternalStore } from "react";
import { session } from "~/api/session";
import { useWording } from "~/i18n/language";
import { paths } from "~/lib/paths";
import { EntrancePage } from "./entrance-page";
import { signInRoute } from "./routes";
import { SignInForm } from "./sign-in-form";

export function SignInPage() {
  const { t } = useWording();
  const { next = paths.start(), email } = signInRoute.useSearch();
  const { history } = useRouter();
  const known = useSyncExternalStore(session.subscribe, session.read);
  // Signed in, here or in another tab: on to where one wanted to go.
  useEffect(() => {
    if (known) history.replace(next);
  }, [known, next, history]);
  return (
    <EntrancePage title={t("signIn.title")}>
      <SignInForm email={email} onDone={() => undefined} />
      <p className="text-sm text-soft">{t("signIn.signUpQuestion")}</p>
    </EntrancePage>
  );
}
