/** Whether a member has a second factor, and how two admins together help who has lost it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { isProblem } from "~/api/problem";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Loaded } from "~/lib/loaded";
import { useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { Badge } from "~/ui/badge";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { TextArea } from "~/ui/input";
import { Section } from "~/ui/page";
import { useToast } from "~/ui/toast";
import { type Member, memberQueries, useMemberNames } from "./queries";

type Reset = NonNullable<Schemas["MemberGuard"]["reset"]>;

export function SecondFactor({ member }: { member: Pick<Member, "id" | "name" | "status"> }) {
  const { t } = useWording();
  const organisation = useOrganisation();
  const [asking, setAsking] = useState(false);
  const isShown = organisation.may("members.reset-second-factor") && member.status === "active";
  const guard = useQuery({ ...memberQueries.secondFactor(organisation.id, member.id), enabled: isShown });
  if (!isShown) return null;
  const isOneself = member.id === organisation.membership.id;
  return (
    <Section title={t("members.factor.title")} lead={t("members.factor.lead")}>
      <Loaded query={guard}>
        {(found) => (
          <div className="flex flex-col items-start gap-4">
            <Badge tone={found.second_factor ? "good" : "neutral"}>
              {found.second_factor ? t("members.factor.has") : t("members.factor.hasNone")}
            </Badge>
            {found.reset && <Underway member={member} reset={found.reset} />}
            {found.second_factor && !found.reset && !isOneself && (
              <Button onClick={() => setAsking(true)}>{t("members.factor.request")}</Button>
            )}
          </div>
        )}
      </Loaded>
      {asking && <AskDialog member={member} onClose={() => setAsking(false)} />}
    </Section>
  );
}

function AskDialog({ member, onClose }: { member: Pick<Member, "id" | "name">; onClose: () => void }) {
  const { t } = useWording();
  const { id: org } = useOrganisation();
  const client = useQueryClient();
  const show = useToast();
  const form = useForm({
    initial: { reason: "" },
    codes: { "reason-needed": "reason" },
    validate: (values) => (values.reason.trim() ? {} : { reason: t("fieldProblems.required") }),
    submit: async (values, idempotencyKey) => {
      await api.post("/v1/orgs/{org}/members/{member}/second-factor-reset", {
        path: { org, member: member.id },
        body: values,
        idempotencyKey,
      });
      onClose();
      await client.invalidateQueries({ queryKey: memberQueries.secondFactor(org, member.id).queryKey });
      show({ message: t("members.factor.requested") });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("members.factor.requestTitle", { name: member.name })}
      description={t("members.factor.requestText")}
    >
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <TextArea
          label={t("members.factor.reason")}
          help={t("members.factor.reasonHelp")}
          {...form.field("reason")}
          maxLength={500}
          required
        />
        <Button type="submit" kind="primary" busy={form.busy} className="self-end">
          {t("members.factor.request")}
        </Button>
      </form>
    </Dialog>
  );
}

function Underway({ member, reset }: { member: Pick<Member, "id" | "name">; reset: Reset }) {
  const wording = useWording();
  const { t, date } = wording;
  const { id: org, membership } = useOrganisation();
  const client = useQueryClient();
  const show = useToast();
  const ids = [reset.requested_by, ...(reset.approved_by ? [reset.approved_by] : [])];
  const nameOf = useMemberNames(ids);
  const name = (id: string) => nameOf(id) ?? t("members.somebody");
  const act = useMutation({
    mutationFn: async (what: "approve" | "withdraw") => {
      const path = { org, member: member.id };
      if (what === "approve") await api.put("/v1/orgs/{org}/members/{member}/second-factor-reset/approval", { path });
      else await api.delete("/v1/orgs/{org}/members/{member}/second-factor-reset", { path });
    },
    onSuccess: (_, what) =>
      show({ message: t(what === "approve" ? "members.factor.approved" : "members.factor.withdrawn") }),
    onError: (error) => {
      if (!isProblem(error, "step-up-needed")) show({ kind: "danger", message: problemWords(wording, error) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: memberQueries.secondFactor(org, member.id).queryKey }),
  });
  const isApproved = Boolean(reset.approved_by);
  const isOther = reset.requested_by !== membership.id && member.id !== membership.id;
  const until = date(reset.expires_at, "long-date");
  return (
    <Banner tone="warn" title={t("members.factor.underway")}>
      <p>{t("members.factor.because", { name: name(reset.requested_by), reason: reset.reason })}</p>
      <p>
        {reset.approved_by
          ? t("members.factor.approvedBy", { name: name(reset.approved_by), date: until })
          : t("members.factor.waits", { date: until })}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {!isApproved && isOther && (
          <Button
            size="small"
            kind="primary"
            busy={act.isPending && act.variables === "approve"}
            onClick={() => act.mutate("approve")}
          >
            {t("members.factor.approve")}
          </Button>
        )}
        <Button
          size="small"
          busy={act.isPending && act.variables === "withdraw"}
          onClick={() => act.mutate("withdraw")}
        >
          {t("members.factor.withdraw")}
        </Button>
      </div>
    </Banner>
  );
}
