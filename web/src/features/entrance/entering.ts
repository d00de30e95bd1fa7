/** Signing in: the session begins, and whatever somebody else read here is gone. */
import { api, type Schemas } from "~/api/client";
import { session } from "~/api/session";
import { queryClient } from "~/lib/query-client";
import { wipeKept } from "~/pwa/register";

/** Gives address and password; the challenge that is still to be answered, if the account has a second factor. */
export async function enter(email: string, password: string): Promise<string | null> {
  const response = await api.raw("post", "/v1/session", { body: { email: email.trim(), password, tokens: "cookies" } });
  if (response.status === 202) {
    const answer = (await response.json()) as Schemas["Challenge"];
    return answer.challenge;
  }
  await begin(response);
  return null;
}

/** Answers the challenge with a code. */
export async function answerChallenge(challenge: string, code: string): Promise<void> {
  await begin(await api.raw("post", "/v1/session/challenge", { body: { challenge, code, tokens: "cookies" } }));
}

async function begin(response: Response): Promise<void> {
  const view = await response.json();
  const before = session.read();
  if (before && before.account !== view.account) {
    queryClient.clear();
    await wipeKept();
  }
  session.begin(view, response.headers.get("date"));
}
