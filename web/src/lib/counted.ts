/** A number of things as it is told: whoever counted may have stopped at some point. */
import type { Wording } from "~/i18n/language";

export function countWords({ t, number }: Wording, count: number, more: boolean): string {
  return more ? t("ui.orMore", { count }) : number(count);
}
