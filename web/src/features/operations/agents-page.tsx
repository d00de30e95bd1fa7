/** The agents of the installation: do they keep up, and does anything wait for a person? */
import { useQuery } from "@tanstack/react-query";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { AgentIcon } from "~/ui/icons";
import { PageHeader } from "~/ui/page";
import { EmptyState } from "~/ui/state";
import { Table } from "~/ui/table";
import { RelativeTime } from "~/ui/time";
import { operationsQueries } from "./queries";
import { Verdict } from "./verdict";

export function AgentsPage() {
  const { t, number } = useWording();
  usePageTitle(t("operations.agents"), t("operations.installation"));
  const agents = useQuery(operationsQueries.agents());
  return (
    <>
      <PageHeader
        over={t("operations.installation")}
        title={t("operations.agents")}
        lead={t("operations.agentsLead")}
      />
      <Loaded
        query={agents}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState icon={AgentIcon} title={t("operations.noAgents")}>
            <p>{t("operations.noAgentsText")}</p>
          </EmptyState>
        }
      >
        {(list) => (
          <Table
            caption={t("operations.agents")}
            rows={list}
            rowKey={(agent) => agent.name}
            columns={[
              {
                id: "name",
                header: t("operations.agent"),
                cell: (agent) => <AppLink to={paths.agent(agent.name)}>{agent.name}</AppLink>,
              },
              { id: "verdict", header: t("operations.state"), cell: (agent) => <Verdict of={agent.verdict} /> },
              { id: "lag", header: t("operations.lag"), align: "end", cell: (agent) => number(agent.lag_events) },
              {
                id: "letters",
                header: t("operations.deadLetters"),
                align: "end",
                cell: (agent) => number(agent.dead_letters),
              },
              { id: "handled", header: t("operations.handled"), align: "end", cell: (agent) => number(agent.handled) },
              {
                id: "progressed",
                header: t("operations.progressed"),
                cell: (agent) => <RelativeTime value={agent.progressed_at} />,
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
