/**
 * Does something with one member or with many: first says what will happen to whom, then what became of each. What can
 * be undone can be undone from here, or from the notice that stays behind.
 */
import { useState } from "react";
import { useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { type Batch, useBatch } from "~/lib/batch";
import { useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { roleName } from "~/lib/roles";
import { Avatar } from "~/ui/avatar";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { CheckIcon, ChevronRightIcon, DangerIcon, UndoIcon } from "~/ui/icons";
import { TextArea } from "~/ui/input";
import { Progress } from "~/ui/progress";
import { Select } from "~/ui/select";
import { useToast } from "~/ui/toast";
import { type ActKind, doAct, isUndoable, type Obstacle, obstacle, undoAct, type Wanted } from "./acts";
import { type Member, membersChanged } from "./queries";
import { GrantableRoles, useGrantableRoles } from "./role-choice";

export interface ActDialogProps {
  kind: ActKind;
  members: readonly Member[];
  /** Was anything done? */
  onClose: (done: boolean) => void;
}

const LONGEST_REASON = 500;

/** The words of each act. */
const WORDS = {
  role: { title: "members.act.role", one: "members.act.roleOne", action: "members.act.roleAction" },
  suspend: { title: "members.act.suspend", one: "members.act.suspendOne", action: "members.act.suspendAction" },
  reinstate: {
    title: "members.act.reinstate",
    one: "members.act.reinstateOne",
    action: "members.act.reinstateAction",
  },
  remove: { title: "members.act.remove", one: "members.act.removeOne", action: "members.act.removeAction" },
} as const;
const LEADS = {
  role: "members.act.roleLead",
  suspend: "members.act.suspendLead",
  reinstate: "members.act.reinstateLead",
  remove: "members.act.removeLead",
} as const;
const DONE = {
  role: "members.act.roleDone",
  suspend: "members.act.suspendDone",
  reinstate: "members.act.reinstateDone",
  remove: "members.act.removeDone",
} as const;

/** Does it, tells the notices, and takes it back when asked to. */
function useAct(kind: ActKind, members: readonly Member[]) {
  const wording = useWording();
  const { t } = wording;
  const { id: org } = useOrganisation();
  const toast = useToast();
  const [wanted, setWanted] = useState<Wanted>({ kind, role: "", reason: "" });
  const [done, setDone] = useState<readonly Member[] | null>(null);
  const batch = useBatch<Member>(
    (member) => member.id,
    (member) => doAct(org, wanted, member.id),
  );
  const undo = async (before: readonly Member[]) => {
    try {
      await undoAct(org, kind, before);
      toast({ message: t("members.act.undone", { count: before.length }) });
    } catch (error) {
      toast({ kind: "danger", message: problemWords(wording, error) });
    }
    await membersChanged(org);
  };
  const tell = (before: readonly Member[]) => {
    const [only] = before;
    if (!only) return;
    const message = t(DONE[kind], { name: only.name });
    toast(isUndoable(kind) ? { message, undo: () => void undo(before) } : { message });
  };
  const run = async (touched: readonly Member[]) => {
    const succeeded = await batch.run(touched);
    await membersChanged(org);
    setDone(succeeded);
    return succeeded.length === touched.length && members.length === 1 ? succeeded : null;
  };
  return { wanted, setWanted, done, batch, run, tell, undo };
}

export function ActDialog({ kind, members, onClose }: ActDialogProps) {
  const { t } = useWording();
  const organisation = useOrganisation();
  const roles = useRoles();
  const { wanted, setWanted, done, batch, run, tell, undo } = useAct(kind, members);
  const [isMissing, setMissing] = useState(false);
  const found = new Map(members.map((member) => [member.id, obstacle(wanted, member, organisation, roles)]));
  const touched = members.filter((member) => found.get(member.id) === null);
  const [only] = members;
  const words = WORDS[kind];

  const start = async () => {
    if ((kind === "role" && !wanted.role) || (kind === "suspend" && wanted.reason.trim() === "")) {
      setMissing(true);
      return;
    }
    const single = await run(touched);
    if (!single) return;
    tell(single);
    onClose(true);
  };

  const actions =
    done || batch.running ? (
      <>
        {batch.running && <Button onClick={batch.stop}>{t("members.act.stop")}</Button>}
        {done && done.length > 0 && isUndoable(kind) && (
          <Button
            icon={UndoIcon}
            onClick={() => {
              void undo(done);
              onClose(true);
            }}
          >
            {t("ui.undo")}
          </Button>
        )}
        {done && (
          <Button kind="primary" onClick={() => onClose(done.length > 0)}>
            {t("ui.close")}
          </Button>
        )}
      </>
    ) : (
      <>
        <Button onClick={() => onClose(false)}>{t("ui.cancel")}</Button>
        <Button
          kind={kind === "remove" || kind === "suspend" ? "danger" : "primary"}
          disabled={touched.length === 0}
          onClick={() => void start()}
        >
          {t(words.action, { count: touched.length })}
        </Button>
      </>
    );

  return (
    <Dialog
      open
      onOpenChange={() => !batch.running && onClose((done?.length ?? 0) > 0)}
      closable={!batch.running}
      title={
        members.length === 1 && only ? t(words.one, { name: only.name }) : t(words.title, { count: members.length })
      }
      description={t(LEADS[kind])}
      actions={actions}
    >
      <div className="flex flex-col gap-4">
        {!done && !batch.running && (
          <Question wanted={wanted} onChange={setWanted} isMissing={isMissing} members={members} />
        )}
        <HowFar batch={batch} of={touched.length} done={done} />
        <ul className="border-t border-rule" aria-label={t("members.act.whatHappens")}>
          {members.map((member) => (
            <What
              key={member.id}
              member={member}
              wanted={wanted}
              why={found.get(member.id) ?? null}
              batch={batch}
              isOver={done !== null}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

/** What must be said before it can be done. */
function Question({
  wanted,
  onChange,
  isMissing,
  members,
}: {
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
  isMissing: boolean;
  members: readonly Member[];
}) {
  const wording = useWording();
  const { t } = wording;
  const choices = useGrantableRoles();
  if (wanted.kind === "role") {
    const isEmpty = isMissing && wanted.role === "";
    return (
      <>
        <Select
          label={t("members.act.newRole")}
          value={wanted.role}
          onChange={(role) => onChange({ ...wanted, role })}
          choices={[{ value: "", label: t("members.act.chooseRole"), disabled: true }, ...choices]}
          error={isEmpty ? t("fieldProblems.required") : undefined}
        />
        <GrantableRoles chosen={wanted.role} />
      </>
    );
  }
  if (wanted.kind === "suspend") {
    const isEmpty = isMissing && wanted.reason.trim() === "";
    return (
      <TextArea
        label={t("members.act.reason")}
        help={t("members.act.reasonHelp", { count: members.length })}
        maxLength={LONGEST_REASON}
        value={wanted.reason}
        onChange={(reason) => onChange({ ...wanted, reason })}
        error={isEmpty ? t("fieldProblems.required") : undefined}
      />
    );
  }
  return null;
}

function HowFar({ batch, of, done }: { batch: Batch<Member>; of: number; done: readonly Member[] | null }) {
  const { t } = useWording();
  const tried = batch.outcomes.size;
  if (batch.running) {
    return <Progress label={t("members.act.running")} value={tried} of={of} detail={`${tried} / ${of}`} />;
  }
  if (!done) return null;
  const failed = tried - done.length;
  const tone = failed > 0 ? "danger" : batch.stopped ? "warn" : "good";
  return (
    <Banner tone={tone} urgent={failed > 0}>
      {t("members.act.doneCount", { count: done.length })}{" "}
      {failed > 0 && t("members.act.failedCount", { count: failed })}{" "}
      {batch.stopped && t("members.act.stopped", { count: of - tried })}
    </Banner>
  );
}

/** What will happen to somebody, or what did. */
function What({
  member,
  wanted,
  why,
  batch,
  isOver,
}: {
  member: Member;
  wanted: Wanted;
  why: Obstacle | null;
  batch: Batch<Member>;
  isOver: boolean;
}) {
  const wording = useWording();
  const { t } = wording;
  const outcome = batch.outcomes.get(member.id);
  return (
    <li className="flex items-start gap-2.5 border-b border-rule py-2">
      <Avatar name={member.name} size="small" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium break-words">{member.name}</span>
        {outcome?.state === "failed" ? (
          <span className="block text-sm text-danger">{problemWords(wording, outcome.error)}</span>
        ) : (
          <span className="block text-sm text-soft">
            <Change member={member} wanted={wanted} why={why} isUntouched={isOver && !outcome} />
          </span>
        )}
      </span>
      {outcome?.state === "done" && <CheckIcon className="text-good" label={t("members.act.worked")} />}
      {outcome?.state === "failed" && <DangerIcon className="text-danger" label={t("members.act.failed")} />}
    </li>
  );
}

function Change({
  member,
  wanted,
  why,
  isUntouched,
}: {
  member: Member;
  wanted: Wanted;
  why: Obstacle | null;
  isUntouched: boolean;
}) {
  const wording = useWording();
  const { t } = wording;
  const roles = useRoles();
  if (why) return t("members.act.skipped", { reason: t(`members.obstacles.${why}`) });
  if (isUntouched) return t("members.act.untouched");
  if (wanted.kind === "role") {
    return (
      <span className="inline-flex flex-wrap items-center gap-1">
        {roleName(wording, member.role, roles)}
        {wanted.role && (
          <>
            <ChevronRightIcon className="size-3.5" label={t("members.act.becomes")} />
            <strong className="font-semibold text-ink">{roleName(wording, wanted.role, roles)}</strong>
          </>
        )}
      </span>
    );
  }
  return t(`members.act.will.${wanted.kind}`);
}
