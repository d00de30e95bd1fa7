/** Which organisation one is in, and the way to the others. */
import { useQuery } from "@tanstack/react-query";
import { queries } from "~/api/queries";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import type { Organisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { roleName } from "~/lib/roles";
import { Avatar } from "~/ui/avatar";
import { BuildingIcon, CheckIcon, UpDownIcon } from "~/ui/icons";
import { Menu, MenuLabel, MenuLink, MenuRule } from "~/ui/menu";

const MOST_LISTED = 8;

export function OrganisationSwitcher({ organisation }: { organisation: Organisation | null }) {
  const wording = useWording();
  const { t } = wording;
  const own = useQuery(queries.ownOrganisations());
  const others = own.data?.filter((entry) => entry.status === "active").slice(0, MOST_LISTED) ?? [];
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex min-h-12 w-full items-center gap-2.5 rounded-md border border-rule bg-surface px-2.5 py-1.5 text-start hover:border-rule-strong"
        >
          {organisation ? <Avatar name={organisation.name} square /> : <BuildingIcon className="mx-1.5" />}
          <span className="min-w-0 flex-1">
            <span className="sr-only">{t("shell.switchOrganisation")}: </span>
            <span className="line-clamp-2 leading-5 font-semibold">
              {organisation?.name ?? t("shell.allOrganisations")}
            </span>
            {organisation && (
              <span className="block truncate text-xs text-faint">
                {roleName(wording, organisation.membership.role)}
              </span>
            )}
          </span>
          <UpDownIcon className="size-4 text-soft" />
        </button>
      }
    >
      <MenuLabel>{t("shell.switchOrganisation")}</MenuLabel>
      {others.map((entry) => (
        <MenuLink key={entry.id}>
          <AppLink look="bare" to={paths.home(entry.slug)} exact>
            <Avatar name={entry.name} size="small" square />
            <span className="min-w-0 flex-1 truncate">{entry.name}</span>
            {entry.id === organisation?.id && <CheckIcon className="size-4" />}
          </AppLink>
        </MenuLink>
      ))}
      <MenuRule />
      <MenuLink>
        <AppLink look="bare" to={paths.organisations()}>
          <BuildingIcon className="size-4.5" />
          {t("shell.allOrganisations")}
        </AppLink>
      </MenuLink>
    </Menu>
  );
}
