/** Takes a copy of the log: everything as the server hands it out, or what is filtered as a table. */
import { useEffect, useRef, useState } from "react";
import { api } from "~/api/client";
import { Problem } from "~/api/problem";
import { useWording } from "~/i18n/language";
import { fileName, saveFile } from "~/lib/download";
import { Failed } from "~/lib/loaded";
import { useOrganisation } from "~/lib/organisation";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { Progress } from "~/ui/progress";

const NEW_LINE = 10;

type State = { step: "asking" | "reading" | "done" } | { step: "failed"; error: unknown };

/** Reads an answer to its end, and tells how many lines have come. */
async function readLines(
  response: Response,
  signal: AbortSignal,
  onLines: (lines: number) => void,
): Promise<BlobPart[]> {
  const reader = response.body?.getReader();
  if (!reader) throw new Problem({ status: 500, code: "unknown", title: "The answer has no body." });
  const parts: BlobPart[] = [];
  let lines = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done || signal.aborted) return parts;
    parts.push(value);
    for (const byte of value) if (byte === NEW_LINE) lines += 1;
    onLines(lines);
  }
}

export function ExportAuditDialog({ onTable, onClose }: { onTable: () => void; onClose: () => void }) {
  const { t } = useWording();
  const { id: org, slug } = useOrganisation();
  const [state, setState] = useState<State>({ step: "asking" });
  const [lines, setLines] = useState(0);
  const aborter = useRef(new AbortController());
  useEffect(() => () => aborter.current.abort(), []);

  const takeAll = async () => {
    aborter.current = new AbortController();
    const { signal } = aborter.current;
    setState({ step: "reading" });
    try {
      const response = await api.raw("post", "/v1/orgs/{org}/audit/exports", { path: { org }, signal });
      const parts = await readLines(response, signal, setLines);
      if (signal.aborted) return;
      saveFile(fileName("audit", slug, "jsonl"), parts, "application/jsonl");
      setState({ step: "done" });
    } catch (error) {
      if (!signal.aborted) setState({ step: "failed", error });
    }
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("audit.export")}
      actions={
        state.step === "asking" ? (
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
        ) : (
          <Button onClick={onClose}>{state.step === "reading" ? t("export.stop") : t("ui.close")}</Button>
        )
      }
    >
      {state.step === "asking" && (
        <div className="flex flex-col gap-3">
          <Way title={t("audit.exportAll")} text={t("audit.exportAllText")} onChoose={() => void takeAll()} />
          <Way title={t("audit.exportTable")} text={t("audit.exportTableText")} onChoose={onTable} />
        </div>
      )}
      {state.step === "reading" && <Progress label={t("export.reading")} detail={t("export.read", { count: lines })} />}
      {state.step === "done" && <p role="status">{t("export.done", { count: lines })}</p>}
      {state.step === "failed" && <Failed error={state.error} onRetry={() => void takeAll()} />}
    </Dialog>
  );
}

function Way({ title, text, onChoose }: { title: string; text: string; onChoose: () => void }) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="rounded-md border border-rule-strong px-4 py-3 text-start hover:bg-hover"
    >
      <span className="block font-semibold">{title}</span>
      <span className="block text-sm text-soft">{text}</span>
    </button>
  );
}
