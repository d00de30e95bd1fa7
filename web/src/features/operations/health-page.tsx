/** How the installation is doing: what was looked at, what was found, and what helps. */
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { usePageTitle } from "~/lib/title";
import { Badge } from "~/ui/badge";
import { Banner } from "~/ui/banner";
import { PageHeader, Section } from "~/ui/page";
import { Table } from "~/ui/table";
import { RelativeTime } from "~/ui/time";
import { operationsQueries } from "./queries";

const TONES = { good: "good", warning: "warn", fault: "danger" } as const;

export function HealthPage() {
  const { t } = useWording();
  usePageTitle(t("operations.health"), t("operations.installation"));
  const health = useQuery(operationsQueries.health());
  return (
    <>
      <PageHeader
        over={t("operations.installation")}
        title={t("operations.health")}
        lead={t("operations.healthLead")}
      />
      <Loaded query={health}>{(data) => <Findings health={data} />}</Loaded>
    </>
  );
}

function Findings({ health }: { health: Schemas["SystemHealth"] }) {
  const { t } = useWording();
  return (
    <>
      <div className="mb-8">
        <Banner tone={TONES[health.status]} title={t(`operations.severity.${health.status}`)}>
          {t("operations.version", { version: health.version })}
        </Banner>
      </div>
      <Section title={t("operations.findings")}>
        <Table
          caption={t("operations.findings")}
          rows={health.findings}
          rowKey={(finding) => `${finding.check}-${finding.code}-${finding.found}`}
          columns={[
            {
              id: "check",
              header: t("operations.check"),
              cell: (finding) => <span className="font-medium">{finding.check}</span>,
            },
            {
              id: "severity",
              header: t("operations.state"),
              cell: (finding) => (
                <Badge tone={TONES[finding.severity]}>{t(`operations.severityShort.${finding.severity}`)}</Badge>
              ),
            },
            {
              id: "found",
              header: t("operations.found"),
              cell: (finding) => (
                <>
                  <p className="break-words">{finding.found}</p>
                  {finding.remedy && <p className="text-sm break-words text-soft">{finding.remedy}</p>}
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t("operations.nodes")}>
        <Table
          caption={t("operations.nodes")}
          rows={health.nodes}
          rowKey={(node) => node.id}
          columns={[
            {
              id: "host",
              header: t("operations.host"),
              cell: (node) => <span className="font-medium">{node.host}</span>,
            },
            { id: "version", header: t("operations.versionShort"), cell: (node) => node.version },
            { id: "roles", header: t("operations.roles"), cell: (node) => node.roles.join(", ") },
            {
              id: "started",
              header: t("operations.started"),
              cell: (node) => <RelativeTime value={node.started_at} />,
            },
            { id: "seen", header: t("operations.seen"), cell: (node) => <RelativeTime value={node.seen_at} /> },
          ]}
        />
      </Section>
    </>
  );
}
