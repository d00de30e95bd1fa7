/** Signing in: the session begins, and whatever somebody else read here is gone. */
import { api } from "~/api/client";
import { session } from "~/api/session";
import { queryClient } from "~/lib/query-client";
import { wipeKept } from "~/pwa/register";

export async function enter(email: string, password: string): Promise<void> {
  const response = await api.raw("post", "/v1/session", { body: { email: email.trim(), password, tokens: "cookies" } });
  const view = await response.json();
  const before = session.read();
  if (before && before.account !== view.account) {
    queryClient.clear();
    await wipeKept();
  }
  session.begin(view, response.headers.get("date"));
}
