import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { queryClient } from "~/lib/query-client";

export type Import = Schemas["ImportView"];

/** What runs is told of live; this is for whoever cannot hear it. */
const LOOK_AGAIN_MS = 5000;
const RECENT = 5;

export const importQueries = {
  one: (org: string, id: string) =>
    queryOptions({
      queryKey: ["org", org, "imports", "one", id],
      queryFn: ({ signal }) =>
        api.get("/v1/orgs/{org}/members/imports/{import}", { path: { org, import: id }, signal }),
      refetchInterval: ({ state }) => (state.data?.state === "running" ? LOOK_AGAIN_MS : false),
    }),
  /** The newest few. */
  recent: (org: string) =>
    queryOptions({
      queryKey: ["org", org, "imports", "recent"],
      queryFn: ({ signal }) =>
        api.get("/v1/orgs/{org}/members/imports", { path: { org }, query: { limit: RECENT }, signal }),
      refetchInterval: ({ state }) =>
        state.data?.items.some((one) => one.state === "running") ? LOOK_AGAIN_MS : false,
    }),
};

export function importsChanged(org: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ["org", org, "imports"] });
}
