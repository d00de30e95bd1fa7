/** The inbox: everything one was told in this organisation, the newest first. */
import { api } from "~/api/client";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { useList } from "~/lib/use-list";
import { useSearchChange } from "~/lib/use-search-change";
import { Badge } from "~/ui/badge";
import { Button, IconButton } from "~/ui/button";
import { BellIcon, CheckIcon, GearIcon, MailIcon, TrashIcon } from "~/ui/icons";
import { FilterBar, ListChanges, LoadMore } from "~/ui/list-tools";
import { PageHeader } from "~/ui/page";
import { BareSelect } from "~/ui/select";
import { EmptyState } from "~/ui/state";
import { RelativeTime } from "~/ui/time";
import { type Entry, inboxKey, useMark, useReadAll } from "./queries";
import { inboxRoute } from "./routes";

const PAGE = 50;

export function InboxPage() {
  return (
    <Allowed permission="inbox.own">
      <Inbox />
    </Allowed>
  );
}

function Inbox() {
  const { t, language } = useWording();
  const { id: org, slug, name } = useOrganisation();
  usePageTitle(t("inbox.title"), name);
  const search = inboxRoute.useSearch();
  const change = useSearchChange(paths.inbox(slug), search);
  const { kind } = search;
  const unread = search.show === "unread";
  const list = useList<Entry>({
    queryKey: [...inboxKey(org), "list", { unread, kind, language }],
    pages: search.pages ?? 1,
    read: (cursor, signal) =>
      api.get("/v1/orgs/{org}/inbox", {
        path: { org },
        query: { unread, language, limit: PAGE, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) },
        signal,
      }),
  });
  const readAll = useReadAll(org);
  const newest = list.items[0];
  return (
    <>
      <PageHeader
        title={t("inbox.title")}
        lead={t("inbox.lead")}
        actions={
          <>
            {newest && list.items.some((entry) => entry.state === "unread") && (
              <Button icon={CheckIcon} busy={readAll.isPending} onClick={() => readAll.mutate(newest.id)}>
                {t("inbox.readAll")}
              </Button>
            )}
            <ButtonLink icon={GearIcon} to={paths.inboxPreferences(slug)}>
              {t("inbox.preferences")}
            </ButtonLink>
          </>
        }
      />
      <FilterBar
        active={(unread ? 1 : 0) + (kind ? 1 : 0)}
        onReset={() => change({ show: undefined, kind: undefined, pages: undefined })}
      >
        <BareSelect
          aria-label={t("inbox.show")}
          value={unread ? "unread" : "all"}
          onChange={(chosen) =>
            change({ show: chosen === "unread" ? "unread" : undefined, kind: undefined, pages: undefined })
          }
          choices={[
            { value: "all", label: t("inbox.all") },
            { value: "unread", label: t("inbox.unread") },
          ]}
          className="sm:w-56"
        />
      </FilterBar>
      <ListChanges changes={list.changes} onShow={list.showChanges} />
      <Loaded
        query={list}
        isEmpty={(shown) => shown.items.length === 0}
        empty={
          <EmptyState icon={BellIcon} title={unread ? t("inbox.emptyUnread") : t("inbox.empty")}>
            <p>{t("inbox.emptyText")}</p>
          </EmptyState>
        }
      >
        {(shown) => (
          <>
            <ul className="divide-y divide-rule border-y border-rule">
              {shown.items.map((entry) => (
                <Row key={entry.id} entry={entry} onOnlyKind={() => change({ kind: entry.kind, show: undefined })} />
              ))}
            </ul>
            <LoadMore
              shown={shown.items.length}
              hasMore={list.hasNextPage}
              busy={list.isFetchingNextPage}
              onMore={() => change({ pages: list.shownPages + 1 })}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function Row({ entry, onOnlyKind }: { entry: Entry; onOnlyKind: () => void }) {
  const { t } = useWording();
  const { id: org, slug } = useOrganisation();
  const mark = useMark(org);
  const isUnread = entry.state === "unread";
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="flex flex-wrap items-center gap-2 text-lg">
          {isUnread && <Badge tone="accent">{t("inbox.new")}</Badge>}
          <span className={isUnread ? "font-semibold break-words" : "break-words"}>{entry.title}</span>
        </h2>
        {entry.text && <p className="mt-1 max-w-prose text-soft break-words">{entry.text}</p>}
        <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft">
          <RelativeTime value={entry.at} />
          <AppLink
            to={paths.below(slug, entry.page)}
            className="inline-flex min-h-6 items-center"
            onClick={() => isUnread && mark(entry, "read")}
          >
            {entry.action}
          </AppLink>
          <button
            type="button"
            className="inline-flex min-h-6 items-center underline-offset-4 hover:underline"
            onClick={onOnlyKind}
          >
            {t("inbox.onlySuch")}
          </button>
        </p>
      </div>
      <div className="flex gap-1">
        <IconButton
          size="small"
          icon={isUnread ? CheckIcon : MailIcon}
          label={`${isUnread ? t("inbox.markRead") : t("inbox.markUnread")}: ${entry.title}`}
          onClick={() => mark(entry, isUnread ? "read" : "unread")}
        />
        <IconButton
          size="small"
          icon={TrashIcon}
          label={`${t("inbox.delete")}: ${entry.title}`}
          onClick={() => mark(entry, "deleted")}
        />
      </div>
    </li>
  );
}
