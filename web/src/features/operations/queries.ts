import { queryOptions } from "@tanstack/react-query";
import { api } from "~/api/client";

const LOOK_AGAIN_MS = 5000;

export const operationsQueries = {
  agents: () =>
    queryOptions({
      queryKey: ["installation", "agents"],
      queryFn: ({ signal }) => api.get("/v1/installation/agents", { signal }),
      refetchInterval: LOOK_AGAIN_MS,
    }),
  agent: (agent: string) =>
    queryOptions({
      queryKey: ["installation", "agents", agent],
      queryFn: ({ signal }) => api.get("/v1/installation/agents/{agent}", { path: { agent }, signal }),
      refetchInterval: LOOK_AGAIN_MS,
    }),
  health: () =>
    queryOptions({
      queryKey: ["installation", "health"],
      queryFn: ({ signal }) => api.get("/v1/installation/health", { signal }),
      refetchInterval: 15_000,
    }),
};
