/** How one's account is guarded: the authenticator app, and the recovery codes for when it is not at hand. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { isProblem } from "~/api/problem";
import { queries } from "~/api/queries";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { Badge } from "~/ui/badge";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { AlertDialog } from "~/ui/dialog";
import { DescriptionList, PageHeader, Section } from "~/ui/page";
import { DateTime, RelativeTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { AuthenticatorDialog } from "./authenticator-dialog";
import { RecoveryCodesDialog } from "./recovery-codes";

type Guard = Schemas["SecondFactorView"];
/** When so few are left, it is time for new ones. */
const FEW = 3;

export function SecurityPage() {
  const { t } = useWording();
  usePageTitle(t("security.title"));
  const guard = useQuery(queries.secondFactor());
  return (
    <>
      <PageHeader title={t("security.title")} lead={t("security.lead")} />
      <Loaded query={guard}>{(found) => <Content guard={found} />}</Loaded>
    </>
  );
}

function Content({ guard }: { guard: Guard }) {
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const show = async (fresh: readonly string[]) => {
    setCodes(fresh);
    await client.invalidateQueries({ queryKey: queries.secondFactor().queryKey });
  };
  return (
    <>
      <Authenticator guard={guard} onCodes={show} />
      {guard.authenticator && <RecoveryCodes left={guard.recovery_codes_left} onCodes={show} />}
      {codes && <RecoveryCodesDialog codes={codes} onDone={() => setCodes(null)} />}
    </>
  );
}

type OnCodes = (codes: readonly string[]) => Promise<void>;

function Authenticator({ guard, onCodes }: { guard: Guard; onCodes: OnCodes }) {
  const { t } = useWording();
  const begin = useBegin();
  const [removing, setRemoving] = useState(false);
  const app = guard.authenticator;
  return (
    <Section
      id="account-authenticator"
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t("security.app")}
          {app ? <Badge tone="good">{t("security.on")}</Badge> : <Badge>{t("security.off")}</Badge>}
        </span>
      }
      lead={t("security.appLead")}
    >
      {app && (
        <DescriptionList
          className="mb-4 max-w-lg"
          items={[
            [t("security.since"), <DateTime key="since" value={app.added_at} style="long-date" />],
            [
              t("security.lastUsed"),
              app.last_used_at ? <RelativeTime key="used" value={app.last_used_at} /> : t("security.never"),
            ],
          ]}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind={app ? "secondary" : "primary"} busy={begin.isPending} onClick={() => begin.mutate()}>
          {app ? t("security.replace") : t("security.setUp")}
        </Button>
        {app && <Button onClick={() => setRemoving(true)}>{t("security.remove")}</Button>}
      </div>
      {begin.data && (
        <AuthenticatorDialog
          enrolment={begin.data}
          onClose={() => begin.reset()}
          onDone={async (codes) => {
            begin.reset();
            await onCodes(codes);
          }}
        />
      )}
      <Remove open={removing} onDone={() => setRemoving(false)} />
    </Section>
  );
}

/** Begins to set an app up. Whoever does not prove that it is them just leaves it. */
function useBegin() {
  const wording = useWording();
  const show = useToast();
  return useMutation({
    mutationFn: () => api.post("/v1/account/authenticator"),
    gcTime: 0,
    onError: (error) => {
      if (!isProblem(error, "step-up-needed")) show({ kind: "danger", message: problemWords(wording, error) });
    },
  });
}

function Remove({ open, onDone }: { open: boolean; onDone: () => void }) {
  const wording = useWording();
  const { t } = wording;
  const client = useQueryClient();
  const show = useToast();
  const remove = useMutation({
    mutationFn: () => api.delete("/v1/account/authenticator"),
    onSuccess: () => show({ message: t("security.removed") }),
    onError: (error) => {
      if (!isProblem(error, "step-up-needed")) show({ kind: "danger", message: problemWords(wording, error) });
    },
    onSettled: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: queries.secondFactor().queryKey });
    },
  });
  return (
    <AlertDialog
      open={open}
      onOpenChange={onDone}
      title={t("security.removeTitle")}
      action={t("security.remove")}
      busy={remove.isPending}
      onAction={() => remove.mutate()}
    >
      <p>{t("security.removeText")}</p>
    </AlertDialog>
  );
}

function RecoveryCodes({ left, onCodes }: { left: number; onCodes: OnCodes }) {
  const wording = useWording();
  const { t } = wording;
  const show = useToast();
  const [asking, setAsking] = useState(false);
  const renew = useMutation({
    mutationFn: () => api.post("/v1/account/recovery-codes"),
    gcTime: 0,
    onSuccess: (made) => onCodes(made.recovery_codes),
    onError: (error) => {
      if (!isProblem(error, "step-up-needed")) show({ kind: "danger", message: problemWords(wording, error) });
    },
    onSettled: () => setAsking(false),
  });
  return (
    <Section id="account-recovery-codes" title={t("security.codes")} lead={t("security.codesLead")}>
      {left <= FEW && (
        <div className="mb-4 max-w-lg">
          <Banner tone="warn">{t("security.codesFew")}</Banner>
        </div>
      )}
      <p className="mb-4">{t("security.codesLeft", { count: left })}</p>
      <Button onClick={() => setAsking(true)}>{t("security.renew")}</Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("security.renewTitle")}
        action={t("security.renew")}
        dangerous={false}
        busy={renew.isPending}
        onAction={() => renew.mutate()}
      >
        <p>{t("security.renewText")}</p>
      </AlertDialog>
    </Section>
  );
}
