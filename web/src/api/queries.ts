/** Queries that the shell and more than one feature read. A feature's own stand with the feature. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";

export const queries = {
  account: () =>
    queryOptions({
      queryKey: ["account"],
      queryFn: ({ signal }) => api.get("/v1/account", { signal }),
      staleTime: 60_000,
    }),
  secondFactor: () =>
    queryOptions({
      queryKey: ["account", "second-factor"],
      queryFn: ({ signal }) => api.get("/v1/account/second-factor", { signal }),
    }),
  ownOrganisations: () =>
    queryOptions({
      queryKey: ["own-organisations"],
      queryFn: async ({ signal }) => {
        const all = [];
        let cursor: string | undefined;
        do {
          const page = await api.get("/v1/me/organisations", { query: { limit: 100, cursor }, signal });
          all.push(...page.items);
          cursor = page.next ?? undefined;
        } while (cursor);
        return all;
      },
      staleTime: 60_000,
    }),
  organisation: (org: string) =>
    queryOptions({
      queryKey: ["org", org, "organisation"],
      queryFn: ({ signal }) => api.getVersioned("/v1/orgs/{org}", { path: { org }, signal }),
    }),
  membership: (org: string) =>
    queryOptions({
      queryKey: ["org", org, "membership"],
      queryFn: ({ signal }) => api.get("/v1/orgs/{org}/membership", { path: { org }, signal }),
    }),
};
