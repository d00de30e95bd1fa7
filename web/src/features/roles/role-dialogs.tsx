/** Windows about one role: making and naming it, deleting it, and what to do when somebody else changed it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { roleName } from "~/lib/roles";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { AlertDialog, Dialog } from "~/ui/dialog";
import { TextArea, TextInput } from "~/ui/input";
import { Select } from "~/ui/select";
import { useToast } from "~/ui/toast";
import { type Changes, changesOf, type Draft, onTopOf } from "./changes";
import { type Conflict, rolesChanged, saveRole } from "./drafts";
import { permissionWords } from "./permission-list";
import { isWithinReach, type Permission, type Role } from "./queries";

const FORM = "role";

/** Makes a role, from nothing or like another one; or names one anew. */
export function RoleDialog({
  role,
  like,
  roles,
  onClose,
}: {
  /** The role that is named anew. */
  role?: Role;
  /** The role that the new one begins like. */
  like?: Role;
  roles: readonly Role[];
  onClose: () => void;
}) {
  const wording = useWording();
  const { t } = wording;
  const { id: org, may } = useOrganisation();
  const toast = useToast();
  const form = useForm({
    initial: {
      name: role?.name ?? (like ? t("roleEditor.copyOf", { role: roleName(wording, like.role, roles) }) : ""),
      description: role?.description ?? like?.description ?? "",
      like: like?.role ?? "",
    },
    validate: (values) => (values.name.trim() === "" ? { name: t("fieldProblems.required") } : {}),
    codes: { "role-name-taken": "name" },
    submit: async (values, idempotencyKey) => {
      const name = values.name.trim();
      const description = values.description.trim();
      if (role) {
        await saveRole(org, role, { name, description });
        toast({ message: t("ui.saved") });
      } else {
        // Nobody grants what they may not do themselves; that part is left out.
        const permissions = roles.find((one) => one.role === values.like)?.permissions.filter(may) ?? [];
        await api.post("/v1/orgs/{org}/roles", {
          path: { org },
          body: { name, description, permissions },
          idempotencyKey,
        });
        toast({ message: t("roleEditor.made", { role: name }) });
      }
      await rolesChanged(org);
      onClose();
    },
  });
  const begins = roles.find((one) => one.role === form.values.like);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={role ? t("roleEditor.rename") : t("roleEditor.make")}
      description={role ? undefined : t("roleEditor.makeLead")}
      actions={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {role ? t("ui.save") : t("roleEditor.makeAction")}
          </Button>
        </>
      }
    >
      <form {...form.formProps} id={FORM} className="flex flex-col gap-4">
        <FormProblem problem={form.problem} />
        <TextInput label={t("roleEditor.name")} maxLength={80} autoComplete="off" {...form.field("name")} />
        <TextArea
          label={t("roleEditor.description")}
          optional
          maxLength={500}
          rows={2}
          {...form.field("description")}
        />
        {!role && (
          <Select
            label={t("roleEditor.like")}
            {...form.field("like")}
            choices={[
              { value: "", label: t("roleEditor.likeNothing") },
              ...roles.map((one) => ({ value: one.role, label: roleName(wording, one.role, roles) })),
            ]}
          />
        )}
        {begins && !isWithinReach(begins, may) && <p className="text-sm text-warn">{t("roleEditor.leftOut")}</p>}
      </form>
    </Dialog>
  );
}

const MOST_COUNTED = 100;

/** How many members hold a role, and whether there are more than were counted. */
export function useHolders(org: string, role: string) {
  const { may } = useOrganisation();
  return useQuery({
    queryKey: ["org", org, "members", "holders", role],
    enabled: may("members.read"),
    queryFn: async ({ signal }) => {
      const count = async (status: "active" | "suspended") => {
        const query = { role, status, limit: MOST_COUNTED };
        const page = await api.get("/v1/orgs/{org}/members", { path: { org }, query, signal });
        return { count: page.items.length, more: Boolean(page.next) };
      };
      const [active, suspended] = await Promise.all([count("active"), count("suspended")]);
      return { count: active.count + suspended.count, more: active.more || suspended.more };
    },
  });
}

/** “12 members hold it.” */
export function Holders({ role }: { role: string }) {
  const { t } = useWording();
  const { id: org } = useOrganisation();
  const { data } = useHolders(org, role);
  if (!data) return null;
  return data.more
    ? t("roleEditor.holdersMore", { count: data.count })
    : t("roleEditor.holders", { count: data.count });
}

/** What happens to those who hold it is decided before it is gone. */
export function DeleteRoleDialog({
  role,
  roles,
  onClose,
}: {
  role: Role;
  roles: readonly Role[];
  onClose: () => void;
}) {
  const wording = useWording();
  const { t } = wording;
  const { id: org, may } = useOrganisation();
  const toast = useToast();
  const [replacement, setReplacement] = useState("member");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const remove = async () => {
    setBusy(true);
    try {
      await api.delete("/v1/orgs/{org}/roles/{role}", { path: { org, role: role.role }, query: { replacement } });
      await rolesChanged(org);
      toast({ message: t("roleEditor.deleted", { role: role.name }) });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={t("roleEditor.deleteTitle", { role: role.name })}
      action={t("roleEditor.deleteAction")}
      busy={busy}
      onAction={() => void remove()}
    >
      <p>
        <Holders role={role.role} /> {t("roleEditor.deleteText")}
      </p>
      {problem !== null && (
        <Banner tone="danger" urgent>
          {problemWords(wording, problem)}
        </Banner>
      )}
      <Select
        label={t("roleEditor.replacement")}
        value={replacement}
        onChange={setReplacement}
        choices={roles
          .filter((one) => one.role !== role.role)
          .map((one) => ({
            value: one.role,
            label: roleName(wording, one.role, roles),
            disabled: !isWithinReach(one, may),
          }))}
      />
    </AlertDialog>
  );
}

/** Somebody else changed the role since it was read: theirs, or one's own changes on top of theirs. */
export function ConflictDialog({
  conflict,
  permissions,
  onTheirs,
  onMine,
}: {
  conflict: Conflict;
  permissions: readonly Permission[];
  onTheirs: () => void;
  onMine: (draft: Draft) => Promise<void>;
}) {
  const wording = useWording();
  const { t } = wording;
  const { draft, theirs } = conflict;
  const [busy, setBusy] = useState(false);
  const mine = async () => {
    if (!theirs) return;
    setBusy(true);
    await onMine(onTopOf(draft, theirs));
    setBusy(false);
  };
  if (!theirs) {
    return (
      <Dialog
        open
        onOpenChange={onTheirs}
        title={t("roleEditor.conflictTitle", { role: draft.base.name })}
        actions={<Button onClick={onTheirs}>{t("ui.close")}</Button>}
      >
        <p>{t("roleEditor.conflictDeleted")}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onTheirs}
      closable={false}
      title={t("roleEditor.conflictTitle", { role: draft.base.name })}
      description={t("roleEditor.conflictText")}
      actions={
        <>
          <Button onClick={onTheirs}>{t("roleEditor.takeTheirs")}</Button>
          <Button kind="primary" busy={busy} onClick={() => void mine()}>
            {t("roleEditor.takeMine")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <ChangeList
          title={t("roleEditor.theirChanges")}
          changes={changesOf(draft.base.permissions, new Set(theirs.permissions))}
          permissions={permissions}
        />
        <ChangeList
          title={t("roleEditor.yourChanges")}
          changes={changesOf(draft.base.permissions, draft.permissions)}
          permissions={permissions}
        />
      </div>
    </Dialog>
  );
}

/** What is granted, and what is withdrawn. */
export function ChangeList({
  title,
  changes,
  permissions,
}: {
  title: string;
  changes: Changes;
  permissions: readonly Permission[];
}) {
  const wording = useWording();
  const { t } = wording;
  const words = (name: string) => {
    const permission = permissions.find((one) => one.name === name);
    return permission ? permissionWords(wording, permission) : name;
  };
  return (
    <section>
      <h3 className="mb-1 text-base font-semibold">{title}</h3>
      {changes.granted.length + changes.withdrawn.length === 0 && (
        <p className="text-sm text-soft">{t("roleEditor.onlyTheName")}</p>
      )}
      <ul className="flex flex-col gap-1 text-sm">
        {changes.granted.map((name) => (
          <li key={name} className="text-good">
            <span className="font-semibold">{t("roleEditor.granted")}</span> {words(name)}
          </li>
        ))}
        {changes.withdrawn.map((name) => (
          <li key={name} className="text-danger">
            <span className="font-semibold">{t("roleEditor.withdrawn")}</span> {words(name)}
          </li>
        ))}
      </ul>
    </section>
  );
}
