/** What stands in for a page that broke, or that does not exist. */
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Problem, Unreachable } from "~/api/problem";
import { useWording } from "~/i18n/language";
import { Failed, NotFound } from "~/lib/loaded";
import { usePageTitle } from "~/lib/title";
import { takeNewRelease } from "~/pwa/register";
import { Button } from "~/ui/button";
import { ErrorState } from "~/ui/state";

/** A part of the app that is no longer there, because a newer release took its place. */
function isOldRelease(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
}

export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useWording();
  usePageTitle(t("errors.title"));
  if (error instanceof Problem || error instanceof Unreachable) {
    return (
      <div className="mx-auto max-w-3xl px-5">
        <Failed error={error} onRetry={reset} level={1} />
      </div>
    );
  }
  const isOld = isOldRelease(error);
  return (
    <div className="mx-auto max-w-3xl px-5">
      <ErrorState
        level={1}
        title={isOld ? t("errors.newReleaseTitle") : t("errors.title")}
        action={
          <Button kind="primary" onClick={isOld ? takeNewRelease : () => window.location.reload()}>
            {t("errors.reload")}
          </Button>
        }
      >
        <p>{isOld ? t("errors.newReleaseText") : t("errors.unexpected")}</p>
      </ErrorState>
    </div>
  );
}

export function Page404() {
  const { t } = useWording();
  usePageTitle(t("errors.notFoundTitle"));
  return (
    <main id="content" tabIndex={-1} className="mx-auto max-w-3xl px-5 outline-none">
      <NotFound level={1} />
    </main>
  );
}
