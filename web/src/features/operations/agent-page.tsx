/** One agent: pausing and resuming it, and the events it could not handle. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Loaded } from "~/lib/loaded";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { useFollow } from "~/lib/use-follow";
import { useList } from "~/lib/use-list";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { GoodIcon, PauseIcon, PlayIcon } from "~/ui/icons";
import { TextArea } from "~/ui/input";
import { ListChanges, LoadMore } from "~/ui/list-tools";
import { DescriptionList, Figure, PageHeader, Section } from "~/ui/page";
import { EmptyState } from "~/ui/state";
import { Table } from "~/ui/table";
import { RelativeTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { operationsQueries } from "./queries";
import { agentRoute } from "./routes";
import { Rewind, Stop } from "./steering";
import { Verdict } from "./verdict";

type Agent = Schemas["AgentView"];
type Letter = Schemas["DeadLetterView"];

export function AgentPage() {
  const { t } = useWording();
  const { agent: name } = agentRoute.useParams();
  usePageTitle(name, t("operations.agents"));
  const agent = useQuery(operationsQueries.agent(name));
  return <Loaded query={agent}>{(data) => <Details agent={data} />}</Loaded>;
}

/** Tells the agent, or about its letters, something; then looks again. */
function useOperating() {
  const wording = useWording();
  const client = useQueryClient();
  const show = useToast();
  return useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => show({ message: wording.t("operations.told") }),
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
    onSettled: () => client.invalidateQueries({ queryKey: ["installation"] }),
  });
}

function Details({ agent }: { agent: Agent }) {
  const { t, number } = useWording();
  const [asking, setAsking] = useState<"pause" | "drain" | "rewind" | null>(null);
  const operate = useOperating();
  const stopped = agent.state === "paused" || agent.state === "failed";
  const resume = () =>
    api.put("/v1/installation/agents/{agent}/state", { path: { agent: agent.name }, body: { state: "running" } });
  return (
    <>
      <PageHeader
        over={t("operations.agents")}
        title={agent.name}
        lead={<Verdict of={agent.verdict} />}
        actions={
          <>
            {stopped ? (
              <Button kind="primary" icon={PlayIcon} busy={operate.isPending} onClick={() => operate.mutate(resume)}>
                {t("operations.resume")}
              </Button>
            ) : (
              <Button icon={PauseIcon} onClick={() => setAsking("pause")}>
                {t("operations.pause")}
              </Button>
            )}
            {agent.state === "running" && <Button onClick={() => setAsking("drain")}>{t("operations.drain")}</Button>}
            <Button onClick={() => setAsking("rewind")}>{t("operations.rewind")}</Button>
          </>
        }
      />
      <div className="mb-8 grid grid-cols-2 gap-6 sm:grid-cols-4">
        <Figure label={t("operations.lag")} value={number(agent.lag_events)} />
        <Figure label={t("operations.waiting")} value={number(agent.waiting)} />
        <Figure label={t("operations.deadLetters")} value={number(agent.dead_letters)} />
        <Figure label={t("operations.handled")} value={number(agent.handled)} />
      </div>
      <Section title={t("operations.how")}>
        <DescriptionList
          items={[
            [t("operations.state"), t(`operations.agentState.${agent.state}`)],
            ...(agent.reason ? [[t("operations.reason"), agent.reason] as const] : []),
            [t("operations.progressed"), <RelativeTime key="progressed" value={agent.progressed_at} />],
            [t("operations.processes"), agent.processes.map((one) => one.host ?? one.node).join(", ") || "–"],
          ]}
        />
      </Section>
      <DeadLetters agent={agent} />
      {asking === "rewind" && <Rewind agent={agent} onDone={() => setAsking(null)} />}
      {(asking === "pause" || asking === "drain") && <Stop agent={agent} how={asking} onDone={() => setAsking(null)} />}
    </>
  );
}

function DeadLetters({ agent }: { agent: Agent }) {
  const { t } = useWording();
  const operate = useOperating();
  const [skipping, setSkipping] = useState<Letter | null>(null);
  const [pages, setPages] = useState(1);
  const queryKey = ["installation", "agents", agent.name, "dead-letters"];
  useFollow(queryKey, [agent.dead_letters, agent.waiting]);
  const letters = useList({
    queryKey,
    pages,
    read: (cursor, signal) =>
      api.get("/v1/installation/agents/{agent}/dead-letters", {
        path: { agent: agent.name },
        query: { cursor },
        signal,
      }),
  });
  const replayAll = () => api.post("/v1/installation/agents/{agent}/replay", { path: { agent: agent.name } });
  const replay = (letter: Letter) => () =>
    api.post("/v1/installation/agents/{agent}/dead-letters/{event}/replay", {
      path: { agent: agent.name, event: letter.event },
    });
  return (
    <Section
      title={t("operations.deadLetters")}
      lead={t("operations.deadLettersLead")}
      actions={
        agent.dead_letters > 0 && (
          <Button size="small" busy={operate.isPending} onClick={() => operate.mutate(replayAll)}>
            {t("operations.replayAll")}
          </Button>
        )
      }
    >
      <ListChanges changes={letters.changes} onShow={letters.showChanges} />
      <Loaded
        query={letters}
        isEmpty={(list) => list.items.length === 0}
        empty={<EmptyState icon={GoodIcon} title={t("operations.noDeadLetters")} />}
      >
        {(list) => (
          <>
            <Table
              caption={t("operations.deadLetters")}
              rows={list.items}
              rowKey={(letter) => letter.event}
              columns={[
                {
                  id: "kind",
                  header: t("operations.event"),
                  cell: (letter) => <code className="font-mono text-sm">{letter.kind}</code>,
                },
                {
                  id: "error",
                  header: t("operations.error"),
                  className: "max-w-80",
                  cell: (letter) => <span className="text-sm break-words text-danger">{letter.error}</span>,
                },
                {
                  id: "aside",
                  header: t("operations.setAside"),
                  cell: (letter) => <RelativeTime value={letter.set_aside_at} />,
                },
                {
                  id: "acts",
                  header: t("operations.replay"),
                  headerHidden: true,
                  align: "end",
                  cell: (letter) => (
                    <span className="flex gap-2">
                      <Button size="small" onClick={() => operate.mutate(replay(letter))}>
                        {t("operations.replay")}
                      </Button>
                      <Button size="small" onClick={() => setSkipping(letter)}>
                        {t("operations.skip")}
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
            <LoadMore
              shown={list.items.length}
              hasMore={letters.hasNextPage}
              busy={letters.isFetchingNextPage}
              onMore={() => setPages(letters.shownPages + 1)}
            />
          </>
        )}
      </Loaded>
      <Skip agent={agent} letter={skipping} onDone={() => setSkipping(null)} />
    </Section>
  );
}

function Skip({ agent, letter, onDone }: { agent: Agent; letter: Letter | null; onDone: () => void }) {
  const { t } = useWording();
  const client = useQueryClient();
  const form = useForm({
    initial: { reason: "" },
    validate: (values) => (values.reason.trim() ? {} : { reason: t("fieldProblems.required") }),
    submit: async (values) => {
      if (!letter) return;
      await api.post("/v1/installation/agents/{agent}/dead-letters/{event}/skip", {
        path: { agent: agent.name, event: letter.event },
        body: { reason: values.reason.trim() },
      });
      onDone();
      form.reset({ reason: "" });
      await client.invalidateQueries({ queryKey: ["installation"] });
    },
  });
  return (
    <Dialog
      open={letter !== null}
      onOpenChange={onDone}
      size="narrow"
      title={t("operations.skipTitle")}
      description={t("operations.skipText")}
    >
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <TextArea label={t("operations.reason")} {...form.field("reason")} maxLength={200} required />
        <Button type="submit" kind="danger" busy={form.busy}>
          {t("operations.skip")}
        </Button>
      </form>
    </Dialog>
  );
}
