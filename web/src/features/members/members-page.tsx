/** The members: found, filtered, sorted, and dealt with one by one or many at once. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import { useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { countWords } from "~/lib/counted";
import { ExportDialog } from "~/lib/export-dialog";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { roleName } from "~/lib/roles";
import { usePageTitle } from "~/lib/title";
import { useList } from "~/lib/use-list";
import { useSearchChange } from "~/lib/use-search-change";
import { useTyped } from "~/lib/use-typed";
import { Button, IconButton } from "~/ui/button";
import { DownloadIcon, MoreIcon, PeopleIcon, PlusIcon, SearchIcon } from "~/ui/icons";
import { SearchInput } from "~/ui/input";
import { FilterBar, ListChanges, LoadMore, SelectionBar } from "~/ui/list-tools";
import { Menu, MenuItem, MenuLink } from "~/ui/menu";
import { PageHeader } from "~/ui/page";
import { BareSelect } from "~/ui/select";
import { EmptyState } from "~/ui/state";
import { type Column, Table } from "~/ui/table";
import { DateTime } from "~/ui/time";
import { ActDialog } from "./act-dialog";
import { ACT_PERMISSIONS, ACTS, type ActKind, obstacle } from "./acts";
import { MemberLink, StatusBadge } from "./member-parts";
import { type Member, memberQueries } from "./queries";
import { type MembersSearch, membersRoute } from "./routes";

const PAGE = 50;
const PAGE_FOR_EXPORT = 100;

export function MembersPage() {
  const { t } = useWording();
  const { name } = useOrganisation();
  usePageTitle(t("members.title"), name);
  return (
    <Allowed permission="members.read">
      <MembersList />
    </Allowed>
  );
}

/** The list as the server is asked for it. */
function useMembers(search: MembersSearch, inUse: boolean) {
  const { id: org } = useOrganisation();
  const { pages, ...filter } = search;
  const read = (cursor: string | undefined, signal: AbortSignal, limit = PAGE) =>
    api.get("/v1/orgs/{org}/members", { path: { org }, query: { ...filter, limit, cursor }, signal });
  const list = useList<Member>({
    queryKey: ["org", org, "members", "list", filter],
    read,
    pages: pages ?? 1,
    inUse,
  });
  return { list, read, total: useTotal(search, list.hasNextPage) };
}

/** How many there would be with all pages shown; what is found by name is not counted. */
function useTotal({ search, role, status }: MembersSearch, hasMore: boolean): string | undefined {
  const { id: org } = useOrganisation();
  const wording = useWording();
  const counted = useQuery({ ...memberQueries.count(org, { role, status }), enabled: hasMore && !search });
  return counted.data && !search ? countWords(wording, counted.data.count, counted.data.more) : undefined;
}

function MembersList() {
  const wording = useWording();
  const { t } = wording;
  const organisation = useOrganisation();
  const search = membersRoute.useSearch();
  const change = useSearchChange(paths.members(organisation.slug), search);
  const roles = useRoles();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { list, read, total } = useMembers(search, selected.size > 0);
  const [act, setAct] = useState<{ kind: ActKind; members: readonly Member[] } | null>(null);
  const [isExporting, setExporting] = useState(false);
  const acts = ACTS.filter((kind) => organisation.may(ACT_PERMISSIONS[kind]));
  const canAct = acts.length > 0 && search.status !== "left";
  const chosen = list.items.filter((member) => selected.has(member.id));
  const filtered = Boolean(search.search || search.role || search.status);

  return (
    <>
      <PageHeader
        title={t("members.title")}
        lead={t("members.lead")}
        actions={
          <>
            <Button icon={DownloadIcon} onClick={() => setExporting(true)}>
              {t("members.export")}
            </Button>
            {organisation.may("members.invite") && (
              <ButtonLink kind="primary" icon={PlusIcon} to={paths.invite(organisation.slug)}>
                {t("invitations.invite")}
              </ButtonLink>
            )}
          </>
        }
      />
      <Filters
        search={search}
        onChange={(next) => {
          setSelected(new Set());
          change({ ...next, pages: undefined });
        }}
      />
      <ListChanges changes={list.changes} onShow={list.showChanges} />
      <Loaded
        query={list}
        isEmpty={() => list.items.length === 0}
        empty={<Empty filtered={filtered} status={search.status} />}
      >
        {() => (
          <>
            <MembersTable
              members={list.items}
              search={search}
              onSort={(sort) => change({ sort, pages: undefined })}
              {...(canAct ? { selected, onSelect: setSelected } : {})}
              onAct={(kind, member) => setAct({ kind, members: [member] })}
              acts={canAct ? acts : []}
            />
            <LoadMore
              shown={list.items.length}
              hasMore={list.hasNextPage}
              total={total}
              busy={list.isFetchingNextPage}
              onMore={() => change({ pages: list.shownPages + 1 })}
            />
            <SelectionBar count={chosen.length} onClear={() => setSelected(new Set())}>
              {acts.map((kind) => (
                <Button
                  key={kind}
                  size="small"
                  kind={kind === "remove" ? "danger" : "secondary"}
                  onClick={() => setAct({ kind, members: chosen })}
                >
                  {t(`members.acts.${kind}`)}
                </Button>
              ))}
            </SelectionBar>
          </>
        )}
      </Loaded>
      {act && (
        <ActDialog
          {...act}
          onClose={(done) => {
            setAct(null);
            if (done) setSelected(new Set());
          }}
        />
      )}
      {isExporting && (
        <ExportDialog<Member>
          title={t("members.export")}
          noun="members"
          header={[
            t("members.name"),
            t("members.role"),
            t("members.status.label"),
            t("members.joined"),
            t("members.id"),
          ]}
          row={(member) => [
            member.name,
            roleName(wording, member.role, roles),
            wording.lookup(`members.status.${member.status}`) ?? member.status,
            member.joined_at,
            member.id,
          ]}
          read={(cursor, signal) => read(cursor, signal, PAGE_FOR_EXPORT)}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}

function Filters({ search, onChange }: { search: MembersSearch; onChange: (change: Partial<MembersSearch>) => void }) {
  const wording = useWording();
  const { t } = wording;
  const roles = useRoles();
  const [typed, setTyped] = useTyped(search.search ?? "", (value) =>
    onChange({ search: value.trim() === "" ? undefined : value, sort: undefined }),
  );
  const active = [search.search, search.role, search.status].filter(Boolean).length;
  return (
    <FilterBar active={active} onReset={() => onChange({ search: undefined, role: undefined, status: undefined })}>
      <SearchInput label={t("members.search")} value={typed} onChange={setTyped} maxLength={100} className="sm:w-64" />
      {roles.length > 0 && (
        <BareSelect
          aria-label={t("members.role")}
          value={search.role ?? ""}
          onChange={(role) => onChange({ role })}
          choices={[
            { value: "", label: t("members.everyRole") },
            ...roles.map((role) => ({ value: role.role, label: roleName(wording, role.role, roles) })),
          ]}
          className="sm:w-48"
        />
      )}
      <BareSelect<"" | "suspended" | "left">
        aria-label={t("members.status.label")}
        value={search.status ?? ""}
        onChange={(status) => onChange({ status: status === "" ? undefined : status })}
        choices={[
          { value: "", label: t("members.status.active") },
          { value: "suspended", label: t("members.status.suspended") },
          { value: "left", label: t("members.status.left") },
        ]}
        className="sm:w-44"
      />
    </FilterBar>
  );
}

function Empty({ filtered, status }: { filtered: boolean; status: MembersSearch["status"] }) {
  const { t } = useWording();
  if (!filtered) return <EmptyState icon={PeopleIcon} title={t("members.empty")} />;
  if (status === "suspended") return <EmptyState icon={SearchIcon} title={t("members.emptySuspended")} />;
  return (
    <EmptyState icon={SearchIcon} title={t("members.emptyFiltered")}>
      <p>{t("members.emptyFilteredText")}</p>
    </EmptyState>
  );
}

function MembersTable({
  members,
  search,
  selected,
  onSelect,
  onSort,
  onAct,
  acts,
}: {
  members: readonly Member[];
  search: MembersSearch;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  onSort: (sort: MembersSearch["sort"]) => void;
  onAct: (kind: ActKind, member: Member) => void;
  acts: readonly ActKind[];
}) {
  const wording = useWording();
  const { t } = wording;
  const roles = useRoles();
  const isSearching = search.search !== undefined;
  const columns: [Column<Member>, ...Column<Member>[]] = [
    { id: "name", header: t("members.name"), sortable: true, cell: (member) => <MemberLink member={member} /> },
    { id: "role", header: t("members.role"), cell: (member) => roleName(wording, member.role, roles) },
    { id: "status", header: t("members.status.label"), cell: (member) => <StatusBadge status={member.status} /> },
    {
      id: "joined",
      header: t("members.joined"),
      // What is found by name is always sorted by name.
      sortable: !isSearching,
      cell: (member) => <DateTime value={member.joined_at} style="date" />,
    },
  ];
  if (acts.length > 0) {
    columns.push({
      id: "acts",
      header: t("members.actsHeader"),
      headerHidden: true,
      align: "end",
      className: "max-sm:hidden w-12",
      cell: (member) => <RowActs member={member} acts={acts} onAct={onAct} />,
    });
  }
  return (
    <Table
      caption={t("members.title")}
      columns={columns}
      rows={members}
      rowKey={(member) => member.id}
      rowName={(member) => member.name}
      sorting={
        search.sort === "newest" && !isSearching
          ? { by: "joined", direction: "descending" }
          : { by: "name", direction: "ascending" }
      }
      onSort={({ by }) => onSort(by === "joined" ? "newest" : undefined)}
      {...(selected && onSelect ? { selected, onSelect } : {})}
    />
  );
}

function RowActs({
  member,
  acts,
  onAct,
}: {
  member: Member;
  acts: readonly ActKind[];
  onAct: (kind: ActKind, member: Member) => void;
}) {
  const { t } = useWording();
  const organisation = useOrganisation();
  const roles = useRoles();
  const possible = acts.filter((kind) => obstacle({ kind, role: "" }, member, organisation, roles) === null);
  return (
    <Menu trigger={<IconButton icon={MoreIcon} label={t("members.actsFor", { name: member.name })} size="small" />}>
      <MenuLink>
        <AppLink look="bare" to={paths.member(organisation.slug, member.id)}>
          {t("members.open")}
        </AppLink>
      </MenuLink>
      {possible.map((kind) => (
        <MenuItem key={kind} dangerous={kind === "remove"} onSelect={() => onAct(kind, member)}>
          {t(`members.acts.${kind}`)} …
        </MenuItem>
      ))}
    </Menu>
  );
}
