/** Changing one thing: chosen, set back, undone. What was done can be undone from its notice. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import { useWording } from "~/i18n/language";
import { useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { useToast } from "~/ui/toast";
import { type Choice, type Configured, configurationChanged } from "./queries";

export type Deed = { do: "choose"; choice: Choice } | { do: "reset" } | { do: "undo"; version: number };

export interface Changing<T extends Configured = Configured> {
  /** What is shown: what holds, or what held when whoever looks began to type. */
  shown: T;
  /** Somebody begins to type: what others do meanwhile does not throw it away. */
  begin: () => void;
  act: (deed: Deed) => void;
  busy: boolean;
}

function send(org: string, item: Configured, deed: Deed): Promise<Configured> {
  const seen = deed.do === "undo" ? deed.version : item.version;
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

export function useChanging<T extends Configured>(item: T): Changing<T> {
  const wording = useWording();
  const { t } = wording;
  const { id: org } = useOrganisation();
  const show = useToast();
  const [begun, setBegun] = useState<T | null>(null);
  const shown = begun ?? item;
  const change = useMutation({
    mutationFn: (deed: Deed) => send(org, shown, deed),
    onSuccess: async (changed, deed) => {
      await configurationChanged(org);
      const isNew = changed.version > shown.version;
      setBegun(null);
      if (deed.do === "undo") show({ message: t("configuration.undone") });
      else if (isNew)
        show({ message: t("ui.saved"), undo: () => change.mutate({ do: "undo", version: changed.version }) });
      else show({ message: t("ui.saved") });
    },
    onError: async (error) => {
      show({ kind: "danger", message: problemWords(wording, error) });
      // Perhaps somebody else was quicker: what holds by now is shown.
      await configurationChanged(org);
      setBegun(null);
    },
  });
  return {
    shown,
    begin: () => setBegun(shown),
    act: (deed) => change.mutate(deed),
    busy: change.isPending,
  };
}
