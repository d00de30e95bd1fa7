/** An invitation: look at it, accept it with a new account or the one there is, or decline. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { api, type Schemas } from "~/api/client";
import { isProblem } from "~/api/problem";
import { queries } from "~/api/queries";
import { session } from "~/api/session";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { signOut } from "~/lib/leaving";
import { Failed } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { roleName } from "~/lib/roles";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { AlertDialog } from "~/ui/dialog";
import { PasswordInput, TextInput } from "~/ui/input";
import { DescriptionList } from "~/ui/page";
import { Skeleton } from "~/ui/state";
import { DateTime } from "~/ui/time";
import { browserTimeZone } from "./browser";
import { enter } from "./entering";
import { EntrancePage } from "./entrance-page";
import { useLinkToken } from "./link-token";
import { entranceQueries } from "./queries";
import { SignInForm } from "./sign-in-form";

type Received = Schemas["ReceivedInvitation"];

export function InvitationPage() {
  return <Opened>{(token, invitation) => <Answer token={token} invitation={invitation} />}</Opened>;
}

/** The letter's second link: straight to the question whether to decline. */
export function DeclinePage() {
  return <Opened>{(token, invitation) => <Answer token={token} invitation={invitation} declining />}</Opened>;
}

function Opened({ children }: { children: (token: string, invitation: Received) => ReactNode }) {
  const { t } = useWording();
  const token = useLinkToken();
  const invitation = useQuery({ ...entranceQueries.invitation(token ?? ""), enabled: token !== null });
  if (token === null) return <EntrancePage title={t("invitation.title")} lead={t("invitation.incomplete")} />;
  if (invitation.data) return children(token, invitation.data);
  if (isProblem(invitation.error, "no-such-invitation")) {
    return <EntrancePage title={t("invitation.goneTitle")} lead={t("invitation.goneText")} />;
  }
  if (invitation.error) return <Failed error={invitation.error} level={1} onRetry={() => void invitation.refetch()} />;
  return <Skeleton className="h-9 w-2/3" />;
}

function Answer({
  token,
  invitation,
  declining = false,
}: {
  token: string;
  invitation: Received;
  declining?: boolean;
}) {
  const wording = useWording();
  const { t, rich } = wording;
  const [declined, setDeclined] = useState(false);
  const known = useSyncExternalStore(session.subscribe, session.read);
  if (declined) return <EntrancePage title={t("invitation.declined")} lead={t("invitation.declinedText")} />;
  const strong = (text: string) => <strong className="font-semibold text-ink">{text}</strong>;
  return (
    <EntrancePage
      over={t("invitation.title")}
      title={invitation.organisation_name}
      lead={rich("invitation.invites", {
        inviter: strong(invitation.invited_by),
        organisation: strong(invitation.organisation_name),
      })}
    >
      <DescriptionList
        items={[
          [
            t("invitation.youJoinAs"),
            roleName(wording, invitation.role, [
              { role: invitation.role, name: invitation.role, description: "", permissions: [] },
            ]),
          ],
          [t("invitation.sentTo"), invitation.email],
          [t("invitation.holdsUntil"), <DateTime key="until" value={invitation.expires_at} />],
        ]}
      />
      {known ? (
        <AcceptSignedIn token={token} invitation={invitation} />
      ) : invitation.has_account ? (
        <>
          <p className="text-soft">{t("invitation.signInFirst")}</p>
          <SignInForm email={invitation.email} onDone={() => undefined} action={t("invitation.signInAction")} />
        </>
      ) : (
        <JoinWithNewAccount token={token} invitation={invitation} />
      )}
      <Decline token={token} invitation={invitation} asking={declining} onDeclined={() => setDeclined(true)} />
    </EntrancePage>
  );
}

/** Where a new member arrives. */
function useArrival() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (organisation: string) => {
    const own = await client.fetchQuery({ ...queries.ownOrganisations(), staleTime: 0 });
    const slug = own.find((entry) => entry.id === organisation)?.slug;
    await navigate({ to: slug ? paths.home(slug) : paths.organisations(), replace: true });
  };
}

function AcceptSignedIn({ token, invitation }: { token: string; invitation: Received }) {
  const { t } = useWording();
  const account = useQuery(queries.account());
  if (!account.data) return <Skeleton className="h-10" />;
  if (account.data.email.toLowerCase() !== invitation.email.toLowerCase()) {
    return (
      <Banner
        tone="warn"
        action={
          <Button size="small" onClick={() => void signOut(async () => undefined).catch(() => undefined)}>
            {t("account.signOut")}
          </Button>
        }
      >
        {t("invitation.otherAccount", { email: account.data.email })}
      </Banner>
    );
  }
  return <AcceptForm token={token} account={account.data} />;
}

function AcceptForm({ token, account }: { token: string; account: Schemas["AccountView"] }) {
  const { t } = useWording();
  const arrive = useArrival();
  const form = useForm({
    initial: { name: account.name },
    validate: (values) => (values.name.trim() ? {} : { name: t("fieldProblems.required") }),
    submit: async (values) => {
      const accepted = await api.post("/v1/invitations/accept", { body: { token, name: values.name } });
      await arrive(accepted.organisation);
    },
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <FormProblem problem={form.problem} />
      <p className="text-soft">{t("invitation.acceptAs", { email: account.email })}</p>
      <TextInput
        label={t("invitation.yourName")}
        help={t("invitation.yourNameHelp")}
        {...form.field("name")}
        maxLength={100}
        autoComplete="name"
        required
      />
      <Button type="submit" kind="primary" busy={form.busy}>
        {t("invitation.accept")}
      </Button>
    </form>
  );
}

function JoinWithNewAccount({ token, invitation }: { token: string; invitation: Received }) {
  const { t, language } = useWording();
  const arrive = useArrival();
  const form = useForm({
    initial: { name: "", password: "" },
    validate: (values) => ({
      ...(values.name.trim() ? {} : { name: t("fieldProblems.required") }),
      ...(values.password ? {} : { password: t("fieldProblems.required") }),
    }),
    submit: async (values) => {
      const accepted = await api.post("/v1/invitations/join", {
        body: { token, name: values.name, password: values.password, language, time_zone: browserTimeZone() },
      });
      await enter(invitation.email, values.password);
      await arrive(accepted.organisation);
    },
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <FormProblem problem={form.problem} />
      <p className="text-soft">{t("invitation.newLead")}</p>
      {/* So that password managers know whose password it is. */}
      <input type="email" name="username" autoComplete="username" value={invitation.email} readOnly hidden />
      <TextInput
        label={t("invitation.yourName")}
        help={t("invitation.yourNameHelp")}
        {...form.field("name")}
        maxLength={100}
        autoComplete="name"
        required
      />
      <PasswordInput
        label={t("invitation.password")}
        {...form.field("password")}
        fresh
        known={[form.values.name, invitation.email]}
        required
      />
      <Button type="submit" kind="primary" busy={form.busy}>
        {t("invitation.accept")}
      </Button>
    </form>
  );
}

function Decline({
  token,
  invitation,
  asking,
  onDeclined,
}: {
  token: string;
  invitation: Received;
  asking: boolean;
  onDeclined: () => void;
}) {
  const { t } = useWording();
  const [open, setOpen] = useState(asking);
  const form = useForm({
    initial: {},
    submit: async () => {
      await api.post("/v1/invitations/decline", { body: { token } });
      onDeclined();
    },
  });
  return (
    <form {...form.formProps} id="decline" className="flex flex-col gap-3">
      <FormProblem problem={form.problem} />
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t("invitation.decline")}
      </Button>
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        title={t("invitation.declineTitle")}
        action={t("invitation.decline")}
        busy={form.busy}
        onAction={() => {
          setOpen(false);
          form.formProps.ref.current?.requestSubmit();
        }}
      >
        <p>{t("invitation.declineText", { organisation: invitation.organisation_name })}</p>
      </AlertDialog>
    </form>
  );
}
