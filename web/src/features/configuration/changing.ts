/** Changing one thing: chosen, set back, undone. What was done can be undone from its notice. */
import { useMutation } from "@tanstack/react-query";
import { api } from "~/api/client";
import { useWording } from "~/i18n/language";
import { useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { useToast } from "~/ui/toast";
import { type Choice, type Configured, configurationChanged } from "./queries";

export type Deed = { do: "choose"; choice: Choice } | { do: "reset" } | { do: "undo"; version?: number };

export interface Changing {
  act: (deed: Deed) => void;
  busy: boolean;
}

function send(org: string, item: Configured, deed: Deed): Promise<Configured> {
  const seen = deed.do === "undo" ? (deed.version ?? item.version) : item.version;
  const options = { path: { org, key: item.key }, ifMatch: `"v${seen}"` };
  switch (deed.do) {
    case "choose":
      return api.put("/v1/orgs/{org}/configuration/{key}", { ...options, body: deed.choice });
    case "reset":
      return api.delete("/v1/orgs/{org}/configuration/{key}", options);
    case "undo":
      return api.post("/v1/orgs/{org}/configuration/{key}/undo", options);
  }
}

export function useChanging(item: Configured): Changing {
  const wording = useWording();
  const { t } = wording;
  const { id: org } = useOrganisation();
  const show = useToast();
  const change = useMutation({
    mutationFn: (deed: Deed) => send(org, item, deed),
    onSuccess: async (changed, deed) => {
      await configurationChanged(org);
      const isNew = changed.version > item.version;
      if (deed.do === "undo") show({ message: t("configuration.undone") });
      else if (isNew)
        show({ message: t("ui.saved"), undo: () => change.mutate({ do: "undo", version: changed.version }) });
      else show({ message: t("ui.saved") });
    },
    onError: async (error) => {
      show({ kind: "danger", message: problemWords(wording, error) });
      // Perhaps somebody else was quicker: what holds by now is shown.
      await configurationChanged(org);
    },
  });
  return { act: (deed) => change.mutate(deed), busy: change.isPending };
}
