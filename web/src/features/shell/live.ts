/** What the features want to hear of, told to the live connection; and what was heard, told to what they have read. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { live, type News, type Topic } from "~/api/live";
import { queries } from "~/api/queries";
import { features } from "~/features/registry";
import type { LiveTopic } from "~/lib/feature";
import type { Organisation } from "~/lib/organisation";
import { outOfDate } from "~/lib/out-of-date";

const TOPICS = new Map(features.flatMap((feature) => feature.live ?? []).map((topic) => [topic.topic, topic]));

/** What somebody here may hear of. */
function topicsFor(organisation: Organisation | null, isPlatformAdmin: boolean): Topic[] {
  const mayHear = (topic: LiveTopic) => {
    if (topic.of === "account") return true;
    if (topic.of === "installation") return isPlatformAdmin;
    return organisation !== null && (!topic.permission || organisation.may(topic.permission));
  };
  return [...TOPICS.values()]
    .filter(mayHear)
    .map(({ topic, of }) =>
      of === "organisation" && organisation ? { name: topic, org: organisation.id } : { name: topic },
    );
}

/** The organisation last shown: what happens to the installation may show there. */
let shown = "";

function onChange({ name, org }: Topic, news: News): void {
  const topic = TOPICS.get(name);
  if (!topic) return;
  const all = typeof news === "string" ? [null] : news;
  for (const notice of all) outOfDate(topic.stale(org ?? shown, notice), news === "perhaps" ? 0 : 1);
  for (const later of topic.again ?? []) {
    setTimeout(
      () =>
        outOfDate(
          all.flatMap((notice) => topic.stale(org ?? shown, notice)),
          0,
        ),
      later,
    );
  }
}

live.onChange(onChange);

/** Keeps what is shown below up to date, and says that one is here. */
export function useLive(organisation: Organisation | null): void {
  const account = useQuery(queries.account());
  const isPlatformAdmin = account.data?.platform_admin ?? false;
  const org = organisation?.id;
  const topics = useMemo(() => topicsFor(organisation, isPlatformAdmin), [organisation, isPlatformAdmin]);
  useEffect(() => {
    shown = org ?? "";
    live.want({ topics, org });
    return () => live.want(null);
  }, [topics, org]);
}
