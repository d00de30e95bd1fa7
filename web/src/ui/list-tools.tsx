/** What stands around a list: filters above it, acts on what is selected, and the way to what follows. */
import type { ReactNode } from "react";
import { useWording } from "~/i18n/language";
import { Button } from "./button";
import { CloseIcon, RefreshIcon } from "./icons";

/** Filters in one line; under each other on a phone. */
export function FilterBar({
  children,
  onReset,
  active = 0,
}: {
  children: ReactNode;
  onReset?: () => void;
  active?: number;
}) {
  const { t } = useWording();
  return (
    <search className="flex flex-col gap-2 pb-3 sm:flex-row sm:flex-wrap sm:items-center">
      {children}
      {active > 0 && onReset && (
        <Button kind="quiet" size="small" icon={CloseIcon} onClick={onReset}>
          {t("ui.resetFilters", { count: active })}
        </Button>
      )}
    </search>
  );
}

/** Acts on the rows that are selected; it takes the place of the filters as long as there are any. */
export function SelectionBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const { t } = useWording();
  if (count === 0) return null;
  return (
    <section
      aria-label={t("ui.selection")}
      className="sticky bottom-3 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-md border border-rule bg-surface px-3 py-2 shadow-raised animate-rise"
    >
      <p className="me-auto font-medium" aria-live="polite">
        {t("ui.selected", { count })}
      </p>
      {children}
      <Button kind="quiet" size="small" onClick={onClear}>
        {t("ui.clearSelection")}
      </Button>
    </section>
  );
}

/** The way to what follows in a list that is read page by page. */
export function LoadMore({
  shown,
  hasMore,
  total,
  busy,
  onMore,
}: {
  shown: number;
  hasMore: boolean;
  /** How many there are, where that is known. */
  total?: string | undefined;
  busy: boolean;
  onMore: () => void;
}) {
  const { t } = useWording();
  const soFar = total ? t("ui.shownOf", { count: shown, total }) : t("ui.shownSoFar", { count: shown });
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 py-4 text-sm text-soft">
      <p aria-live="polite">{hasMore ? soFar : t("ui.shownAll", { count: shown })}</p>
      {hasMore && (
        <Button size="small" busy={busy} onClick={onMore}>
          {t("ui.loadMore")}
        </Button>
      )}
    </div>
  );
}

/** What has changed in a list that somebody is in the middle of: it moves when they say so. Lies over the end of its head, where no words stand. */
export function ListChanges({ changes, onShow }: { changes: number; onShow: () => void }) {
  const { t } = useWording();
  return (
    <div role="status" className="pointer-events-none sticky top-16 z-20 flex h-0 justify-center sm:justify-end">
      {changes > 0 && (
        <span className="pointer-events-auto -translate-y-1 self-start rounded-md shadow-raised animate-rise">
          <Button size="small" kind="primary" icon={RefreshIcon} onClick={onShow}>
            {t("ui.listChanges", { count: changes })}
          </Button>
        </span>
      )}
    </div>
  );
}

/** Forwards and backwards through pages, for lists whose place stands in the address. */
export function Pager({
  onPrevious,
  onNext,
  busy = false,
}: {
  onPrevious?: () => void;
  onNext?: () => void;
  busy?: boolean;
}) {
  const { t } = useWording();
  if (!onPrevious && !onNext) return null;
  return (
    <nav aria-label={t("ui.pages")} className="flex justify-between py-4">
      <Button size="small" disabled={!onPrevious} onClick={onPrevious}>
        {t("ui.previous")}
      </Button>
      <Button size="small" busy={busy} disabled={!onNext} onClick={onNext}>
        {t("ui.next")}
      </Button>
    </nav>
  );
}
