/** What can be configured, in words: from the catalogue, else as the server calls it. */
import { type Role, useRoles } from "~/features/roles/queries";
import { useWording, type Wording } from "~/i18n/language";
import { roleName } from "~/lib/roles";
import type { Chosen, Configured, Value } from "./queries";

type Rule = Extract<Chosen, { rule: unknown }>["rule"];
type Plan = Extract<Chosen, { plan: unknown }>["plan"];

export function nameOf({ lookup }: Wording, key: string): string {
  return lookup(`configuration.names.${key}`) ?? key;
}

export function textOf({ lookup }: Wording, item: Configured): string {
  return lookup(`configuration.texts.${item.key}`) ?? item.description;
}

export function choiceWords({ lookup }: Wording, choice: string): string {
  return lookup(`configuration.choices.${choice}`) ?? choice;
}

export function valueWords(wording: Wording, value: Value): string {
  if (typeof value === "boolean") return value ? wording.t("configuration.yes") : wording.t("configuration.no");
  if (typeof value === "number") return wording.number(value);
  return value === "" ? wording.t("configuration.nothing") : choiceWords(wording, value);
}

/** Was this role deleted? As long as they are not read, nobody knows. */
export function isGone(role: string, roles: readonly Role[]): boolean {
  return roles.length > 0 && !roles.some((one) => one.role === role);
}

/** How everything chosen is told, with the names of the organisation's own roles. */
export function useChosenWords(): (chosen: Chosen | null | undefined) => string {
  const wording = useWording();
  const roles = useRoles();
  const { t } = wording;
  const rule = (of: Rule) => {
    switch (of.for) {
      case "nobody":
        return t("configuration.nobody");
      case "everybody":
        return t("configuration.everybody");
      case "share":
        return t("configuration.shareOf", { percent: of.percent });
      case "roles":
        return of.roles
          .map((role) => (isGone(role, roles) ? t("configuration.deletedRole") : roleName(wording, role, roles)))
          .join(", ");
    }
  };
  const plan = (of: Plan) =>
    of.state === "stopped"
      ? t("configuration.allGet", { variant: choiceWords(wording, of.variant) })
      : Object.entries(of.weights)
          .map(([variant, weight]) => `${choiceWords(wording, variant)} ${weight}`)
          .join(" : ");
  return (chosen) => {
    if (!chosen) return t("configuration.asReleased");
    if ("value" in chosen) return valueWords(wording, chosen.value);
    return "rule" in chosen ? rule(chosen.rule) : plan(chosen.plan);
  };
}
