/** One import: how far it is, a way to cancel it, and what became of it. It goes on whether somebody looks or not. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import { MemberName } from "~/features/members/member-parts";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { ExportDialog } from "~/lib/export-dialog";
import { useFlag } from "~/lib/features";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { useFollow } from "~/lib/use-follow";
import { useList } from "~/lib/use-list";
import { useSearchChange } from "~/lib/use-search-change";
import { Banner, type Tone } from "~/ui/banner";
import { Button } from "~/ui/button";
import { AlertDialog } from "~/ui/dialog";
import { DownloadIcon } from "~/ui/icons";
import { ListChanges, LoadMore } from "~/ui/list-tools";
import { DescriptionList, Figure, PageHeader, Section } from "~/ui/page";
import { Progress } from "~/ui/progress";
import { DateTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { type Import, importQueries, importsChanged } from "./queries";
import { importRoute } from "./routes";
import { RowsTable } from "./rows-table";
import { countWords, csvHeader, csvRow, type Row, stateWords } from "./words";

export function ImportPage() {
  const { t } = useWording();
  const { name, slug } = useOrganisation();
  usePageTitle(t("imports.one"), name);
  return (
    <Allowed permission="members.invite">
      <PageHeader
        over={<AppLink to={paths.imports(slug)}>{t("imports.title")}</AppLink>}
        title={t("imports.one")}
        lead={t("imports.oneLead")}
      />
      <Found />
    </Allowed>
  );
}

function Found() {
  const { id: org } = useOrganisation();
  const { import: id } = importRoute.useParams();
  const query = useQuery(importQueries.one(org, id));
  return <Loaded query={query}>{(found) => <Details one={found} />}</Loaded>;
}

function Details({ one }: { one: Import }) {
  const { t, number } = useWording();
  const { slug } = useOrganisation();
  const canImport = useFlag("members.import");
  return (
    <div className="flex flex-col gap-8">
      {one.state === "running" ? <Running one={one} /> : <Ended one={one} />}
      <div className="grid max-w-xl grid-cols-3 gap-6">
        <Figure label={t("imports.rowsOfFile")} value={number(one.rows)} />
        <Figure label={t("imports.invited")} value={number(one.invited)} />
        <Figure label={t("imports.rejectedRows")} value={number(one.rejected)} />
      </div>
      <DescriptionList
        items={[
          [t("imports.by"), <MemberName key="by" id={one.started_by} />],
          [t("imports.started"), <DateTime key="started" value={one.started_at} />],
          ...(one.state === "running"
            ? []
            : [[t("imports.ended"), <DateTime key="ended" value={one.moved_at} />] as const]),
        ]}
      />
      {one.rejected > 0 && <Rejections one={one} />}
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={paths.invitations(slug)}>{t("invitations.toOpen")}</ButtonLink>
        {canImport && one.state !== "running" && (
          <ButtonLink to={paths.invite(slug)} search={{ way: "file" }}>
            {t("imports.another")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

function Running({ one }: { one: Import }) {
  const wording = useWording();
  const { t, number } = wording;
  const { id: org } = useOrganisation();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    try {
      await api.post("/v1/orgs/{org}/members/imports/{import}/cancel", { path: { org, import: one.id } });
    } catch (error) {
      toast({ kind: "danger", message: problemWords(wording, error) });
    }
    setBusy(false);
    setAsking(false);
    await importsChanged(org);
  };
  return (
    <section aria-label={t("imports.progress")} className="flex max-w-2xl flex-col gap-4">
      <Progress
        label={t("invitations.sending")}
        value={one.done}
        of={one.rows}
        detail={t("imports.soFar", { done: number(one.done), rows: number(one.rows) })}
      />
      <p className="text-soft">{t("imports.leave")}</p>
      <div>
        <Button onClick={() => setAsking(true)}>{t("imports.cancel")}</Button>
      </div>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("imports.cancelTitle")}
        action={t("imports.cancel")}
        busy={busy}
        onAction={() => void cancel()}
      >
        <p>{t("imports.cancelText")}</p>
      </AlertDialog>
    </section>
  );
}

const TONES: Record<Import["state"], Tone> = {
  running: "info",
  finished: "good",
  cancelled: "warn",
  stopped: "danger",
};

function Ended({ one }: { one: Import }) {
  const wording = useWording();
  const nobody = one.state === "finished" && one.invited === 0;
  return (
    <Banner tone={nobody ? "warn" : TONES[one.state]} title={stateWords(wording, one)}>
      {countWords(wording, one)}
    </Banner>
  );
}

/** The rows that were not invited: kept for a while, and to be taken along. */
function Rejections({ one }: { one: Import }) {
  const wording = useWording();
  const { t } = wording;
  const { id: org, slug } = useOrganisation();
  const [saving, setSaving] = useState(false);
  const search = importRoute.useSearch();
  const change = useSearchChange(paths.import(slug, one.id), search);
  const queryKey = ["org", org, "imports", "rejections", one.id];
  useFollow(queryKey, [one.rejected]);
  const read = (cursor: string | undefined, signal: AbortSignal) =>
    api.get("/v1/orgs/{org}/members/imports/{import}/rejections", {
      path: { org, import: one.id },
      query: { limit: 100, cursor },
      signal,
    });
  const list = useList<Row>({ queryKey, read, pages: search.pages ?? 1 });
  return (
    <Section
      title={t("imports.rejectedTitle")}
      lead={t("imports.rejectedLead")}
      actions={
        <Button size="small" icon={DownloadIcon} onClick={() => setSaving(true)}>
          {t("imports.saveRejected")}
        </Button>
      }
    >
      <ListChanges changes={list.changes} onShow={list.showChanges} />
      <Loaded query={list}>
        {({ items }) => (
          <>
            <RowsTable rows={items} />
            <LoadMore
              shown={items.length}
              hasMore={list.hasNextPage}
              busy={list.isFetchingNextPage}
              onMore={() => change({ pages: list.shownPages + 1 })}
            />
          </>
        )}
      </Loaded>
      {saving && (
        <ExportDialog
          title={t("imports.saveRejected")}
          noun="not-invited"
          header={csvHeader}
          row={(row: Row) => csvRow(wording, row)}
          read={read}
          onClose={() => setSaving(false)}
        />
      )}
    </Section>
  );
}
