/** Where one is signed in, and ending what one does not know. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { AlertDialog } from "~/ui/dialog";
import { PageHeader, Place } from "~/ui/page";
import { Table } from "~/ui/table";
import { RelativeTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { accountQueries } from "./queries";

type Entry = Schemas["SessionEntry"];

export function SessionsPage() {
  const wording = useWording();
  const { t } = wording;
  usePageTitle(t("account.sessions"));
  const client = useQueryClient();
  const show = useToast();
  const [asking, setAsking] = useState(false);
  const sessions = useQuery(accountQueries.sessions());
  const others = sessions.data?.sessions.filter((entry) => !entry.current).length ?? 0;
  const end = useMutation({
    mutationFn: async (entry: Entry | "others") => {
      if (entry === "others") await api.delete("/v1/sessions");
      else await api.delete("/v1/sessions/{session}", { path: { session: entry.session } });
    },
    onSuccess: () => show({ message: t("account.sessionEnded") }),
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
    onSettled: async () => {
      setAsking(false);
      await client.invalidateQueries({ queryKey: accountQueries.sessions().queryKey });
    },
  });
  return (
    <>
      <PageHeader
        title={t("account.sessions")}
        lead={t("account.sessionsLead")}
        actions={others > 0 && <Button onClick={() => setAsking(true)}>{t("account.endOthers")}</Button>}
      />
      <Loaded query={sessions}>
        {(list) => (
          <Place id="account-sessions">
            <Table
              caption={t("account.sessions")}
              rows={list.sessions}
              rowKey={(entry) => entry.session}
              columns={[
                {
                  id: "device",
                  header: t("account.device"),
                  cell: (entry) => (
                    <span className="flex flex-wrap items-center gap-2 font-medium">
                      {entry.device}
                      {entry.current && <Badge tone="good">{t("account.thisOne")}</Badge>}
                    </span>
                  ),
                },
                { id: "address", header: t("account.address"), cell: (entry) => entry.address },
                { id: "began", header: t("account.began"), cell: (entry) => <RelativeTime value={entry.started_at} /> },
                {
                  id: "seen",
                  header: t("account.lastSeen"),
                  cell: (entry) => <RelativeTime value={entry.last_seen_at} />,
                },
                {
                  id: "acts",
                  header: t("account.endSession"),
                  headerHidden: true,
                  align: "end",
                  cell: (entry) =>
                    !entry.current && (
                      <Button
                        size="small"
                        busy={end.isPending && end.variables === entry}
                        aria-label={`${t("account.endSession")}: ${entry.device}`}
                        onClick={() => end.mutate(entry)}
                      >
                        {t("account.endSession")}
                      </Button>
                    ),
                },
              ]}
            />
          </Place>
        )}
      </Loaded>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("account.endOthersTitle")}
        action={t("account.endOthers")}
        busy={end.isPending}
        onAction={() => end.mutate("others")}
      >
        <p>{t("account.endOthersText", { count: others })}</p>
      </AlertDialog>
    </>
  );
}
