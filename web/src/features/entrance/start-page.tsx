/** Leads on from `/`: into the organisation one was in last, to the door, or to setting up a new installation. */
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { queries } from "~/api/queries";
import { session } from "~/api/session";
import { kept } from "~/lib/kept";
import { Failed } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { entranceQueries } from "./queries";

export function StartPage() {
  const known = useSyncExternalStore(session.subscribe, session.read);
  return known ? <ToOrganisation /> : <ToDoor />;
}

function ToOrganisation() {
  const own = useQuery(queries.ownOrganisations());
  if (own.data) {
    const open = own.data.filter((entry) => entry.status === "active");
    const last = open.find((entry) => entry.slug === kept.read("organisation"));
    const only = open.length === 1 ? open[0] : undefined;
    const target = last ?? only;
    return <Navigate to={target ? paths.home(target.slug) : paths.organisations()} replace />;
  }
  return own.error ? <Lost error={own.error} onRetry={() => void own.refetch()} /> : null;
}

function ToDoor() {
  const setup = useQuery(entranceQueries.setup());
  if (setup.data) {
    const { needed, demo } = setup.data;
    return <Navigate to={needed && !demo ? paths.setup() : paths.signIn()} replace />;
  }
  return setup.error ? <Lost error={setup.error} onRetry={() => void setup.refetch()} /> : null;
}

function Lost({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <main id="content" className="mx-auto max-w-3xl px-5">
      <Failed error={error} onRetry={onRetry} level={1} />
    </main>
  );
}
