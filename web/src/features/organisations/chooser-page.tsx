import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "~/api/client";
import { queries } from "~/api/queries";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { roleName } from "~/lib/roles";
import { usePageTitle } from "~/lib/title";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { BuildingIcon, ChevronRightIcon, PlusIcon } from "~/ui/icons";
import { PageHeader } from "~/ui/page";
import { EmptyState } from "~/ui/state";

export function ChooserPage() {
  const { t } = useWording();
  usePageTitle(t("chooser.title"));
  const own = useQuery(queries.ownOrganisations());
  return (
    <>
      <PageHeader
        title={t("chooser.title")}
        lead={t("chooser.lead")}
        actions={
          <ButtonLink to={paths.foundOrganisation()} icon={PlusIcon}>
            {t("chooser.found")}
          </ButtonLink>
        }
      />
      <Loaded
        query={own}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState icon={BuildingIcon} title={t("chooser.emptyTitle")}>
            <p>{t("chooser.emptyText")}</p>
          </EmptyState>
        }
      >
        {(list) => (
          <ul className="-mt-6">
            {list.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}

function Row({ entry }: { entry: Schemas["OwnOrganisation"] }) {
  const wording = useWording();
  const { t } = wording;
  return (
    <li className="border-b border-rule">
      <AppLink
        look="bare"
        to={paths.home(entry.slug)}
        className="group flex items-center gap-4 py-4 hover:bg-hover/60 sm:px-2"
      >
        <Avatar name={entry.name} size="large" square />
        <span className="min-w-0 flex-1">
          <span className="block font-heading text-xl font-semibold break-words">{entry.name}</span>
          <span className="flex flex-wrap items-center gap-2 text-soft">
            {roleName(wording, entry.role)}
            {entry.status === "suspended" && <Badge tone="warn">{t("chooser.suspended")}</Badge>}
            {entry.state === "closing" && <Badge tone="warn">{t("chooser.closing")}</Badge>}
            {entry.state === "closed" && <Badge>{t("chooser.closed")}</Badge>}
          </span>
        </span>
        <ChevronRightIcon className="text-soft transition-transform group-hover:translate-x-0.5" />
      </AppLink>
    </li>
  );
}
