/** Everything inside one organisation: finds it by the name in the address, and says who one is there. */
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { isProblem, Problem } from "~/api/problem";
import { queries } from "~/api/queries";
import { kept } from "~/lib/kept";
import { leaveOrganisation } from "~/lib/leaving";
import { Failed, NotFound } from "~/lib/loaded";
import { type Organisation, OrganisationProvider } from "~/lib/organisation";
import { orgRoute } from "~/routes/root";
import { ListSkeleton } from "~/ui/state";
import { SecondFactorNeeded } from "./second-factor-needed";
import { Shell } from "./shell";

export function OrganisationLayout() {
  const { org: slug } = orgRoute.useParams();
  const own = useQuery({
    ...queries.ownOrganisations(),
    // Whoever is suspended hears nothing of the organisation, not even that they may come back.
    refetchInterval: ({ state }) =>
      state.data?.find((one) => one.slug === slug)?.status === "suspended" ? LOOK_AGAIN_MS : false,
  });
  const entry = own.data?.find((organisation) => organisation.slug === slug);
  const isActive = entry?.status === "active";
  const membership = useQuery({ ...queries.membership(entry?.id ?? ""), enabled: isActive });
  const organisation = useMemo<Organisation | null>(() => {
    if (!entry || !isActive || !membership.data) return null;
    const held = new Set(membership.data.permissions);
    return {
      id: entry.id,
      slug: entry.slug,
      name: entry.name,
      state: entry.state,
      membership: membership.data,
      may: (permission) => held.has(permission),
    };
  }, [entry, isActive, membership.data]);

  const isGuarded = isProblem(membership.error, "second-factor-needed");
  const id = entry?.id;
  useEffect(() => {
    if (!id) return;
    const last = kept.read("organisation-id");
    // Another organisation was open before, perhaps on a computer that others use too.
    if (last && last !== id) void leaveOrganisation(last);
    kept.write("organisation-id", id);
    kept.write("organisation", slug);
  }, [id, slug]);

  if (entry && isGuarded) {
    return (
      <Shell organisation={null}>
        <SecondFactorNeeded name={entry.name} onProved={() => membership.refetch()} />
      </Shell>
    );
  }
  if (organisation) {
    return (
      <OrganisationProvider value={organisation}>
        <Shell organisation={organisation}>
          <Outlet />
        </Shell>
      </OrganisationProvider>
    );
  }
  const error = own.error ?? membership.error;
  return (
    <Shell organisation={null}>
      {error ? (
        <Failed error={error} level={1} onRetry={() => void (own.error ? own.refetch() : membership.refetch())} />
      ) : own.data && !entry ? (
        <NotFound level={1} />
      ) : entry?.status === "suspended" ? (
        <Failed error={SUSPENDED} level={1} />
      ) : (
        <ListSkeleton />
      )}
    </Shell>
  );
}

const LOOK_AGAIN_MS = 5000;
const SUSPENDED = new Problem({ status: 403, code: "membership-suspended", title: "The membership is suspended." });
