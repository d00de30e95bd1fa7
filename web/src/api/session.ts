/**
 * What this browser knows of its session. The tokens themselves are in cookies that no script can read; here is only
 * whose session it is and until when, so that nothing is asked for in vain and tabs learn from each other.
 */
import { kept } from "~/lib/kept";
import { createStore } from "~/lib/store";
import { Problem, Unreachable } from "./problem";
import type { components } from "./schema";

export interface KnownSession {
  account: string;
  session: string;
  /** By this browser's clock. */
  accessUntil: number;
  refreshUntil: number;
}

type SessionView = components["schemas"]["SessionView"];
type News = { what: "signed-in" | "signed-out"; account: string | null };

/** Refresh this long before the access token ends. */
const MARGIN_MS = 30_000;
const REFRESH_LOCK = "hustings-refresh";

const store = createStore<KnownSession | null>(readKept());
/** A session that was there and is over; a person is asked to sign in again. */
const lost = createStore<boolean>(false);
let csrfToken: string | null = null;
let waiting: { resume: () => void; give: (error: Problem) => void }[] = [];
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("hustings-session") : null;
const listeners = new Set<(news: News) => void>();

function readKept(): KnownSession | null {
  try {
    const value: unknown = JSON.parse(kept.read("session") ?? "null");
    if (typeof value !== "object" || value === null) return null;
    const known = value as KnownSession;
    return known.refreshUntil > Date.now() ? known : null;
  } catch {
    return null;
  }
}

tabs?.addEventListener("message", (message: MessageEvent<News>) => {
  csrfToken = null;
  const before = store.read();
  store.write(readKept());
  if (message.data.what === "signed-in" && before?.account === message.data.account) settle();
  else abandon();
  for (const listener of listeners) listener(message.data);
});

export const session = {
  subscribe: store.subscribe,
  read: store.read,
  lost,

  /** Another tab signed in or out. */
  onNews(listener: (news: News) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** A session began here. */
  begin(view: SessionView, answeredAt: string | null) {
    const before = store.read();
    remember(view, answeredAt);
    // What one person was about to do is never done as another.
    if (before && before.account !== view.account) abandon();
    else settle();
    tabs?.postMessage({ what: "signed-in", account: view.account } satisfies News);
  },

  /** The session was ended here. */
  end() {
    forget();
    lost.write(false);
    tabs?.postMessage({ what: "signed-out", account: null } satisfies News);
  },

  /** The server says that it is over; resolves when somebody has signed in again, rejects when they rather leave. */
  lose(problem: Problem): Promise<void> {
    csrfToken = null;
    lost.write(true);
    return new Promise((resume, give) => waiting.push({ resume, give: () => give(problem) }));
  },

  /** Nobody signs in again: whoever waits learns of it. */
  giveUp() {
    forget();
    abandon();
  },

  /** Before a request: is the access token still good for it? */
  async fresh(): Promise<void> {
    const known = store.read();
    if (known && known.accessUntil - MARGIN_MS < Date.now()) await this.refresh(known.accessUntil);
  },

  /**
   * Gets a new access token. One tab does it, the others wait for it and then find it done: a refresh token that is
   * used twice looks like a stolen one.
   */
  async refresh(staleUntil: number): Promise<void> {
    await locked(async () => {
      const newest = readKept();
      if (newest && newest.accessUntil > staleUntil) {
        store.write(newest);
        return;
      }
      // The token of a session that cannot be recognised any more is worth nothing.
      if (staleUntil < Date.now()) csrfToken = null;
      let response = await askForRefresh();
      if (response.status === 403) {
        csrfToken = null;
        response = await askForRefresh();
      }
      if (!response.ok) throw await Problem.of(response);
      remember((await response.json()) as SessionView, response.headers.get("date"));
    });
  },

  csrf: readCsrf,
  forgetCsrf() {
    csrfToken = null;
  },
};

/** What those get who waited for somebody to sign in again. */
const GONE = new Problem({ status: 401, code: "session-ended", title: "The session has ended." });

function abandon() {
  const left = waiting;
  waiting = [];
  lost.write(false);
  for (const one of left) one.give(GONE);
}

function settle() {
  const done = waiting;
  waiting = [];
  lost.write(false);
  for (const one of done) one.resume();
}

function remember(view: SessionView, answeredAt: string | null) {
  // The server's clock and this one may differ; only spans are trusted.
  const skew = answeredAt ? Date.parse(answeredAt) - Date.now() : 0;
  const known: KnownSession = {
    account: view.account,
    session: view.session,
    accessUntil: Date.parse(view.access_until) - skew,
    refreshUntil: Date.parse(view.refresh_until) - skew,
  };
  csrfToken = view.csrf_token ?? null;
  kept.write("session", JSON.stringify(known));
  store.write(known);
}

function forget() {
  csrfToken = null;
  kept.write("session", null);
  store.write(null);
}

async function askForRefresh(): Promise<Response> {
  const token = await readCsrf();
  return fetch("/v1/session/refresh", {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrf-token": token },
    body: "{}",
  }).catch(() => {
    throw new Unreachable();
  });
}

async function readCsrf(): Promise<string> {
  if (csrfToken) return csrfToken;
  const response = await fetch("/v1/csrf", { cache: "no-store" }).catch(() => {
    throw new Unreachable();
  });
  if (!response.ok) throw await Problem.of(response);
  const { token } = (await response.json()) as components["schemas"]["CsrfToken"];
  csrfToken = token;
  return token;
}

async function locked(work: () => Promise<void>): Promise<void> {
  if ("locks" in navigator) await navigator.locks.request(REFRESH_LOCK, work);
  else await work();
}
