/** An organisation that asks for a second factor, seen by somebody who has not proved one in this session. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "~/api/client";
import { queries } from "~/api/queries";
import { useWording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { PageHeader } from "~/ui/page";
import { CodeForm } from "../entrance/code-form";

export function SecondFactorNeeded({ name, onProved }: { name: string; onProved: () => Promise<unknown> }) {
  const { t } = useWording();
  usePageTitle(t("secondStep.neededTitle"), name);
  const client = useQueryClient();
  const guard = useQuery(queries.secondFactor());
  return (
    <>
      <PageHeader title={t("secondStep.neededTitle")} lead={t("secondStep.neededLead", { organisation: name })} />
      <Loaded query={guard}>
        {(found) =>
          found.authenticator ? (
            <div className="max-w-sm">
              <CodeForm
                action={t("secondStep.neededAction")}
                submit={async (code) => {
                  await api.post("/v1/session/proof", { body: { code } });
                  await onProved();
                  await client.invalidateQueries({ queryKey: queries.secondFactor().queryKey });
                }}
              />
            </div>
          ) : (
            <div className="flex max-w-prose flex-col items-start gap-4">
              <p>{t("secondStep.neededSetUp")}</p>
              <ButtonLink kind="primary" to={paths.security()}>
                {t("security.setUp")}
              </ButtonLink>
            </div>
          )
        }
      </Loaded>
    </>
  );
}
