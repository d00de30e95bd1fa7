/** Leaving: signing out and changing over to another organisation take what was read with them. */
import { api } from "~/api/client";
import { session } from "~/api/session";
import { wipeKept } from "~/pwa/register";
import { stopReading } from "./out-of-date";
import { queryClient } from "./query-client";

/**
 * Signs out here, or on every device. What was kept for reading offline goes even when the server does not answer.
 * `onwards` leads to where nothing of the session is shown any more; only then is it forgotten, or what is still shown
 * would be asked for anew.
 */
export async function signOut(onwards: () => Promise<void>, { everywhere = false } = {}): Promise<void> {
  const resume = stopReading();
  try {
    await wipeKept();
    if (everywhere) await api.delete("/v1/sessions");
    await api.delete("/v1/session");
    session.end();
    await onwards();
    queryClient.clear();
    // Requests that were on their way may have kept something once more.
    await wipeKept();
  } finally {
    resume();
  }
}

/** Forgets everything that was read in an organisation. */
export async function leaveOrganisation(org: string): Promise<void> {
  queryClient.removeQueries({ queryKey: ["org", org] });
  await wipeKept(org);
}
