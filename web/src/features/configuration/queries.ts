import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { queryClient } from "~/lib/query-client";

export type Configured = Schemas["ConfiguredView"];
export type What = Configured["what"];
export type Kind = What["kind"];
/** Something configured, of which one knows what it is. */
export type ConfiguredAs<K extends Kind> = Configured & { what: Extract<What, { kind: K }> };
export type Choice = Schemas["ConfigurationChoice"];
export type Chosen = Schemas["ChosenView"];
export type Value = Schemas["SettingValue"];

export function isOf<K extends Kind>(item: Configured, ...kinds: K[]): item is ConfiguredAs<K> {
  return kinds.some((kind) => kind === item.what.kind);
}

export const configurationQueries = {
  list: (org: string) =>
    queryOptions({
      queryKey: ["org", org, "configuration", "list"],
      queryFn: async ({ signal }) => (await api.get("/v1/orgs/{org}/configuration", { path: { org }, signal })).items,
    }),
};

/** What was read of the configuration is out of date, and so is what one has oneself. */
export async function configurationChanged(org: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["org", org, "configuration"] }),
    queryClient.invalidateQueries({ queryKey: ["org", org, "features"] }),
  ]);
}
