/** Imports in words. */
import type { Schemas } from "~/api/client";
import type { Wording } from "~/i18n/language";
import type { Import } from "./queries";

export type Row = Schemas["ImportRow"];

/** Why a row cannot be invited. */
export function reasons({ lookup }: Wording, row: Row): string {
  const words = row.problems.map(
    ({ code, message }) =>
      lookup(`imports.reasons.${code}`) ?? lookup(`fieldProblems.${code}`) ?? lookup(`problems.${code}`) ?? message,
  );
  return words.join(" ");
}

/** How many were invited and how many rows were not. */
export function countWords({ t }: Wording, { invited, rejected }: Import): string {
  const wereInvited = t("invitations.invited", { count: invited });
  return rejected > 0 ? `${wereInvited} ${t("imports.notInvited", { count: rejected })}` : wereInvited;
}

/** How it stands, and why it was stopped. */
export function stateWords({ t }: Wording, { state, stopped_because: because }: Import): string {
  const stands = t(`imports.state.${state}`);
  return because ? `${stands}: ${t(`imports.because.${because}`)}` : stands;
}

/** The rejected rows as a table to be taken along. */
export const csvHeader = ["line", "email", "name", "reason"] as const;

export function csvRow(wording: Wording, row: Row): readonly string[] {
  return [String(row.line), row.email, row.name, reasons(wording, row)];
}
