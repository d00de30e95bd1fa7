/** What a page shows instead of its content: nothing there, something went wrong, not allowed, still on its way. */
import type { ReactNode } from "react";
import { useWording } from "~/i18n/language";
import { classes } from "./classes";
import { type Icon, LockIcon, WarnIcon } from "./icons";

interface StateProps {
  icon?: Icon;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** The level of the title in the page's outline. */
  level?: 1 | 2;
}

function State({ icon: Drawn, title, children, action, level = 2, tone }: StateProps & { tone?: string }) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="flex flex-col items-start gap-3 py-10">
      {Drawn && <Drawn className={classes("size-8", tone ?? "text-accent")} strokeWidth="1.2" />}
      <Heading className="text-2xl">{title}</Heading>
      {children && <div className="flex max-w-prose flex-col gap-2 text-soft">{children}</div>}
      {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}

/** There is nothing yet: says what would be here, and how it gets here. */
export function EmptyState(props: StateProps) {
  return <State {...props} />;
}

/** Something went wrong. With a request's id, an operator finds it in the log. */
export function ErrorState({
  requestId,
  children,
  ...rest
}: Omit<StateProps, "icon"> & { requestId?: string | null | undefined }) {
  const { t } = useWording();
  return (
    <div role="alert">
      <State {...rest} icon={WarnIcon} tone="text-danger">
        {children}
        {requestId && (
          <p className="text-sm">
            {t("ui.requestId")} <code className="font-mono break-all">{requestId}</code>
          </p>
        )}
      </State>
    </div>
  );
}

/** Not allowed: says which permission is missing and who gives it. */
export function ForbiddenState(props: Omit<StateProps, "icon">) {
  return <State {...props} icon={LockIcon} tone="text-warn" />;
}

/** A grey line where text will be. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes("block animate-pulse rounded-sm bg-hover", className ?? "h-4 w-full")}
    />
  );
}

/** Lines of a list that is on its way. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useWording();
  return (
    <div role="status" aria-label={t("ui.loading")} className="flex flex-col">
      {Array.from({ length: rows }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={place} className="flex items-center gap-4 border-b border-rule py-3.5">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-4 w-1/5" />
          <Skeleton className="ms-auto h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
