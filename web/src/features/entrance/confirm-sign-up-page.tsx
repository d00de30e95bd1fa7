import { api } from "~/api/client";
import { useWording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { paths } from "~/lib/paths";
import { Banner } from "~/ui/banner";
import { Confirming } from "./confirming";

export function ConfirmSignUpPage() {
  const { t } = useWording();
  const toSignIn = (
    <ButtonLink to={paths.signIn()} kind="primary">
      {t("signUp.toSignIn")}
    </ButtonLink>
  );
  return (
    <Confirming
      title={t("signUp.confirmTitle")}
      working={t("signUp.confirming")}
      confirm={(token) => api.post("/v1/sign-ups/confirm", { body: { token } })}
      failed={toSignIn}
      done={(answer) => (
        <>
          <Banner tone="good">{answer.organisation ? t("signUp.confirmedJoined") : t("signUp.confirmed")}</Banner>
          {toSignIn}
        </>
      )}
    />
  );
}
