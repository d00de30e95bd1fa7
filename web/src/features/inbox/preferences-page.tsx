/** Which notices one gets letters of, and what one said about it before. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { ButtonLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { Button } from "~/ui/button";
import { BareCheckbox } from "~/ui/choice";
import { Dialog } from "~/ui/dialog";
import { BellIcon } from "~/ui/icons";
import { PageHeader } from "~/ui/page";
import { EmptyState } from "~/ui/state";
import { Table } from "~/ui/table";
import { DateTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { inboxKey } from "./queries";
import { QuietHours } from "./quiet-hours";

type Preference = Schemas["Preference"];
type Word = Schemas["Word"];

export function PreferencesPage() {
  return (
    <Allowed permission="inbox.own">
      <Preferences />
    </Allowed>
  );
}

function Preferences() {
  const wording = useWording();
  const { t, language } = wording;
  const { id: org, slug, name } = useOrganisation();
  usePageTitle(t("inbox.preferences"), name);
  const client = useQueryClient();
  const show = useToast();
  const [shown, setShown] = useState<Preference | null>(null);
  const key = [...inboxKey(org), "preferences", language];
  const preferences = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get("/v1/orgs/{org}/inbox/preferences", { path: { org }, query: { language }, signal }),
  });
  const choose = useMutation({
    mutationFn: ({ kind, letters }: { kind: string; letters: boolean }) =>
      api.put("/v1/orgs/{org}/inbox/preferences/{kind}", { path: { org, kind }, body: { letters } }),
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
    onSettled: () => client.invalidateQueries({ queryKey: inboxKey(org) }),
  });
  const chosen = choose.isPending ? choose.variables : null;
  return (
    <>
      <PageHeader
        title={t("inbox.preferences")}
        lead={t("inbox.preferencesLead")}
        actions={
          <ButtonLink icon={BellIcon} to={paths.inbox(slug)}>
            {t("inbox.title")}
          </ButtonLink>
        }
      />
      <Loaded
        query={preferences}
        isEmpty={(all) => all.length === 0}
        empty={<EmptyState icon={BellIcon} title={t("inbox.empty")} />}
      >
        {(all) => (
          <Table
            caption={t("inbox.preferences")}
            rows={all}
            rowKey={(one) => one.kind}
            columns={[
              { id: "name", header: t("inbox.kind"), cell: (one) => <span className="font-medium">{one.name}</span> },
              {
                id: "letters",
                header: t("inbox.byLetter"),
                cell: (one) => (
                  <span className="flex items-center gap-2">
                    <BareCheckbox
                      label={`${t("inbox.byLetter")}: ${one.name}`}
                      checked={chosen?.kind === one.kind ? chosen.letters : one.letters}
                      disabled={one.essential || choose.isPending}
                      onChange={(letters) => choose.mutate({ kind: one.kind, letters })}
                    />
                    {one.essential && <span className="text-sm text-soft">{t("inbox.essential")}</span>}
                  </span>
                ),
              },
              {
                id: "why",
                header: t("inbox.why"),
                cell: (one) =>
                  one.word ? (
                    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                      <Said word={one.word} />
                      <Button
                        size="small"
                        kind="quiet"
                        aria-label={`${t("inbox.history")}: ${one.name}`}
                        onClick={() => setShown(one)}
                      >
                        {t("inbox.history")}
                      </Button>
                    </span>
                  ) : (
                    <span className="text-soft">{t("inbox.usual")}</span>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <QuietHours />
      <Dialog open={shown !== null} onOpenChange={() => setShown(null)} title={shown?.name ?? ""}>
        {shown && <History kind={shown.kind} />}
      </Dialog>
    </>
  );
}

/** What was said, where and when. */
function Said({ word }: { word: Word }) {
  const { t } = useWording();
  return (
    <span>
      {t(word.granted ? "unsubscribe.saidYes" : "unsubscribe.saidNo")}, {t(`unsubscribe.source.${word.source}`)},{" "}
      <DateTime value={word.at} />
    </span>
  );
}

function History({ kind }: { kind: string }) {
  const { id: org } = useOrganisation();
  const { t } = useWording();
  const history = useQuery({
    queryKey: [...inboxKey(org), "history", kind],
    queryFn: ({ signal }) =>
      api.get("/v1/orgs/{org}/inbox/preferences/{kind}/history", { path: { org, kind }, signal }),
  });
  return (
    <Loaded
      query={history}
      isEmpty={(words) => words.length === 0}
      empty={<EmptyState icon={BellIcon} title={t("inbox.usual")} />}
    >
      {(words) => (
        <ol className="flex flex-col gap-2">
          {words.map((word) => (
            <li key={word.at}>
              <Said word={word} />
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}
