/** What the organisation has switched on for whoever looks, and which variants of experiments they are shown. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { api } from "~/api/client";
import { type Organisation, useOrganisation } from "./organisation";

export const ownFeatures = (org: string) =>
  queryOptions({
    queryKey: ["org", org, "features"],
    queryFn: ({ signal }) => api.get("/v1/orgs/{org}/features", { path: { org }, signal }),
  });

function useOwnFeatures() {
  const { id, may } = useOrganisation();
  return useQuery({ ...ownFeatures(id), enabled: may("features.use") });
}

/** Is this feature there? What is not known is taken to be: the server decides anyway. */
export function useFlag(key: string): boolean {
  return useOwnFeatures().data?.flags[key] ?? true;
}

/** The same for any feature, also outside the pages of an organisation. */
export function useFlags(organisation: Organisation | null): (key: string) => boolean {
  const own = useQuery({
    ...ownFeatures(organisation?.id ?? ""),
    enabled: organisation?.may("features.use") ?? false,
  });
  const flags = own.data?.flags;
  return useCallback((key: string) => flags?.[key] ?? true, [flags]);
}

export interface Shown {
  variant: string;
  /** Does it count when it is shown? */
  runs: boolean;
}

/** Which variant is to be shown; the usual one where it cannot be known, and `undefined` until it is. */
export function useVariant(key: string, usual: string): Shown | undefined {
  const { may } = useOrganisation();
  const own = useOwnFeatures();
  if (!may("features.use") || own.isError) return { variant: usual, runs: false };
  return own.data && (own.data.experiments[key] ?? { variant: usual, runs: false });
}

/** Tells the server that a variant is shown, if that counts and as soon as it is so. */
export function useExposure(key: string, shown: Shown | undefined, isShown: boolean): void {
  const { id: org } = useOrganisation();
  const counted = isShown && shown?.runs ? shown.variant : undefined;
  useEffect(() => {
    if (counted === undefined) return;
    const body = { variant: counted };
    // Nothing on the page depends on it, and the next visit tells it again.
    api.post("/v1/orgs/{org}/features/{key}/exposures", { path: { org, key }, body }).catch(() => {});
  }, [org, key, counted]);
}
