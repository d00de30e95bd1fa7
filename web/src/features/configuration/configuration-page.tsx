/** What an organisation sets while everything runs: settings, features, experiments. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { useSearchChange } from "~/lib/use-search-change";
import { Banner } from "~/ui/banner";
import { PageHeader } from "~/ui/page";
import { EmptyState } from "~/ui/state";
import { Tabs } from "~/ui/tabs";
import { ExperimentRow } from "./experiment-row";
import { FlagRow } from "./flag-row";
import { type Configured, configurationQueries, isOf } from "./queries";
import { configurationRoute, type Part } from "./routes";
import { SettingRow } from "./setting-row";

export function ConfigurationPage() {
  return (
    <Allowed permission="configuration.read">
      <Configuration />
    </Allowed>
  );
}

function Configuration() {
  const { t } = useWording();
  const { id: org, name, slug, may } = useOrganisation();
  usePageTitle(t("configuration.title"), name);
  const { part } = configurationRoute.useSearch();
  const change = useSearchChange(paths.configuration(slug), { part });
  const read = useQuery(configurationQueries.list(org));
  const tab = (value: Part, label: string, show: (item: Configured) => ReactNode) => ({
    value,
    label,
    content: (
      <Loaded query={read}>
        {(items) => <Rows lead={t(`configuration.leads.${value}`)} rows={items.map(show).filter(Boolean)} />}
      </Loaded>
    ),
  });
  return (
    <>
      <PageHeader title={t("configuration.title")} lead={t("configuration.lead")} />
      {!may("configuration.change") && (
        <div className="mb-6">
          <Banner tone="info" title={t("configuration.onlyLooking")} />
        </div>
      )}
      <Tabs<Part>
        label={t("configuration.parts")}
        value={part ?? "settings"}
        onChange={(chosen) => change({ part: chosen === "settings" ? undefined : chosen })}
        tabs={[
          tab("settings", t("configuration.settings"), (item) =>
            isOf(item, "switch", "number", "choice", "text") ? <SettingRow key={item.key} item={item} /> : null,
          ),
          tab("features", t("configuration.features"), (item) =>
            isOf(item, "flag") ? <FlagRow key={item.key} item={item} /> : null,
          ),
          tab("experiments", t("configuration.experiments"), (item) =>
            isOf(item, "experiment") ? <ExperimentRow key={item.key} item={item} /> : null,
          ),
        ]}
      />
    </>
  );
}

function Rows({ lead, rows }: { lead: string; rows: readonly ReactNode[] }) {
  const { t } = useWording();
  if (rows.length === 0) return <EmptyState title={t("configuration.empty")} />;
  return (
    <>
      <p className="max-w-prose text-soft">{lead}</p>
      {rows}
    </>
  );
}
