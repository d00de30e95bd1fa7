/** What a role is called: built-in ones in the reader's language, an organisation's own by the name it was given. */
import type { Schemas } from "~/api/client";
import type { Wording } from "~/i18n/language";

export function roleName({ t, lookup }: Wording, role: string, own?: readonly Schemas["RoleView"][]): string {
  return lookup(`roles.${role}`) ?? own?.find((one) => one.role === role)?.name ?? t("roles.own");
}
