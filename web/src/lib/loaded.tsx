/** What a page shows for a query in each of its states. Every list and every page goes through here. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "~/api/problem";
import { useWording } from "~/i18n/language";
import { Button } from "~/ui/button";
import { ErrorState, ForbiddenState, ListSkeleton } from "~/ui/state";
import { AppLink } from "./app-link";
import { paths } from "./paths";
import { problemWords } from "./problem-words";

export type QueryLike<T> = Pick<UseQueryResult<T>, "data" | "error" | "isPending" | "refetch">;

export interface LoadedProps<T> {
  query: QueryLike<T>;
  children: (data: T) => ReactNode;
  /** While it is on its way; lines of a list if nothing is said. */
  pending?: ReactNode;
  /** Shown instead of the content when there is none. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
}

export function Loaded<T>({ query, children, pending, empty, isEmpty }: LoadedProps<T>) {
  // What was read before stays in sight when reading it anew fails; the banner at the top says how it stands.
  if (query.data !== undefined) return isEmpty?.(query.data) ? empty : children(query.data);
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return pending ?? <ListSkeleton />;
}

/** A failure, as a page of its own: not there, not allowed, or broken. */
export function Failed({ error, onRetry, level = 2 }: { error: unknown; onRetry?: () => void; level?: 1 | 2 }) {
  const wording = useWording();
  const { t } = wording;
  if (error instanceof Problem && error.status === 404) return <NotFound level={level} />;
  if (error instanceof Problem && error.code === "membership-suspended") {
    return (
      <ForbiddenState title={t("errors.suspendedTitle")} level={level}>
        <p>{t("errors.suspendedText")}</p>
      </ForbiddenState>
    );
  }
  // Whoever was asked to prove that it is them and did not is asked again when they want to go on.
  const isProofWanted = error instanceof Problem && error.code === "step-up-needed";
  if (error instanceof Problem && error.status === 403 && !isProofWanted) return <Forbidden level={level} />;
  return (
    <ErrorState
      title={t("errors.title")}
      level={level}
      requestId={error instanceof Problem ? error.requestId : null}
      action={onRetry && <Button onClick={onRetry}>{t("errors.retry")}</Button>}
    >
      <p>{problemWords(wording, error)}</p>
    </ErrorState>
  );
}

export function Forbidden({ permission, level = 2 }: { permission?: string; level?: 1 | 2 }) {
  const { t, lookup } = useWording();
  return (
    <ForbiddenState title={t("errors.forbiddenTitle")} level={level}>
      <p>{t("errors.forbiddenText")}</p>
      {permission && (
        <p>
          {t("errors.forbiddenPermission", { permission: `“${lookup(`permissions.${permission}`) ?? permission}”` })}
        </p>
      )}
    </ForbiddenState>
  );
}

export function NotFound({ level = 2 }: { level?: 1 | 2 }) {
  const { t } = useWording();
  return (
    <ForbiddenState
      title={t("errors.notFoundTitle")}
      level={level}
      action={<AppLink to={paths.start()}>{t("errors.notFoundAction")}</AppLink>}
    >
      <p>{t("errors.notFoundText")}</p>
    </ForbiddenState>
  );
}
