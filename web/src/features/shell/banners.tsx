/** What the whole app has to say: the connection is lost or back, a new release is there. */
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { connection } from "~/api/connection";
import { useWording } from "~/i18n/language";
import { backInTouch } from "~/lib/query-client";
import { newRelease, takeNewRelease } from "~/pwa/register";
import { Button } from "~/ui/button";
import { OfflineIcon, RefreshIcon } from "~/ui/icons";
import { useToast } from "~/ui/toast";

export function ConnectionBanner() {
  const { t } = useWording();
  const show = useToast();
  const state = useSyncExternalStore(connection.subscribe, connection.read);
  const wasLost = useRef(false);
  useEffect(() => {
    const isBack = state === "online" && wasLost.current;
    wasLost.current = state !== "online";
    // Not before it is true.
    if (isBack) void backInTouch().then(() => wasLost.current || show({ message: t("shell.back") }));
  }, [state, show, t]);
  return (
    <div role="status" aria-live="polite">
      {state !== "online" && (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-2 text-center text-sm text-on-ink">
          <OfflineIcon className="size-4.5" />
          {state === "offline" ? t("shell.offline") : t("shell.unreachable")}
        </p>
      )}
    </div>
  );
}

export function ReleaseBanner() {
  const { t } = useWording();
  const waiting = useSyncExternalStore(newRelease.subscribe, newRelease.read);
  const [later, setLater] = useState(false);
  if (!waiting || later) return null;
  return (
    <section
      role="status"
      className="fixed inset-x-3 bottom-3 z-50 mx-auto flex max-w-md flex-wrap items-center gap-2 rounded-md border border-rule bg-surface px-4 py-3 shadow-raised animate-rise"
    >
      <p className="me-auto flex items-center gap-2 font-medium">
        <RefreshIcon className="text-accent" />
        {t("shell.release")}
      </p>
      <Button kind="quiet" size="small" onClick={() => setLater(true)}>
        {t("shell.releaseLater")}
      </Button>
      <Button kind="primary" size="small" onClick={takeNewRelease}>
        {t("shell.releaseAction")}
      </Button>
    </section>
  );
}
