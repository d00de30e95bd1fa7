/** The session has ended while a page was open: sign in again above it, and everything typed stays. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { queries } from "~/api/queries";
import { session } from "~/api/session";
import { useWording } from "~/i18n/language";
import { paths } from "~/lib/paths";
import { wipeKept } from "~/pwa/register";
import { router } from "~/routes/router";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { SignInFields } from "./sign-in-fields";

export function SessionDialog() {
  const { t } = useWording();
  const client = useQueryClient();
  const lost = useSyncExternalStore(session.lost.subscribe, session.lost.read);
  const account = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (lost) account.current = session.read()?.account;
  }, [lost]);

  const leave = async () => {
    session.giveUp();
    await router.navigate({ to: paths.signIn() });
    client.clear();
    await wipeKept();
  };
  const email = client.getQueryData(queries.account().queryKey)?.email;
  return (
    <Dialog
      open={lost}
      onOpenChange={() => undefined}
      closable={false}
      size="narrow"
      title={t("session.lostTitle")}
      description={t("session.lostText")}
    >
      <SignInFields
        email={email}
        onDone={() => {
          // Somebody else sits here now: nothing of the first person's may stay.
          if (session.read()?.account !== account.current) window.location.assign(paths.start());
          else void client.invalidateQueries();
        }}
      />
      <Button kind="quiet" onClick={() => void leave()} className="mt-2 w-full">
        {t("session.leave")}
      </Button>
    </Dialog>
  );
}
