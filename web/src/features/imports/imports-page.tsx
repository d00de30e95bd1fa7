/** The imports of the last weeks. */
import { api } from "~/api/client";
import { MemberName } from "~/features/members/member-parts";
import { useWording } from "~/i18n/language";
import { AppLink, ButtonLink } from "~/lib/app-link";
import { useFlag } from "~/lib/features";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { useList } from "~/lib/use-list";
import { useSearchChange } from "~/lib/use-search-change";
import { UploadIcon } from "~/ui/icons";
import { ListChanges, LoadMore } from "~/ui/list-tools";
import { PageHeader } from "~/ui/page";
import { EmptyState } from "~/ui/state";
import { Table } from "~/ui/table";
import { DateTime } from "~/ui/time";
import type { Import } from "./queries";
import { importsListRoute } from "./routes";
import { stateWords } from "./words";

export function ImportsPage() {
  const { t } = useWording();
  const { name, slug } = useOrganisation();
  const canImport = useFlag("members.import");
  usePageTitle(t("imports.title"), name);
  const another = canImport && (
    <ButtonLink kind="primary" icon={UploadIcon} to={paths.invite(slug)} search={{ way: "file" }}>
      {t("imports.command")}
    </ButtonLink>
  );
  return (
    <Allowed permission="members.invite">
      <PageHeader
        over={<AppLink to={paths.invitations(slug)}>{t("invitations.title")}</AppLink>}
        title={t("imports.title")}
        lead={t("imports.lead")}
        actions={another}
      />
      <ImportsList />
    </Allowed>
  );
}

function ImportsList() {
  const wording = useWording();
  const { t, number } = wording;
  const { id: org, slug } = useOrganisation();
  const search = importsListRoute.useSearch();
  const change = useSearchChange(paths.imports(slug), search);
  const list = useList<Import>({
    queryKey: ["org", org, "imports", "list"],
    read: (cursor, signal) => api.get("/v1/orgs/{org}/members/imports", { path: { org }, query: { cursor }, signal }),
    pages: search.pages ?? 1,
  });
  return (
    <>
      <ListChanges changes={list.changes} onShow={list.showChanges} />
      <Loaded
        query={list}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon={UploadIcon} title={t("imports.empty")} />}
      >
        {({ items }) => (
          <>
            <Table
              caption={t("imports.title")}
              rows={items}
              rowKey={(one) => one.id}
              columns={[
                {
                  id: "started",
                  header: t("imports.started"),
                  cell: (one) => (
                    <AppLink to={paths.import(slug, one.id)}>
                      <DateTime value={one.started_at} />
                    </AppLink>
                  ),
                },
                { id: "by", header: t("imports.by"), cell: (one) => <MemberName id={one.started_by} /> },
                { id: "state", header: t("imports.stands"), cell: (one) => stateWords(wording, one) },
                { id: "done", header: t("imports.rows"), cell: (one) => `${number(one.done)} / ${number(one.rows)}` },
                { id: "invited", header: t("imports.invited"), cell: (one) => number(one.invited) },
                { id: "rejected", header: t("imports.rejectedRows"), cell: (one) => number(one.rejected) },
              ]}
            />
            <LoadMore
              shown={items.length}
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
