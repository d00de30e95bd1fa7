/** The navigation: what the features bring, as far as one's permissions open it. */
import { useQuery } from "@tanstack/react-query";
import { queries } from "~/api/queries";
import { features } from "~/features/registry";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { NAV_GROUPS, type NavGroup, type NavItem, type PersonalNavItem } from "~/lib/feature";
import type { Organisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { BuildingIcon } from "~/ui/icons";

/** The items somebody sees, in their groups. */
export function visibleItems(
  organisation: Organisation,
  isPlatformAdmin: boolean,
): { group: NavGroup; items: NavItem[] }[] {
  const seen = features
    .flatMap((feature) => feature.nav ?? [])
    .filter(
      (item) => (!item.permission || organisation.may(item.permission)) && (!item.platformAdmin || isPlatformAdmin),
    );
  return NAV_GROUPS.map((group) => ({
    group,
    items: seen.filter((item) => item.group === group).sort((one, other) => one.order - other.order),
  })).filter(({ items }) => items.length > 0);
}

const HEADINGS = {
  people: "shell.groupPeople",
  work: "shell.groupWork",
  organisation: "shell.groupOrganisation",
  operating: "shell.groupOperating",
} as const;

const row =
  "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-soft hover:bg-hover hover:text-ink " +
  "aria-[current=page]:bg-hover aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_3px_0_0_var(--accent)]";

export function Navigation({ organisation }: { organisation: Organisation | null }) {
  const { t } = useWording();
  const account = useQuery(queries.account());
  return (
    <nav aria-label={t("shell.navigation")} className="mt-4 flex flex-col gap-4">
      {organisation ? (
        visibleItems(organisation, account.data?.platform_admin ?? false).map(({ group, items }) => (
          <div key={group}>
            {group !== "home" && <p className="px-2.5 pb-1 text-xs font-semibold text-faint">{t(HEADINGS[group])}</p>}
            <ul className="flex flex-col gap-0.5">
              {items.map((item) => (
                <li key={item.id}>
                  <AppLink look="bare" to={item.to(organisation.slug)} exact={item.exact ?? false} className={row}>
                    <item.icon />
                    {t(item.label)}
                  </AppLink>
                </li>
              ))}
            </ul>
          </div>
        ))
      ) : (
        <PersonalItems isPlatformAdmin={account.data?.platform_admin ?? false} />
      )}
    </nav>
  );
}

/** What belongs to a person, and to the installation for those who run it. */
export function personalItems(isPlatformAdmin: boolean): PersonalNavItem[] {
  return features
    .flatMap((feature) => feature.personalNav ?? [])
    .filter((item) => !item.platformAdmin || isPlatformAdmin);
}

function PersonalItems({ isPlatformAdmin }: { isPlatformAdmin: boolean }) {
  const { t } = useWording();
  const own = personalItems(isPlatformAdmin);
  return (
    <ul className="flex flex-col gap-0.5">
      <li>
        <AppLink look="bare" to={paths.organisations()} className={row}>
          <BuildingIcon />
          {t("chooser.title")}
        </AppLink>
      </li>
      {own.map((item) => (
        <li key={item.id}>
          <AppLink look="bare" to={item.to()} exact={item.exact ?? false} className={row}>
            <item.icon />
            {t(item.label)}
          </AppLink>
        </li>
      ))}
    </ul>
  );
}
