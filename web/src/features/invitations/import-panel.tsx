/**
 * Invites everybody in a file. What would happen is shown before it does, with the reason for every row that cannot be
 * invited; those rows can be taken along as a file, to be mended.
 */
import { type DragEvent, useRef, useState } from "react";
import { api, type Schemas } from "~/api/client";
import { GrantableRoles, useGrantableRoles } from "~/features/members/role-choice";
import { useRoles } from "~/features/roles/queries";
import { useWording, type Wording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { toCsv } from "~/lib/csv";
import { fileName, saveCsv } from "~/lib/download";
import { useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { roleName } from "~/lib/roles";
import { Badge } from "~/ui/badge";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { DownloadIcon, UploadIcon } from "~/ui/icons";
import { LoadMore } from "~/ui/list-tools";
import { Figure } from "~/ui/page";
import { Progress } from "~/ui/progress";
import { BareSelect, Select } from "~/ui/select";
import { type Column, Table } from "~/ui/table";
import { readTable, SAMPLE } from "./import-file";
import { invitationsChanged } from "./invitations-page";

type Row = Schemas["ImportRow"];
interface Chosen {
  name: string;
  csv: string;
}
type State =
  | { step: "choosing" }
  | { step: "looking" }
  | { step: "preview"; preview: Schemas["ImportPreview"] }
  | { step: "inviting"; preview: Schemas["ImportPreview"] }
  | { step: "done"; result: Schemas["ImportedMembers"] };

/** The state of an import, and what leads from one step to the next. */
function useImport() {
  const { id: org } = useOrganisation();
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
    invite: async () => {
      if (!file || state.step !== "preview") return;
      setProblem(null);
      setState({ step: "inviting", preview: state.preview });
      try {
        const body = { csv: file.csv, role };
        const options = { path: { org }, body, idempotencyKey: key.current };
        const result = await api.post("/v1/orgs/{org}/members/imports", options);
        setState({ step: "done", result });
      } catch (error) {
        setProblem(error);
        setState({ step: "preview", preview: state.preview });
      }
      await invitationsChanged(org);
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
  const { slug } = useOrganisation();
  const { role, file, state, problem, choose, setRole, invite, again } = useImport();
  const roles = useGrantableRoles();
  return (
    <div className="flex flex-col gap-6">
      {problem !== null && (
        <Banner tone="danger" urgent title={t("imports.refused")}>
          {typeof problem === "string" ? problem : problemWords(wording, problem)}
        </Banner>
      )}
      {state.step !== "done" && (
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
      )}
      {state.step === "looking" && <Progress label={t("imports.looking")} />}
      {(state.step === "preview" || state.step === "inviting") && (
        <Preview
          preview={state.preview}
          busy={state.step === "inviting"}
          onInvite={() => void invite()}
          onAgain={again}
        />
      )}
      {state.step === "done" && (
        <section className="flex flex-col gap-4" aria-label={t("imports.result")}>
          <Banner tone={state.result.invited > 0 ? "good" : "warn"} title={t("imports.done")}>
            {t("invitations.invited", { count: state.result.invited })}{" "}
            {state.result.rejected > 0 && t("imports.notInvited", { count: state.result.rejected })}
          </Banner>
          {state.result.rows.length > 0 && <Rows rows={state.result.rows} />}
          <div className="flex flex-wrap gap-2">
            <ButtonLink kind="primary" to={paths.invitations(slug)}>
              {t("invitations.toOpen")}
            </ButtonLink>
            <Button onClick={again}>{t("imports.another")}</Button>
          </div>
        </section>
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
      {busy ? (
        <Progress label={t("invitations.sending")} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" disabled={preview.accepted === 0} onClick={onInvite}>
            {t("imports.invite", { count: preview.accepted })}
          </Button>
          <Button onClick={onAgain}>{t("ui.cancel")}</Button>
        </div>
      )}
      <Rows rows={preview.rows} />
    </section>
  );
}

const SHOWN = 100;

/** Why a row cannot be invited, in words. */
function reasons({ lookup }: Wording, row: Row): string[] {
  return row.problems.map(
    ({ code, message }) =>
      lookup(`imports.reasons.${code}`) ?? lookup(`fieldProblems.${code}`) ?? lookup(`problems.${code}`) ?? message,
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const wording = useWording();
  const { t, number } = wording;
  const { slug } = useOrganisation();
  const roles = useRoles();
  const rejected = rows.filter((row) => row.problems.length > 0);
  const [which, setWhich] = useState<"all" | "rejected">(rejected.length > 0 ? "rejected" : "all");
  const [shown, setShown] = useState(SHOWN);
  const wanted = which === "rejected" ? rejected : rows;
  const columns: [Column<Row>, ...Column<Row>[]] = [
    {
      id: "email",
      header: t("invitations.email"),
      cell: (row) => <span className="font-medium break-all">{row.email || t("imports.noEmail")}</span>,
    },
    { id: "line", header: t("imports.line"), cell: (row) => number(row.line) },
    { id: "name", header: t("members.name"), cell: (row) => row.name },
    { id: "role", header: t("members.role"), cell: (row) => row.role && roleName(wording, row.role, roles) },
    {
      id: "verdict",
      header: t("imports.verdict"),
      cell: (row) =>
        row.problems.length === 0 ? (
          <Badge tone="good">{t("imports.willBeInvited")}</Badge>
        ) : (
          <span className="text-danger">{reasons(wording, row).join(" ")}</span>
        ),
    },
  ];
  const saveRejected = () =>
    saveCsv(
      fileName("not-invited", slug, "csv"),
      toCsv([
        ["line", "email", "name", "reason"],
        ...rejected.map((row) => [String(row.line), row.email, row.name, reasons(wording, row).join(" ")]),
      ]),
    );
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
      <Table
        caption={t("imports.rows")}
        columns={columns}
        rows={wanted.slice(0, shown)}
        rowKey={(row) => String(row.line)}
      />
      <LoadMore
        shown={Math.min(shown, wanted.length)}
        hasMore={wanted.length > shown}
        busy={false}
        onMore={() => setShown(shown + SHOWN)}
      />
    </div>
  );
}
