/** Says on other pages that an import runs, or what became of the last one, and leads to it. */
import { useQuery } from "@tanstack/react-query";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { Banner } from "~/ui/banner";
import { RelativeTime } from "~/ui/time";
import { importQueries } from "./queries";
import { countWords } from "./words";

export function ImportsNotice() {
  const wording = useWording();
  const { t, number } = wording;
  const { id: org, slug } = useOrganisation();
  const { data } = useQuery(importQueries.recent(org));
  const [latest] = data?.items ?? [];
  // One runs at a time, and it is the newest.
  if (!latest) return null;
  if (latest.state === "running") {
    return (
      <div className="mb-6">
        <Banner
          title={t("imports.running")}
          action={
            <ButtonLink size="small" to={paths.import(slug, latest.id)}>
              {t("imports.see")}
            </ButtonLink>
          }
        >
          {t("imports.soFar", { done: number(latest.done), rows: number(latest.rows) })}
        </Banner>
      </div>
    );
  }
  return (
    <p className="mb-6 text-sm text-soft">
      {t("imports.last")} <RelativeTime value={latest.moved_at} />: {countWords(wording, latest)}{" "}
      <AppLink to={paths.import(slug, latest.id)}>{t("imports.seeResult")}</AppLink>
      {" · "}
      <AppLink to={paths.imports(slug)}>{t("imports.all")}</AppLink>
    </p>
  );
}
