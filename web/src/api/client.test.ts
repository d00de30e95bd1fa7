import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** What the server was asked, and what it answers, in order. */
let asked: { method: string; path: string; headers: Record<string, string> }[] = [];
let answers: ((path: string) => Response)[] = [];

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const problem = (status: number, code: string) =>
  json({ type: code, title: code, status, code, request_id: "r" }, status);

async function load() {
  vi.resetModules();
  const { api } = await import("./client");
  const { session } = await import("./session");
  const { Problem } = await import("./problem");
  return { api, session, Problem };
}

const sessionView = (until: number) => ({
  session: "s",
  account: "a",
  access_until: new Date(Date.now() + until).toISOString(),
  refresh_until: new Date(Date.now() + 86_400_000).toISOString(),
  csrf_token: "of-session",
});

beforeEach(() => {
  asked = [];
  answers = [];
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("window", { addEventListener: () => undefined });
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    asked.push({ method: init.method ?? "GET", path, headers: (init.headers ?? {}) as Record<string, string> });
    const answer = answers.shift();
    if (!answer) throw new TypeError("Failed to fetch");
    return answer(path);
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("the client", () => {
  it("fills parameters into the path and leaves out what is not asked for", async () => {
    vi.resetModules();
    const { address } = await import("./client");
    expect(
      address({
        path: "/v1/orgs/{org}/members",
        parameters: { org: "a b" },
        query: { search: "ada", cursor: undefined },
      }),
    ).toBe("/v1/orgs/a%20b/members?search=ada");
  });

  it("fetches a CSRF token before the first unsafe request, and a new one when it is stale", async () => {
    const { api } = await load();
    answers = [json({ token: "one" }), problem(403, "csrf-token"), json({ token: "two" }), json({ id: "x" }, 201)];
    await api.post("/v1/orgs", {
      body: { name: "Ada", organisation: { name: "O", slug: "oo", language: "en", time_zone: "UTC" } },
    });
    expect(asked.map((one) => `${one.method} ${one.path} ${one.headers["x-csrf-token"] ?? ""}`)).toEqual([
      "GET /v1/csrf ",
      "POST /v1/orgs one",
      "GET /v1/csrf ",
      "POST /v1/orgs two",
    ]);
    expect(asked[1]?.headers["idempotency-key"]).toBe(asked[3]?.headers["idempotency-key"]);
  });

  it("refreshes a session that ran out, once, and sends the request again", async () => {
    const { api, session } = await load();
    session.begin(sessionView(3_600_000), null);
    answers = [problem(401, "token-expired"), json(sessionView(3_600_000)), json({ id: "a" })];
    await api.get("/v1/account");
    expect(asked.map((one) => one.path)).toEqual(["/v1/account", "/v1/session/refresh", "/v1/account"]);
  });

  it("refreshes before the access token ends", async () => {
    const { api, session } = await load();
    session.begin(sessionView(5_000), null);
    answers = [json(sessionView(3_600_000)), json({ id: "a" })];
    await api.get("/v1/account");
    expect(asked.map((one) => one.path)).toEqual(["/v1/session/refresh", "/v1/account"]);
  });

  it("waits for somebody to sign in again when the session is over, then goes on", async () => {
    const { api, session } = await load();
    session.begin(sessionView(3_600_000), null);
    answers = [problem(401, "session-ended"), json({ id: "a" })];
    const account = api.get("/v1/account");
    await vi.waitFor(() => expect(session.lost.read()).toBe(true));
    session.begin(sessionView(3_600_000), null);
    expect(await account).toEqual({ id: "a" });
    expect(session.lost.read()).toBe(false);
  });

  it("never does as one person what another was about to do", async () => {
    const { api, session, Problem } = await load();
    session.begin(sessionView(3_600_000), null);
    answers = [problem(401, "session-ended"), json({ id: "b" })];
    const refused = api.get("/v1/account").catch((error: unknown) => error);
    await vi.waitFor(() => expect(session.lost.read()).toBe(true));
    session.begin({ ...sessionView(3_600_000), account: "b" }, null);
    expect(await refused).toBeInstanceOf(Problem);
    expect(asked).toHaveLength(1);
  });

  it("gives the problem to whoever waits when nobody signs in again", async () => {
    const { api, session, Problem } = await load();
    session.begin(sessionView(3_600_000), null);
    answers = [problem(401, "session-ended")];
    const refused = api.get("/v1/account").catch((error: unknown) => error);
    await vi.waitFor(() => expect(session.lost.read()).toBe(true));
    session.giveUp();
    expect(await refused).toBeInstanceOf(Problem);
    expect(session.read()).toBeNull();
  });

  it("says that the server is unreachable, and what it refuses", async () => {
    const { api } = await load();
    await expect(api.get("/v1/setup")).rejects.toMatchObject({ name: "Unreachable" });
    answers = [problem(404, "not-found")];
    await expect(api.get("/v1/setup")).rejects.toMatchObject({
      name: "Problem",
      status: 404,
      code: "not-found",
      requestId: "r",
    });
  });
});
