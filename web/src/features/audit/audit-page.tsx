/** The audit log: who did what, when, and whether the record is whole. */
import { useState } from "react";
import { MemberPicker } from "~/features/members/member-picker";
import { useWording } from "~/i18n/language";
import { ExportDialog } from "~/lib/export-dialog";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { useList } from "~/lib/use-list";
import { useSearchChange } from "~/lib/use-search-change";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { BookIcon, DownloadIcon, SearchIcon, ShieldIcon } from "~/ui/icons";
import { TextInput } from "~/ui/input";
import { FilterBar, ListChanges, LoadMore } from "~/ui/list-tools";
import { PageHeader } from "~/ui/page";
import { Select } from "~/ui/select";
import { EmptyState } from "~/ui/state";
import { type Column, Table } from "~/ui/table";
import { DateTime } from "~/ui/time";
import { EntrySheet } from "./entry-sheet";
import { ExportAuditDialog } from "./export-audit";
import { KINDS, NOUNS, type Noun } from "./kinds";
import { type Entry, readEntries } from "./reading";
import { type AuditSearch, auditRoute } from "./routes";
import { kindWords, useTelling } from "./telling";
import { VerificationDialog } from "./verification";

export function AuditPage() {
  const { t } = useWording();
  const { name } = useOrganisation();
  usePageTitle(t("audit.title"), name);
  return (
    <Allowed permission="audit.read">
      <AuditLog />
    </Allowed>
  );
}

type Opened = "verify" | "export" | "table";

function AuditLog() {
  const { t } = useWording();
  const { id: org, slug } = useOrganisation();
  const search = auditRoute.useSearch();
  const change = useSearchChange(paths.audit(slug), search);
  const { pages, ...filter } = search;
  const list = useList<Entry>({
    queryKey: ["org", org, "audit", "list", filter],
    read: (cursor, signal) => readEntries(org, filter, cursor, signal),
    pages: pages ?? 1,
  });
  const [opened, setOpened] = useState<Opened | null>(null);
  const active = Object.keys(filter).length;
  const refine = (next: Partial<AuditSearch>) => change({ ...next, pages: undefined });
  const more = (
    <LoadMore
      shown={list.items.length}
      hasMore={list.hasNextPage}
      busy={list.isFetchingNextPage}
      onMore={() => change({ pages: list.shownPages + 1 })}
    />
  );
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        lead={t("audit.lead")}
        actions={
          <>
            <Button icon={DownloadIcon} onClick={() => setOpened("export")}>
              {t("audit.export")}
            </Button>
            <Button kind="primary" icon={ShieldIcon} onClick={() => setOpened("verify")}>
              {t("audit.verify")}
            </Button>
          </>
        }
      />
      <Filters search={filter} active={active} onChange={refine} />
      <ListChanges changes={list.changes} onShow={list.showChanges} />
      <Loaded
        query={list}
        isEmpty={() => list.items.length === 0}
        empty={
          <>
            <EmptyState
              icon={active > 0 ? SearchIcon : BookIcon}
              title={active > 0 ? t("audit.emptyFiltered") : t("audit.empty")}
            />
            {list.hasNextPage && more}
          </>
        }
      >
        {() => (
          <>
            <Entries entries={list.items} onChange={refine} />
            {more}
          </>
        )}
      </Loaded>
      {opened === "verify" && <VerificationDialog onClose={() => setOpened(null)} />}
      {opened === "export" && <ExportAuditDialog onTable={() => setOpened("table")} onClose={() => setOpened(null)} />}
      {opened === "table" && (
        <ExportDialog<Entry>
          title={t("audit.exportTable")}
          noun="audit"
          header={["sequence", "occurred_at", "actor", "kind", "noun", "subject", "correlation", "payload"]}
          row={(entry) => [
            String(entry.sequence),
            entry.occurred_at,
            entry.actor,
            entry.kind,
            entry.noun,
            entry.subject,
            entry.correlation,
            JSON.stringify(entry.payload),
          ]}
          read={(cursor, signal) => readEntries(org, filter, cursor, signal)}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

const SYSTEM = "system";

function Filters({
  search,
  active,
  onChange,
}: {
  search: AuditSearch;
  active: number;
  onChange: (change: Partial<AuditSearch>) => void;
}) {
  const wording = useWording();
  const { t } = wording;
  const { may } = useOrganisation();
  const kinds: string[] = [...KINDS];
  if (search.kind && !kinds.includes(search.kind)) kinds.push(search.kind);
  const member = search.actor?.startsWith("member:") ? search.actor.slice("member:".length) : (search.actor ?? "");
  const others = [
    { value: "", label: t("audit.everybody") },
    { value: SYSTEM, label: t("audit.actors.system") },
  ];
  if (search.actor && search.actor !== SYSTEM && !search.actor.startsWith("member:")) {
    others.push({ value: search.actor, label: search.actor });
  }
  return (
    <FilterBar
      active={active}
      onReset={() =>
        onChange({
          kind: undefined,
          actor: undefined,
          noun: undefined,
          subject: undefined,
          from: undefined,
          to: undefined,
        })
      }
    >
      <div className="grid w-full gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_2fr_1.5fr_1fr_1fr]">
        <Select
          label={t("audit.what")}
          value={search.kind ?? ""}
          onChange={(kind) => onChange({ kind })}
          choices={[
            { value: "", label: t("audit.everything") },
            ...kinds.map((kind) => ({ value: kind, label: kindWords(wording, kind) })),
          ]}
        />
        {may("members.read") && (
          <MemberPicker
            label={t("audit.who")}
            value={member}
            others={others}
            onChange={(chosen) =>
              onChange({ actor: others.some((other) => other.value === chosen) ? chosen : `member:${chosen}` })
            }
          />
        )}
        <Select<"" | Noun>
          label={t("audit.about")}
          value={search.noun ?? ""}
          onChange={(noun) => onChange({ noun: noun === "" ? undefined : noun })}
          choices={[
            { value: "", label: t("audit.everyNoun") },
            ...NOUNS.map((noun) => ({ value: noun, label: t(`audit.nouns.${noun}`) })),
          ]}
        />
        <TextInput
          type="date"
          label={t("audit.from")}
          value={search.from ?? ""}
          max={search.to}
          onChange={(from) => onChange({ from })}
        />
        <TextInput
          type="date"
          label={t("audit.to")}
          value={search.to ?? ""}
          min={search.from}
          onChange={(to) => onChange({ to })}
        />
      </div>
      {search.subject && <p className="text-sm text-soft">{t("audit.onlyOne")}</p>}
    </FilterBar>
  );
}

function Entries({
  entries,
  onChange,
}: {
  entries: readonly Entry[];
  onChange: (change: Partial<AuditSearch>) => void;
}) {
  const wording = useWording();
  const { t, number } = wording;
  const telling = useTelling(entries);
  const [opened, setOpened] = useState<Entry | null>(null);
  const columns: [Column<Entry>, ...Column<Entry>[]] = [
    {
      id: "what",
      header: t("audit.what"),
      cell: (entry) => (
        <button
          type="button"
          onClick={() => setOpened(entry)}
          className="text-start underline-offset-4 hover:underline"
        >
          <span className="block text-xs text-faint">{kindWords(wording, entry.kind)}</span>
          {telling.sentence(entry)}
        </button>
      ),
    },
    {
      id: "who",
      header: t("audit.who"),
      cell: (entry) => (
        <span className="inline-flex items-center gap-2">
          {entry.actor.startsWith("member:") && <Avatar name={telling.actor(entry)} size="small" />}
          {telling.actor(entry)}
        </span>
      ),
    },
    { id: "when", header: t("audit.when"), cell: (entry) => <DateTime value={entry.occurred_at} /> },
    {
      id: "place",
      header: t("audit.place"),
      align: "end",
      cell: (entry) => <span className="text-faint">{number(entry.sequence)}</span>,
    },
  ];
  return (
    <>
      <Table caption={t("audit.title")} columns={columns} rows={entries} rowKey={(entry) => entry.id} />
      {opened && (
        <EntrySheet
          entry={opened}
          telling={telling}
          onClose={() => setOpened(null)}
          onOnly={(change) => {
            setOpened(null);
            onChange(change);
          }}
        />
      )}
    </>
  );
}
