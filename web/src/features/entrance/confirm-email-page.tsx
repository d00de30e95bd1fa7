import { useQueryClient } from "@tanstack/react-query";
import { api } from "~/api/client";
import { queries } from "~/api/queries";
import { useWording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { paths } from "~/lib/paths";
import { Banner } from "~/ui/banner";
import { Confirming } from "./confirming";

export function ConfirmEmailPage() {
  const { t } = useWording();
  const client = useQueryClient();
  const onwards = (
    <ButtonLink to={paths.start()} kind="primary">
      {t("confirmEmail.toStart")}
    </ButtonLink>
  );
  return (
    <Confirming
      title={t("confirmEmail.title")}
      working={t("confirmEmail.working")}
      confirm={async (token) => {
        const progress = await api.post("/v1/email-changes/confirm", { body: { token } });
        await client.invalidateQueries({ queryKey: queries.account().queryKey });
        return progress;
      }}
      failed={onwards}
      done={(progress) => (
        <>
          <Banner tone={progress.changed ? "good" : "info"}>
            {progress.changed ? t("confirmEmail.done") : t("confirmEmail.half")}
          </Banner>
          {onwards}
        </>
      )}
    />
  );
}
