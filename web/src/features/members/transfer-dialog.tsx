/** Hands the organisation over. What it means is said, and the name of the one it goes to is typed. */
import { api } from "~/api/client";
import { useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { useOrganisation } from "~/lib/organisation";
import { roleName } from "~/lib/roles";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { TextInput } from "~/ui/input";
import { Select } from "~/ui/select";
import { useToast } from "~/ui/toast";
import { type Member, membersChanged } from "./queries";

const FORM = "transfer";

export function TransferDialog({ member, onClose }: { member: Pick<Member, "id" | "name">; onClose: () => void }) {
  const wording = useWording();
  const { t } = wording;
  const { id: org, name } = useOrganisation();
  const roles = useRoles();
  const toast = useToast();
  const form = useForm({
    initial: { own_role: "leader", typed: "" },
    validate: (values) => (values.typed.trim() === member.name ? {} : { typed: t("members.transfer.mismatch") }),
    submit: async (values, idempotencyKey) => {
      await api.post("/v1/orgs/{org}/transfer", {
        path: { org },
        body: { to: member.id, own_role: values.own_role },
        idempotencyKey,
      });
      await membersChanged(org);
      toast({ message: t("members.transfer.done", { name: member.name }) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("members.transfer.title", { name: member.name })}
      description={t("members.transfer.text", { name: member.name, organisation: name })}
      actions={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button kind="danger" type="submit" form={FORM} busy={form.busy}>
            {t("members.transfer.action")}
          </Button>
        </>
      }
    >
      <form {...form.formProps} id={FORM} className="flex flex-col gap-4">
        <FormProblem problem={form.problem} />
        <Select
          label={t("members.transfer.ownRole")}
          help={t("members.transfer.ownRoleHelp")}
          {...form.field("own_role")}
          choices={roles.map((role) => ({ value: role.role, label: roleName(wording, role.role, roles) }))}
        />
        <TextInput
          label={t("members.transfer.type", { name: member.name })}
          autoComplete="off"
          {...form.field("typed")}
        />
      </form>
    </Dialog>
  );
}
