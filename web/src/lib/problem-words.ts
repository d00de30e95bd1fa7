/** What went wrong, in the reader's language: by the problem's code, else in the server's own words. */
import { Problem, Unreachable } from "~/api/problem";
import type { Wording } from "~/i18n/language";

const MINUTE = 60;

export function problemWords({ t, lookup }: Wording, error: unknown): string {
  if (error instanceof Unreachable) return t("errors.unreachable");
  if (!(error instanceof Problem)) return t("errors.unexpected");
  const words = lookup(`problems.${error.code}`) ?? error.detail ?? error.title;
  if (error.retryAfter === null || error.status === 503) return words;
  const when =
    error.retryAfter > MINUTE
      ? t("problems.retryAfterMinutes", { count: Math.ceil(error.retryAfter / MINUTE) })
      : t("problems.retryAfter", { count: error.retryAfter });
  return `${words} ${when}`;
}

/** What is wrong with one field. */
export function fieldWords({ lookup }: Wording, field: { code: string; message: string }): string {
  return lookup(`fieldProblems.${field.code}`) ?? field.message;
}
