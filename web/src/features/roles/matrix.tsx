/**
 * Which role allows what, as a grid: permissions under each other, roles beside each other. Arrow keys go from cell to
 * cell, Home and End to the ends of a row; there is one stop of the Tab key in it.
 */
import { Fragment, type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useWording } from "~/i18n/language";
import { roleName } from "~/lib/roles";
import { BareCheckbox } from "~/ui/choice";
import { classes } from "~/ui/classes";
import { CheckIcon, MinusIcon } from "~/ui/icons";
import type { Drafts } from "./changes";
import { capabilityName, groupPermissions, permissionWords } from "./permission-list";
import type { Permission, Role } from "./queries";

export interface MatrixProps {
  roles: readonly Role[];
  permissions: readonly Permission[];
  drafts: Drafts;
  /** May this role's permission be changed by whoever looks? */
  canToggle: (role: Role, permission: string) => boolean;
  onToggle: (role: Role, permission: string) => void;
  /** What can be done with a role as a whole. */
  menu: (role: Role) => ReactNode;
}

type Place = readonly [row: number, column: number];

/** Where an arrow leads from a place. */
export function moved(key: string, [row, column]: Place, rows: number, columns: number): Place | null {
  switch (key) {
    case "ArrowUp":
      return [Math.max(0, row - 1), column];
    case "ArrowDown":
      return [Math.min(rows - 1, row + 1), column];
    case "ArrowLeft":
      return [row, Math.max(0, column - 1)];
    case "ArrowRight":
      return [row, Math.min(columns - 1, column + 1)];
    case "Home":
      return [row, 0];
    case "End":
      return [row, columns - 1];
    default:
      return null;
  }
}

export function Matrix({ roles, permissions, drafts, canToggle, onToggle, menu }: MatrixProps) {
  const wording = useWording();
  const { t } = wording;
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<Place>([0, 0]);
  const groups = groupPermissions(permissions);
  const order = groups.flatMap((group) => group.permissions);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.closest("[data-cell]")) return;
    const next = moved(event.key, active, order.length, roles.length);
    if (!next) return;
    event.preventDefault();
    setActive(next);
    const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${next.join(":")}"]`);
    (cell?.querySelector<HTMLElement>("input:not(:disabled)") ?? cell)?.focus();
  };

  return (
    <div className="overflow-x-auto border-b border-rule">
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are gone through by arrow keys is a grid
        role="grid"
        aria-label={t("roleEditor.matrix")}
        onKeyDown={onKeyDown}
        className="w-full border-collapse"
      >
        <thead>
          <tr className="border-b border-rule-strong">
            <th scope="col" className="sticky start-0 z-10 min-w-52 bg-paper py-2 pe-3 text-start align-bottom text-sm">
              {t("roleEditor.permission")}
            </th>
            {roles.map((role) => (
              <th key={role.role} scope="col" className="min-w-18 px-1 py-2 text-center align-bottom text-sm">
                <span className="flex flex-col items-center gap-1">
                  <span className="max-w-24 break-words hyphens-auto">{roleName(wording, role.role, roles)}</span>
                  {menu(role)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.capability}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={roles.length + 1}
                  className="sticky start-0 pt-5 pb-1.5 text-start font-heading text-base font-semibold"
                >
                  {capabilityName(wording, group.capability)}
                </th>
              </tr>
              {group.permissions.map((permission) => (
                <PermissionRow
                  key={permission.name}
                  permission={permission}
                  row={order.indexOf(permission)}
                  active={active}
                  onActive={setActive}
                  {...{ roles, drafts, canToggle, onToggle }}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PermissionRow({
  permission,
  row,
  active,
  onActive,
  roles,
  drafts,
  canToggle,
  onToggle,
}: Omit<MatrixProps, "menu" | "permissions"> & {
  permission: Permission;
  row: number;
  active: Place;
  onActive: (place: Place) => void;
}) {
  const wording = useWording();
  const { t } = wording;
  const words = permissionWords(wording, permission);
  return (
    <tr className="border-t border-rule hover:bg-hover/60">
      <th scope="row" className="sticky start-0 z-10 bg-paper py-2 pe-3 text-start text-sm font-normal">
        {words}
      </th>
      {roles.map((role, column) => {
        const held = (drafts.get(role.role)?.permissions ?? new Set(role.permissions)).has(permission.name);
        const isChanged = held !== role.permissions.includes(permission.name);
        const isEditable = canToggle(role, permission.name);
        const isActive = active[0] === row && active[1] === column;
        return (
          <td
            key={role.role}
            data-cell={`${row}:${column}`}
            tabIndex={isEditable || !isActive ? -1 : 0}
            onFocus={() => onActive([row, column])}
            className={classes("px-1 py-2 text-center align-middle", isChanged && "bg-accent-wash")}
          >
            {isEditable ? (
              <BareCheckbox
                label={t("roleEditor.cell", { role: roleName(wording, role.role, roles), permission: words })}
                checked={held}
                onChange={() => onToggle(role, permission.name)}
                tabIndex={isActive ? 0 : -1}
              />
            ) : held ? (
              <CheckIcon className="inline text-good" label={t("roleEditor.allowed")} />
            ) : (
              <MinusIcon className="inline size-3.5 text-faint" label={t("roleEditor.notAllowed")} />
            )}
          </td>
        );
      })}
    </tr>
  );
}
