/** Who is here right now, as far as one may see the members. */
import { useMemo, useSyncExternalStore } from "react";
import { live } from "~/api/live";
import { useOrganisation } from "./organisation";

const NOBODY: ReadonlySet<string> = new Set();

/** The members who have the organisation open, and how many they are; nobody as long as that is not known. */
export function usePresence(): { online: ReadonlySet<string>; count: number; isKnown: boolean } {
  const { id } = useOrganisation();
  const present = useSyncExternalStore(live.present.subscribe, live.present.read);
  return useMemo(
    () =>
      present?.org === id
        ? { online: new Set(present.members), count: present.count, isKnown: true }
        : { online: NOBODY, count: 0, isKnown: false },
    [present, id],
  );
}
