/** Which roles one may give, and what the chosen one allows. */

import { useQuery } from "@tanstack/react-query";
import { permissionWords } from "~/features/roles/permission-list";
import { isWithinReach, roleQueries, useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { useOrganisation } from "~/lib/organisation";
import { roleName } from "~/lib/roles";
import type { Choice } from "~/ui/select";

/** Roles within one's reach; the others are shown, and cannot be chosen. */
export function useGrantableRoles(): Choice[] {
  const wording = useWording();
  const { may } = useOrganisation();
  const roles = useRoles();
  return roles.map((role) => ({
    value: role.role,
    label: roleName(wording, role.role, roles),
    disabled: !isWithinReach(role, may),
  }));
}

/** What the chosen role allows, folded away. */
export function GrantableRoles({ chosen }: { chosen: string }) {
  const wording = useWording();
  const { t } = wording;
  const { id, may } = useOrganisation();
  const roles = useRoles();
  const permissions = useQuery({ ...roleQueries.permissions(id), enabled: may("roles.read") });
  const role = roles.find((one) => one.role === chosen);
  if (!role) return null;
  const allowed = (permissions.data ?? []).filter((permission) => role.permissions.includes(permission.name));
  return (
    <details className="text-sm">
      <summary className="font-medium text-accent">
        {t("members.roleAllows", { role: roleName(wording, role.role, roles) })}
      </summary>
      <ul className="mt-1.5 list-disc ps-5 text-soft">
        {allowed.map((permission) => (
          <li key={permission.name}>{permissionWords(wording, permission)}</li>
        ))}
      </ul>
    </details>
  );
}
