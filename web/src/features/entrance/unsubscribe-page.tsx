/** Where a letter's link leads whoever wants no more like it: what it is about, saying no, and taking that back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { isProblem } from "~/api/problem";
import { useWording } from "~/i18n/language";
import { Failed } from "~/lib/loaded";
import { problemWords } from "~/lib/problem-words";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { DescriptionList } from "~/ui/page";
import { Skeleton } from "~/ui/state";
import { DateTime } from "~/ui/time";
import { EntrancePage } from "./entrance-page";
import { useLinkToken } from "./link-token";

type Subscription = Schemas["Subscription"];

export function UnsubscribePage() {
  const { t, language } = useWording();
  const token = useLinkToken();
  const key = ["subscription", token, language];
  const subscription = useQuery({
    queryKey: key,
    enabled: token !== null,
    queryFn: ({ signal }) => api.post("/v1/subscription/look", { body: { token: token ?? "", language }, signal }),
  });
  if (token === null) return <EntrancePage title={t("unsubscribe.title")} lead={t("invitation.incomplete")} />;
  if (subscription.data) return <Choice token={token} subscription={subscription.data} queryKey={key} />;
  if (isProblem(subscription.error, "no-such-letter")) {
    return <EntrancePage title={t("unsubscribe.goneTitle")} lead={t("unsubscribe.goneText")} />;
  }
  if (subscription.error) {
    return <Failed error={subscription.error} level={1} onRetry={() => void subscription.refetch()} />;
  }
  return <Skeleton className="h-9 w-2/3" />;
}

function Choice({
  token,
  subscription,
  queryKey,
}: {
  token: string;
  subscription: Subscription;
  queryKey: readonly unknown[];
}) {
  const wording = useWording();
  const { t, language } = wording;
  const client = useQueryClient();
  const choose = useMutation({
    mutationFn: (letters: boolean) => {
      const body = { token, language };
      return letters ? api.post("/v1/subscription/resume", { body }) : api.post("/v1/subscription/end", { body });
    },
    onSuccess: (chosen) => client.setQueryData(queryKey, chosen),
  });
  const { letters, word, name, organisation } = subscription;
  return (
    <EntrancePage over={organisation} title={letters ? t("unsubscribe.title") : t("unsubscribe.ended")}>
      {choose.error && (
        <Banner tone="danger" urgent>
          {problemWords(wording, choose.error)}
        </Banner>
      )}
      <DescriptionList
        items={[
          [t("unsubscribe.about"), name],
          ...(word
            ? ([
                [
                  t("unsubscribe.lastSaid"),
                  <span key="said">
                    {t(word.granted ? "unsubscribe.saidYes" : "unsubscribe.saidNo")},{" "}
                    {t(`unsubscribe.source.${word.source}`)}, <DateTime value={word.at} />
                  </span>,
                ],
              ] as const)
            : []),
        ]}
      />
      <p className="text-soft">{letters ? t("unsubscribe.text") : t("unsubscribe.endedText")}</p>
      <Button
        kind={letters ? "primary" : "secondary"}
        busy={choose.isPending}
        className="self-start"
        onClick={() => choose.mutate(!letters)}
      >
        {letters ? t("unsubscribe.end") : t("unsubscribe.resume")}
      </Button>
    </EntrancePage>
  );
}
