/**
 * Invites everybody in a file. What would happen is shown before it does, with the reason for every row that cannot be
 * invited; those rows can be taken along as a file, to be mended. What does happen is then the server's to do.
 */
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { api, type Schemas } from "~/api/client";
import { GrantableRoles, useGrantableRoles } from "~/features/members/role-choice";
import { useWording } from "~/i18n/language";
import { toCsv } from "~/lib/csv";
import { fileName, saveCsv } from "~/lib/download";
import { useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { DownloadIcon, UploadIcon } from "~/ui/icons";
import { LoadMore } from "~/ui/list-tools";
import { Figure } from "~/ui/page";
import { Progress } from "~/ui/progress";
import { BareSelect, Select } from "~/ui/select";
import { readTable, SAMPLE } from "./import-file";
import { ImportsNotice } from "./imports-notice";
import { importsChanged } from "./queries";
import { RowsTable } from "./rows-table";
import { csvHeader, csvRow, type Row } from "./words";

interface Chosen {
  name: string;
  csv: string;
}
type State =
  | { step: "choosing" }
  | { step: "looking" }
  | { step: "preview"; preview: Schemas["ImportPreview"] }
  | { step: "starting"; preview: Schemas["ImportPreview"] };

/** The state of an import, and what leads from one step to the next. */
function useImport() {
  const { id: org, slug } = useOrganisation();
  const navigate = useNavigate();
  const [role, setRole] = useState("member");
  const [file, setFile] = useState<Chosen | null>(null);
  const [state, setState] = useState<State>({ step: "choosing" });
  const [problem, setProblem] = useState<unknown>(null);
  /** One import keeps its name, so that sending it again after a lost answer does it once. */
  const key = useRef(crypto.randomUUID());

  const look = async (chosen: Chosen, wanted: string) => {
    setFile(chosen);
    setProblem(null);
    setState({ step: "looking" });
    key.current = crypto.randomUUID();
    try {
      const body = { csv: chosen.csv, role: wanted };
      const preview = await api.post("/v1/orgs/{org}/members/imports/preview", { path: { org }, body });
      setState({ step: "preview", preview });
    } catch (error) {
      setProblem(error);
      setState({ step: "choosing" });
    }
  };
  return {
    role,
    file,
    state,
    problem,
    choose: async (chosen: File) => {
      const found = await readTable(chosen);
      if (found.csv === null) setProblem(found.problem);
      else await look({ name: chosen.name, csv: found.csv }, role);
    },
    setRole: (wanted: string) => {
      setRole(wanted);
      if (file && state.step === "preview") void look(file, wanted);
    },
    start: async () => {
      if (!file || state.step !== "preview") return;
      setProblem(null);
      setState({ step: "starting", preview: state.preview });
      try {
        const body = { csv: file.csv, role };
        const options = { path: { org }, body, idempotencyKey: key.current };
        const started = await api.post("/v1/orgs/{org}/members/imports", options);
        void importsChanged(org);
        await navigate({ to: paths.import(slug, started.id) });
      } catch (error) {
        setProblem(error);
        setState({ step: "preview", preview: state.preview });
        // Perhaps somebody else was quicker: then it is said which one runs.
        void importsChanged(org);
      }
    },
    again: () => {
      setFile(null);
      setProblem(null);
      setState({ step: "choosing" });
    },
  };
}

export function ImportPanel() {
  const wording = useWording();
  const { t } = wording;
  const { role, file, state, problem, choose, setRole, start, again } = useImport();
  const roles = useGrantableRoles();
  return (
    <div className="flex flex-col gap-6">
      <ImportsNotice />
      {problem !== null && (
        <Banner tone="danger" urgent title={t("imports.refused")}>
          {typeof problem === "string" ? problem : problemWords(wording, problem)}
        </Banner>
      )}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <DropZone file={file?.name ?? null} onFile={(chosen) => void choose(chosen)} />
        <div className="flex flex-col gap-4">
          <Select
            label={t("imports.role")}
            help={t("imports.roleHelp")}
            value={role}
            onChange={setRole}
            choices={roles}
          />
          <GrantableRoles chosen={role} />
          <p className="text-sm text-soft">{t("imports.columns")}</p>
          <div>
            <Button size="small" icon={DownloadIcon} onClick={() => saveCsv("people.csv", toCsv(SAMPLE))}>
              {t("imports.sample")}
            </Button>
          </div>
        </div>
      </div>
      {state.step === "looking" && <Progress label={t("imports.looking")} />}
      {(state.step === "preview" || state.step === "starting") && (
        <Preview
          preview={state.preview}
          busy={state.step === "starting"}
          onInvite={() => void start()}
          onAgain={again}
        />
      )}
    </div>
  );
}

/** A place to drop a file on; pressing it, or the button, chooses one. */
function DropZone({ file, onFile }: { file: string | null; onFile: (file: File) => void }) {
  const { t } = useWording();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a convenience; the button does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes(
        "flex min-h-48 flex-col items-center justify-center gap-3 rounded-lg border-2 border-dashed px-6 py-8 text-center transition-colors",
        isOver ? "border-accent bg-accent-wash" : "border-rule-strong bg-surface",
      )}
    >
      <UploadIcon className="size-8 text-accent" strokeWidth="1.2" />
      <p className="font-medium break-all">{file ?? t("imports.drop")}</p>
      <Button onClick={() => input.current?.click()}>{file ? t("imports.chooseOther") : t("imports.choose")}</Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label={t("imports.file")}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          // The same file, mended, may be chosen again.
          event.target.value = "";
          if (chosen) onFile(chosen);
        }}
      />
      <p className="text-sm text-soft">{t("imports.limits")}</p>
    </div>
  );
}

function Preview({
  preview,
  busy,
  onInvite,
  onAgain,
}: {
  preview: Schemas["ImportPreview"];
  busy: boolean;
  onInvite: () => void;
  onAgain: () => void;
}) {
  const { t, number } = useWording();
  return (
    <section className="flex flex-col gap-5" aria-label={t("imports.preview")}>
      <div className="grid max-w-md grid-cols-2 gap-6">
        <Figure label={t("imports.accepted")} value={number(preview.accepted)} />
        <Figure label={t("imports.rejected")} value={number(preview.rejected)} />
      </div>
      {preview.ignored_columns.length > 0 && (
        <Banner tone="info">{t("imports.ignored", { columns: preview.ignored_columns.join(", ") })}</Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" busy={busy} disabled={preview.accepted === 0} onClick={onInvite}>
          {t("imports.invite", { count: preview.accepted })}
        </Button>
        {!busy && <Button onClick={onAgain}>{t("ui.cancel")}</Button>}
      </div>
      <Rows rows={preview.rows} />
    </section>
  );
}

const SHOWN = 100;

function Rows({ rows }: { rows: readonly Row[] }) {
  const wording = useWording();
  const { t } = wording;
  const { slug } = useOrganisation();
  const rejected = rows.filter((row) => row.problems.length > 0);
  const [which, setWhich] = useState<"all" | "rejected">(rejected.length > 0 ? "rejected" : "all");
  const [shown, setShown] = useState(SHOWN);
  const wanted = which === "rejected" ? rejected : rows;
  const saveRejected = () =>
    saveCsv(fileName("not-invited", slug, "csv"), toCsv([csvHeader, ...rejected.map((row) => csvRow(wording, row))]));
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
        <BareSelect
          aria-label={t("imports.which")}
          value={which}
          onChange={setWhich}
          choices={[
            { value: "rejected", label: t("imports.onlyRejected", { count: rejected.length }) },
            { value: "all", label: t("imports.allRows", { count: rows.length }) },
          ]}
          className="w-full sm:w-72"
        />
        {rejected.length > 0 && (
          <Button size="small" icon={DownloadIcon} onClick={saveRejected}>
            {t("imports.saveRejected")}
          </Button>
        )}
      </div>
      <RowsTable rows={wanted.slice(0, shown)} />
      <LoadMore
        shown={Math.min(shown, wanted.length)}
        hasMore={wanted.length > shown}
        busy={false}
        onMore={() => setShown(shown + SHOWN)}
      />
    </div>
  );
}
