/** One entry with everything that is known of it. */
import { useWording } from "~/i18n/language";
import { Button } from "~/ui/button";
import { CodeBlock } from "~/ui/copy-field";
import { Sheet } from "~/ui/dialog";
import { DescriptionList } from "~/ui/page";
import { DateTime } from "~/ui/time";
import { NOUNS, type Noun } from "./kinds";
import type { Entry } from "./reading";
import type { AuditSearch } from "./routes";
import { kindWords, opened, type Telling } from "./telling";

export function EntrySheet({
  entry,
  telling,
  onClose,
  onOnly,
}: {
  entry: Entry;
  telling: Telling;
  onClose: () => void;
  /** Shows only what fits. */
  onOnly: (change: Partial<AuditSearch>) => void;
}) {
  const wording = useWording();
  const { t, lookup, number } = wording;
  const noun = NOUNS.find((one): one is Noun => one === entry.noun);
  return (
    <Sheet open onOpenChange={onClose} title={kindWords(wording, entry.kind)}>
      <p className="mb-5 font-heading text-lg">{telling.sentence(entry)}</p>
      <DescriptionList
        className="mb-5"
        items={[
          [t("audit.who"), telling.actor(entry)],
          [t("audit.when"), <DateTime key="when" value={entry.occurred_at} />],
          [t("audit.about"), lookup(`audit.nouns.${entry.noun}`) ?? entry.noun],
          [
            t("audit.subject"),
            <code key="subject" className="font-mono text-sm">
              {entry.subject}
            </code>,
          ],
          [t("audit.place"), number(entry.sequence)],
          [
            t("audit.correlation"),
            <code key="correlation" className="font-mono text-sm">
              {entry.correlation}
            </code>,
          ],
        ]}
      />
      <div className="mb-6 flex flex-wrap gap-2">
        <Button size="small" onClick={() => onOnly({ actor: entry.actor })}>
          {t("audit.onlyActor")}
        </Button>
        <Button size="small" onClick={() => onOnly({ subject: entry.subject, ...(noun ? { noun } : {}) })}>
          {t("audit.onlySubject")}
        </Button>
      </div>
      <h3 className="mb-2 text-base font-semibold">{t("audit.payload")}</h3>
      <CodeBlock>{JSON.stringify(opened(entry.payload), null, 2)}</CodeBlock>
    </Sheet>
  );
}
