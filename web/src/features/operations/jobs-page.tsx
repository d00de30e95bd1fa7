/** Jobs: what was to be done in the background, how it went, and what an operator can do about it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { useFollow } from "~/lib/use-follow";
import { useList } from "~/lib/use-list";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Button } from "~/ui/button";
import { CodeBlock } from "~/ui/copy-field";
import { AlertDialog, Sheet } from "~/ui/dialog";
import { JobIcon } from "~/ui/icons";
import { FilterBar, ListChanges, LoadMore } from "~/ui/list-tools";
import { DescriptionList, PageHeader } from "~/ui/page";
import { BareSelect } from "~/ui/select";
import { EmptyState } from "~/ui/state";
import { Table } from "~/ui/table";
import { DateTime, RelativeTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { installationJobsRoute, JOB_STATES, type JobState, type JobsSearch, jobsRoute } from "./routes";

type Job = Schemas["JobView"];
type Act = "retry" | "cancel" | "discard";

const TONES: Record<JobState, BadgeTone> = {
  queued: "neutral",
  running: "info",
  retrying: "warn",
  succeeded: "good",
  cancelled: "neutral",
  dead: "danger",
};
const LOOK_AGAIN_MS = 5000;

/** Where jobs are read and acted upon: in one organisation, or in the installation. */
interface Desk {
  key: readonly unknown[];
  list: (query: { state?: JobState; cursor?: string }, signal: AbortSignal) => Promise<Schemas["Page_for_JobView"]>;
  counts: (signal: AbortSignal) => Promise<Schemas["JobCounts"]>;
  act: (act: Act, job: string) => Promise<unknown>;
  mayAct: boolean;
}

export function OrganisationJobsPage() {
  return (
    <Allowed permission="jobs.read">
      <OrganisationJobs />
    </Allowed>
  );
}

function OrganisationJobs() {
  const { id: org, name, may } = useOrganisation();
  const desk: Desk = {
    key: ["org", org, "jobs"],
    list: (query, signal) => api.get("/v1/orgs/{org}/jobs", { path: { org }, query, signal }),
    counts: (signal) => api.get("/v1/orgs/{org}/jobs/counts", { path: { org }, signal }),
    act: (act, job) =>
      act === "discard"
        ? api.delete("/v1/orgs/{org}/jobs/{job}", { path: { org, job } })
        : act === "retry"
          ? api.post("/v1/orgs/{org}/jobs/{job}/retry", { path: { org, job } })
          : api.post("/v1/orgs/{org}/jobs/{job}/cancel", { path: { org, job } }),
    mayAct: may("jobs.manage"),
  };
  return <Jobs desk={desk} search={jobsRoute.useSearch()} where={name} />;
}

export function InstallationJobsPage() {
  const { t } = useWording();
  const desk: Desk = {
    key: ["installation", "jobs"],
    list: (query, signal) => api.get("/v1/installation/jobs", { query, signal }),
    counts: (signal) => api.get("/v1/installation/jobs/counts", { signal }),
    act: (act, job) =>
      act === "discard"
        ? api.delete("/v1/installation/jobs/{job}", { path: { job } })
        : act === "retry"
          ? api.post("/v1/installation/jobs/{job}/retry", { path: { job } })
          : api.post("/v1/installation/jobs/{job}/cancel", { path: { job } }),
    mayAct: true,
  };
  return <Jobs desk={desk} search={installationJobsRoute.useSearch()} where={t("operations.installation")} />;
}

function Jobs({ desk, search, where }: { desk: Desk; search: JobsSearch; where: string }) {
  const { t, number } = useWording();
  usePageTitle(t("operations.jobs"), where);
  const navigate = useNavigate();
  const [shown, setShown] = useState<Job | null>(null);
  const { state, pages = 1 } = search;
  const counts = useQuery({
    queryKey: [...desk.key, "counts"],
    queryFn: ({ signal }) => desk.counts(signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const jobs = useList({
    queryKey: [...desk.key, { state }],
    pages,
    read: (cursor, signal) => desk.list({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }, signal),
  });
  useFollow([...desk.key, { state }], counts.data);
  const label = (one: JobState) => {
    const count = counts.data?.[one];
    return count === undefined ? t(`operations.${one}`) : `${t(`operations.${one}`)} (${number(count)})`;
  };
  return (
    <>
      <PageHeader over={where} title={t("operations.jobs")} lead={t("operations.jobsLead")} />
      <FilterBar active={state ? 1 : 0} onReset={() => void navigate({ to: ".", search: {} })}>
        <BareSelect
          aria-label={t("operations.state")}
          value={state ?? "all"}
          onChange={(chosen) => void navigate({ to: ".", search: chosen === "all" ? {} : { state: chosen } })}
          choices={[
            { value: "all", label: t("operations.everyState") },
            ...JOB_STATES.map((one) => ({ value: one, label: label(one) })),
          ]}
          className="sm:w-64"
        />
      </FilterBar>
      <ListChanges changes={jobs.changes} onShow={jobs.showChanges} />
      <Loaded
        query={jobs}
        isEmpty={(list) => list.items.length === 0}
        empty={
          <EmptyState icon={JobIcon} title={t("operations.noJobs")}>
            <p>{t("operations.noJobsText")}</p>
          </EmptyState>
        }
      >
        {(list) => (
          <>
            <Table
              caption={t("operations.jobs")}
              rows={list.items}
              rowKey={(job) => job.id}
              columns={[
                {
                  id: "kind",
                  header: t("operations.kind"),
                  cell: (job) => (
                    <button
                      type="button"
                      className="font-mono text-sm underline-offset-4 hover:underline"
                      onClick={() => setShown(job)}
                    >
                      {job.kind}
                    </button>
                  ),
                },
                {
                  id: "state",
                  header: t("operations.state"),
                  cell: (job) => <Badge tone={TONES[job.state]}>{t(`operations.${job.state}`)}</Badge>,
                },
                { id: "attempts", header: t("operations.attempts"), align: "end", cell: (job) => number(job.attempts) },
                {
                  id: "enqueued",
                  header: t("operations.enqueued"),
                  cell: (job) => <RelativeTime value={job.enqueued_at} />,
                },
                {
                  id: "error",
                  header: t("operations.error"),
                  className: "max-w-72",
                  cell: (job) =>
                    job.error ? <span className="line-clamp-2 text-sm break-words text-danger">{job.error}</span> : "–",
                },
              ]}
            />
            <LoadMore
              shown={list.items.length}
              hasMore={jobs.hasNextPage}
              busy={jobs.isFetchingNextPage}
              onMore={() =>
                void navigate({ to: ".", search: { ...(state ? { state } : {}), pages: jobs.shownPages + 1 } })
              }
            />
          </>
        )}
      </Loaded>
      <JobSheet job={shown} desk={desk} onDone={() => setShown(null)} />
    </>
  );
}

/** What can be done about a job as it stands. */
function actsFor(state: JobState): Act[] {
  if (state === "dead") return ["retry", "discard"];
  if (state === "queued" || state === "running") return ["cancel"];
  return state === "retrying" ? ["retry", "cancel"] : [];
}

function JobSheet({ job, desk, onDone }: { job: Job | null; desk: Desk; onDone: () => void }) {
  const wording = useWording();
  const { t, number } = wording;
  const client = useQueryClient();
  const show = useToast();
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: ({ what, id }: { what: Act; id: string }) => desk.act(what, id),
    onSuccess: () => show({ message: t("operations.told") }),
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
    onSettled: async () => {
      setAsking(false);
      onDone();
      await client.invalidateQueries({ queryKey: desk.key });
    },
  });
  const when = (moment: string | null | undefined) => (moment ? <DateTime value={moment} /> : "–");
  return (
    <Sheet open={job !== null} onOpenChange={onDone} title={job?.kind ?? ""}>
      {job && (
        <div className="flex flex-col gap-5">
          <DescriptionList
            items={[
              [
                t("operations.state"),
                <Badge key="state" tone={TONES[job.state]}>
                  {t(`operations.${job.state}`)}
                </Badge>,
              ],
              [t("operations.attempts"), number(job.attempts)],
              [t("operations.enqueued"), when(job.enqueued_at)],
              [t("operations.due"), when(job.due_at)],
              [t("operations.started"), when(job.started_at)],
              [t("operations.finished"), when(job.finished_at)],
              [t("operations.actor"), job.actor],
              [
                t("operations.request"),
                <code key="id" className="font-mono text-sm break-all">
                  {job.correlation}
                </code>,
              ],
            ]}
          />
          {job.error && <CodeBlock>{job.error}</CodeBlock>}
          {desk.mayAct && (
            <div className="flex flex-wrap gap-2">
              {actsFor(job.state).map((what) => (
                <Button
                  key={what}
                  kind={what === "retry" ? "primary" : "secondary"}
                  busy={act.isPending && act.variables?.what === what}
                  onClick={() => (what === "discard" ? setAsking(true) : act.mutate({ what, id: job.id }))}
                >
                  {t(`operations.${what}`)}
                </Button>
              ))}
            </div>
          )}
          <AlertDialog
            open={asking}
            onOpenChange={setAsking}
            title={t("operations.discardTitle")}
            action={t("operations.discard")}
            busy={act.isPending}
            onAction={() => act.mutate({ what: "discard", id: job.id })}
          >
            <p>{t("operations.discardText")}</p>
          </AlertDialog>
        </div>
      )}
    </Sheet>
  );
}
