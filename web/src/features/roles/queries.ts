import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { useOrganisation } from "~/lib/organisation";

export type Role = Schemas["RoleView"];
export type Permission = Schemas["PermissionView"];

export const roleQueries = {
  list: (org: string) =>
    queryOptions({
      queryKey: ["org", org, "roles", "list"],
      queryFn: ({ signal }) => api.get("/v1/orgs/{org}/roles", { path: { org }, signal }),
    }),
  permissions: (org: string) =>
    queryOptions({
      queryKey: ["org", org, "permissions"],
      queryFn: ({ signal }) => api.get("/v1/orgs/{org}/permissions", { path: { org }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

const NONE: readonly Role[] = [];

/** The roles there are, for whoever may see them; none until they are read. */
export function useRoles(): readonly Role[] {
  const { id, may } = useOrganisation();
  return useQuery({ ...roleQueries.list(id), enabled: may("roles.read") }).data ?? NONE;
}

/** Is everything that the role allows among one's own permissions? Nobody grants or decides over more. */
export function isWithinReach(role: Role | undefined, may: (permission: string) => boolean): boolean {
  return role === undefined || role.permissions.every(may);
}
