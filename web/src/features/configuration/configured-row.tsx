/** What every row has: what it is about, since when it is so by whom, and its history. */
import { type ReactNode, useState } from "react";
import { actorWords } from "~/features/audit/telling";
import { useMemberNames } from "~/features/members/queries";
import { useWording } from "~/i18n/language";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { RelativeTime } from "~/ui/time";
import type { Changing } from "./changing";
import { elementOf } from "./element";
import { HistoryDialog } from "./history-dialog";
import type { Configured } from "./queries";
import { nameOf, textOf } from "./words";

export function ConfiguredRow({
  item,
  changing,
  children,
}: {
  item: Configured;
  changing: Changing;
  children: ReactNode;
}) {
  const wording = useWording();
  const { t } = wording;
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const name = nameOf(wording, item.key);
  return (
    <section
      id={elementOf(item.key)}
      aria-label={name}
      className="scroll-mt-6 grid gap-x-10 gap-y-4 border-b border-rule py-5 lg:grid-cols-2"
    >
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-2 text-lg">
          {name}
          {item.chosen && <Badge tone="info">{t("configuration.chosen")}</Badge>}
        </h2>
        <p className="mt-1 text-soft">{textOf(wording, item)}</p>
        <ChangedBy item={item} />
        {item.version > 0 && (
          <div className="mt-2 flex flex-wrap gap-2">
            <Button
              size="small"
              kind="quiet"
              aria-label={t("configuration.historyOf", { name })}
              onClick={() => setHistoryOpen(true)}
            >
              {t("configuration.history")}
            </Button>
            {item.chosen && item.may_change && (
              <Button
                size="small"
                kind="quiet"
                aria-label={t("configuration.resetOf", { name })}
                busy={changing.busy}
                onClick={() => changing.act({ do: "reset" })}
              >
                {t("configuration.reset")}
              </Button>
            )}
          </div>
        )}
      </div>
      <div className="min-w-0">{children}</div>
      <HistoryDialog item={item} changing={changing} open={isHistoryOpen} onOpenChange={setHistoryOpen} />
    </section>
  );
}

function ChangedBy({ item }: { item: Configured }) {
  const wording = useWording();
  const { rich } = wording;
  const by = item.changed_by ?? "";
  const [kind, id] = by.split(":");
  const names = useMemberNames(kind === "member" && id ? [id] : []);
  if (!item.changed_at) return null;
  const who = actorWords(wording, by, (one) => names(String(one)) ?? wording.t("members.somebody"));
  return (
    <p className="mt-1 text-sm text-soft">
      {rich("configuration.changedBy", { who, when: <RelativeTime value={item.changed_at} /> })}
    </p>
  );
}
