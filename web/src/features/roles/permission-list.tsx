/** Permissions in words, under the capability they belong to. */
import type { Wording } from "~/i18n/language";
import { useWording } from "~/i18n/language";
import { CheckIcon } from "~/ui/icons";
import type { Permission } from "./queries";

export interface PermissionGroup {
  capability: string;
  permissions: readonly Permission[];
}

/** In the order in which the server lists them; a permission's capability is the first part of its name. */
export function groupPermissions(permissions: readonly Permission[]): PermissionGroup[] {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const capability = permission.name.split(".")[0] ?? permission.name;
    groups.set(capability, [...(groups.get(capability) ?? []), permission]);
  }
  return [...groups].map(([capability, members]) => ({ capability, permissions: members }));
}

export function capabilityName({ lookup }: Wording, capability: string): string {
  return lookup(`roleEditor.capabilities.${capability}`) ?? capability;
}

export function permissionWords({ lookup }: Wording, permission: Permission): string {
  return lookup(`permissions.${permission.name}`) ?? permission.description;
}

export function PermissionList({ permissions }: { permissions: readonly Permission[] }) {
  const wording = useWording();
  return (
    <div className="grid gap-x-10 gap-y-5 md:grid-cols-2">
      {groupPermissions(permissions).map((group) => (
        <div key={group.capability}>
          <h3 className="border-b border-rule pb-1.5 text-base font-semibold">
            {capabilityName(wording, group.capability)}
          </h3>
          <ul>
            {group.permissions.map((permission) => (
              <li key={permission.name} className="flex items-start gap-2.5 border-b border-rule py-2">
                <CheckIcon className="mt-0.5 text-good" />
                {permissionWords(wording, permission)}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
