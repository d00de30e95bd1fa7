/** Saves a list as a table: reads all its pages, says how far it is, and can be stopped. */
import { useEffect, useRef, useState } from "react";
import { useWording } from "~/i18n/language";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { Progress } from "~/ui/progress";
import { toCsv } from "./csv";
import { fileName, saveCsv } from "./download";
import { Failed } from "./loaded";
import { useOrganisation } from "./organisation";
import type { Page } from "./use-list";

export interface ExportDialogProps<T> {
  title: string;
  /** What the file is called after. */
  noun: string;
  header: readonly string[];
  row: (item: T) => readonly string[];
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>;
  onClose: () => void;
}

type State = { step: "reading" } | { step: "done" } | { step: "failed"; error: unknown };

export function ExportDialog<T>({ title, noun, header, row, read, onClose }: ExportDialogProps<T>) {
  const { t } = useWording();
  const { slug } = useOrganisation();
  const [state, setState] = useState<State>({ step: "reading" });
  const [count, setCount] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const given = useRef({ header, row, read });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` begins it anew
  useEffect(() => {
    const aborter = new AbortController();
    const collect = async () => {
      const rows: (readonly string[])[] = [given.current.header];
      let cursor: string | undefined;
      do {
        const page = await given.current.read(cursor, aborter.signal);
        rows.push(...page.items.map(given.current.row));
        setCount(rows.length - 1);
        cursor = page.next ?? undefined;
      } while (cursor && !aborter.signal.aborted);
      if (aborter.signal.aborted) return;
      saveCsv(fileName(noun, slug, "csv"), toCsv(rows));
      setState({ step: "done" });
    };
    setState({ step: "reading" });
    collect().catch((error: unknown) => {
      if (!aborter.signal.aborted) setState({ step: "failed", error });
    });
    return () => aborter.abort();
  }, [noun, slug, attempt]);

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      size="narrow"
      actions={<Button onClick={onClose}>{state.step === "reading" ? t("export.stop") : t("ui.close")}</Button>}
    >
      {state.step === "reading" && <Progress label={t("export.reading")} detail={t("export.read", { count })} />}
      {state.step === "done" && <p role="status">{t("export.done", { count })}</p>}
      {state.step === "failed" && <Failed error={state.error} onRetry={() => setAttempt(attempt + 1)} />}
    </Dialog>
  );
}
