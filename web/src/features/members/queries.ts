import { queryOptions, useQueries } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { useOrganisation } from "~/lib/organisation";
import { queryClient } from "~/lib/query-client";

export type Member = Schemas["MemberView"];
export type MemberStatus = Schemas["MemberStatus"];

const STATUSES: readonly MemberStatus[] = ["active", "suspended", "left"];

export const memberQueries = {
  one: (org: string, member: string) =>
    queryOptions({
      queryKey: ["org", org, "members", "one", member],
      queryFn: ({ signal }) => api.get("/v1/orgs/{org}/members/{member}", { path: { org, member }, signal }),
    }),
  /** How many there are, in the words of the reader: nobody counts beyond some number. */
  count: (org: string, filter: { role?: Member["role"] | undefined; status?: MemberStatus | undefined } = {}) =>
    queryOptions({
      queryKey: ["org", org, "members", "count", filter],
      queryFn: ({ signal }) => api.get("/v1/orgs/{org}/members/count", { path: { org }, query: filter, signal }),
    }),
  /** Apart from what else is read of members: whoever just handed the organisation over may no longer ask for it. */
  secondFactor: (org: string, member: string) =>
    queryOptions({
      queryKey: ["org", org, "second-factor", member],
      queryFn: ({ signal }) =>
        api.get("/v1/orgs/{org}/members/{member}/second-factor", { path: { org, member }, signal }),
    }),
  permissions: (org: string, member: string) =>
    queryOptions({
      queryKey: ["org", org, "members", "permissions", member],
      queryFn: ({ signal }) =>
        api.get("/v1/orgs/{org}/members/{member}/permissions", { path: { org, member }, signal }),
    }),
  /** By name, whatever became of them: what somebody did stays to be asked for. */
  search: (org: string, search: string) =>
    queryOptions({
      queryKey: ["org", org, "members", "search", search],
      queryFn: async ({ signal }) => {
        const pages = await Promise.all(
          STATUSES.map((status) =>
            api.get("/v1/orgs/{org}/members", { path: { org }, query: { search, status, limit: 20 }, signal }),
          ),
        );
        return pages.flatMap((page) => page.items);
      },
      staleTime: 60_000,
    }),
};

/** What was read of the members is out of date, and perhaps who one is oneself. */
export async function membersChanged(org: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["org", org, "members"] }),
    queryClient.invalidateQueries({ queryKey: ["org", org, "membership"] }),
  ]);
}

/** What members are called, as far as one may know; `undefined` until it is read. */
export function useMemberNames(ids: readonly string[]): (id: string) => string | undefined {
  const { id: org, may } = useOrganisation();
  const distinct = [...new Set(ids)];
  const found = useQueries({
    queries: distinct.map((id) => ({
      ...memberQueries.one(org, id),
      enabled: may("members.read"),
      staleTime: 300_000,
    })),
  });
  const names = new Map(distinct.map((id, place) => [id, found[place]?.data?.name]));
  return (id) => names.get(id);
}
