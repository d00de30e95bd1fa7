/** One role with everything it allows, for where there is no room for the grid. */
import { useWording } from "~/i18n/language";
import { roleName } from "~/lib/roles";
import { Checkbox } from "~/ui/choice";
import { Select } from "~/ui/select";
import type { MatrixProps } from "./matrix";
import { capabilityName, groupPermissions, permissionWords } from "./permission-list";

export function RoleView({
  roles,
  permissions,
  drafts,
  canToggle,
  onToggle,
  menu,
  chosen,
  onChoose,
}: MatrixProps & { chosen: string | undefined; onChoose: (role: string) => void }) {
  const wording = useWording();
  const { t } = wording;
  const role = roles.find((one) => one.role === chosen) ?? roles[0];
  if (!role) return null;
  const held = drafts.get(role.role)?.permissions ?? new Set(role.permissions);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-end gap-2">
        <Select
          className="flex-1"
          label={t("members.role")}
          value={role.role}
          onChange={onChoose}
          choices={roles.map((one) => ({ value: one.role, label: roleName(wording, one.role, roles) }))}
        />
        {menu(role)}
      </div>
      {role.description && <p className="text-soft">{role.description}</p>}
      {groupPermissions(permissions).map((group) => (
        <section key={group.capability}>
          <h3 className="mb-2 border-b border-rule pb-1 text-base font-semibold">
            {capabilityName(wording, group.capability)}
          </h3>
          <div className="flex flex-col gap-2">
            {group.permissions.map((permission) => (
              <Checkbox
                key={permission.name}
                label={permissionWords(wording, permission)}
                checked={held.has(permission.name)}
                disabled={!canToggle(role, permission.name)}
                onChange={() => onToggle(role, permission.name)}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
