/** Every change of one thing: who, when, from what to what. The latest can be undone. */

import { api } from "~/api/client";
import { actorWords } from "~/features/audit/telling";
import { useMemberNames } from "~/features/members/queries";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { useOrganisation } from "~/lib/organisation";
import { useList } from "~/lib/use-list";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { LoadMore } from "~/ui/list-tools";
import { DateTime } from "~/ui/time";
import type { Changing } from "./changing";
import type { Configured } from "./queries";
import { nameOf, useChosenWords } from "./words";

export function HistoryDialog({
  item,
  changing,
  open,
  onOpenChange,
}: {
  item: Configured;
  changing: Changing;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const wording = useWording();
  const { t } = wording;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("configuration.historyOf", { name: nameOf(wording, item.key) })}
    >
      <Changes item={item} changing={changing} />
    </Dialog>
  );
}

function Changes({ item, changing }: { item: Configured; changing: Changing }) {
  const wording = useWording();
  const { t } = wording;
  const { id: org } = useOrganisation();
  const words = useChosenWords();
  const list = useList({
    queryKey: ["org", org, "configuration", "history", item.key],
    read: (cursor, signal) =>
      api.get("/v1/orgs/{org}/configuration/{key}/history", {
        path: { org, key: item.key },
        query: { limit: 20, cursor },
        signal,
      }),
  });
  const members = list.items.flatMap(({ changed_by }) => {
    const [kind, id] = changed_by.split(":");
    return kind === "member" && id ? [id] : [];
  });
  const names = useMemberNames(members);
  const who = (actor: string) => actorWords(wording, actor, (id) => names(String(id)) ?? t("members.somebody"));
  return (
    <Loaded query={list}>
      {({ items }) => (
        <>
          <ol className="border-t border-rule">
            {items.map((change) => (
              <li key={change.version} className="flex flex-col gap-1 border-b border-rule py-3">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  <span className="text-soft line-through">{words(change.from)}</span>
                  <span aria-hidden="true">→</span>
                  <span>{words(change.to)}</span>
                  {change.undoes && <Badge>{t("configuration.undoes", { number: change.undoes })}</Badge>}
                </p>
                <p className="text-sm text-soft">
                  {t("configuration.changeNumber", { number: change.version })} · {who(change.changed_by)} ·{" "}
                  <DateTime value={change.changed_at} />
                </p>
                {change.version === item.version && item.may_change && (
                  <div>
                    <Button
                      size="small"
                      busy={changing.busy}
                      onClick={() => changing.act({ do: "undo", version: item.version })}
                    >
                      {t("configuration.undo")}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ol>
          <LoadMore
            shown={items.length}
            hasMore={list.hasNextPage}
            busy={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </>
      )}
    </Loaded>
  );
}
