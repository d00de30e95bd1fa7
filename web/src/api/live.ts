/**
 * The live connection, one for each tab. It says that something changed, never what: whoever hears of it reads anew,
 * and the API decides who may see it. docs/src/live.md describes what is spoken here.
 */
import type { Socket } from "socket.io-client";
import { createStore } from "~/lib/store";
import { connection } from "./connection";
import { isProblem, Problem, Unreachable } from "./problem";
import { session } from "./session";

export interface Topic {
  name: string;
  /** Of this organisation; of oneself or of the installation without one. */
  org?: string;
}

export interface Notice {
  noun: string;
  id: string;
  kind: string;
}

/** What one wants to hear of, and where one is. */
export interface Wish {
  topics: readonly Topic[];
  /** The organisation one is present in. */
  org?: string | undefined;
}

/** Who is there with us. At most a hundred are named; `count` is all of them. */
export interface Present {
  org: string;
  members: readonly string[];
  count: number;
}

/** What happened in a topic: one by one, or that something did, or that something may have before one could hear it. */
export type News = readonly Notice[] | "something" | "perhaps";
type Listener = (topic: Topic, news: News) => void;

/** How far a topic was heard. The place in it stays good across connections. */
interface Heard extends Topic {
  cursor: string | null;
  number: number | null;
  state: "asked" | "heard" | "refused" | "waiting";
}

interface Refused {
  ok: false;
  code: string;
  retry_after?: number;
}
type Subscribed = { ok: true; number: number; cursor: string; missed: Notice[]; resync: boolean } | Refused;
type Entered = { ok: true; members: string[]; count: number } | Refused;

const ANSWER_MS = 10_000;
const AGAIN_MS = 5000;
/** A tab that signs out tells the others, perhaps a moment after the server has told them. */
const NEWS_MS = 700;
const FIRST_MS = 400;
const OVER = ["not-signed-in", "token-invalid", "session-ended"];

const status = createStore<"off" | "connecting" | "on">("off");
const present = createStore<Present | null>(null);
const listeners = new Set<Listener>();
const heard = new Map<string, Heard>();
let wish: Wish | null = null;
let socket: Socket | null = null;
let isOpening = false;
let enteredOrg: string | null = null;
let settling: ReturnType<typeof setTimeout> | undefined;
let whose: string | undefined = session.read()?.session;

export const live = {
  status,
  present,

  /** Wants something else from now on, or nothing. */
  want(next: Wish | null) {
    wish = next;
    clearTimeout(settling);
    // A page that goes and one that comes are one change.
    settling = setTimeout(settle);
  },

  onChange(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

session.subscribe(() => {
  const now = session.read()?.session;
  if (now === whose) return;
  whose = now;
  close();
  settle();
});

const keyOf = (topic: Topic) => `${topic.org ?? ""} ${topic.name}`;

function tell(topic: Topic, news: News) {
  for (const listener of listeners) listener(topic, news);
}

/** Brings what is to what is wanted. */
function settle() {
  if (!wish || whose === undefined) return close();
  if (!socket) return void open();
  if (!socket.connected) return;
  const wanted = new Set(wish.topics.map(keyOf));
  for (const [key, topic] of heard) {
    if (wanted.has(key)) continue;
    heard.delete(key);
    if (topic.state !== "refused") socket.emit("unsubscribe", address(topic));
  }
  for (const topic of wish.topics) {
    const known = heard.get(keyOf(topic));
    if (known && known.state !== "waiting") continue;
    const entry = known ?? { ...topic, cursor: null, number: null, state: "waiting" as const };
    heard.set(keyOf(topic), entry);
    subscribe(socket, entry);
  }
  be(socket, wish.org ?? null);
}

function address(topic: Topic) {
  return topic.org === undefined ? { topic: topic.name } : { org: topic.org, topic: topic.name };
}

function subscribe(on: Socket, topic: Heard) {
  topic.state = "asked";
  topic.number = null;
  const question = topic.cursor === null ? address(topic) : { ...address(topic), since: topic.cursor };
  on.timeout(ANSWER_MS).emit("subscribe", question, (error: Error | null, answer: Subscribed | undefined) => {
    if (on !== socket || heard.get(keyOf(topic)) !== topic) return;
    if (error || !answer) return later(topic, AGAIN_MS);
    if (!answer.ok) {
      if (answer.code === "unavailable" || answer.code === "too-many-requests" || answer.code === "internal") {
        later(topic, (answer.retry_after ?? AGAIN_MS / 1000) * 1000);
      } else {
        topic.state = "refused";
      }
      return;
    }
    const isFirst = topic.cursor === null;
    topic.state = "heard";
    if (topic.number === null || answer.number > topic.number) {
      topic.number = answer.number;
      topic.cursor = answer.cursor;
    }
    // What was read before there was somebody to hear may be old by now.
    if (isFirst) tell(topic, "perhaps");
    else if (answer.resync) tell(topic, "something");
    else if (answer.missed.length > 0) tell(topic, answer.missed);
  });
}

function later(topic: Heard, after: number) {
  topic.state = "waiting";
  setTimeout(settle, after);
}

/** Is present in an organisation, and no more in the one before. */
function be(on: Socket, org: string | null) {
  if (org === enteredOrg) return;
  if (enteredOrg !== null) on.emit("absence", { org: enteredOrg });
  enteredOrg = org;
  present.write(null);
  if (org === null) return;
  on.timeout(ANSWER_MS).emit("presence", { org }, (error: Error | null, answer: Entered | undefined) => {
    if (on !== socket || enteredOrg !== org || error || !answer?.ok) return;
    present.write({ org, members: answer.members, count: answer.count });
  });
}

function onPresence(news: { org: string; page?: string; joined: string[]; left: string[]; count: number }) {
  const before = present.read();
  if (!before || news.org !== before.org || news.page !== undefined) return;
  const members = new Set([...before.members, ...news.joined]);
  for (const gone of news.left) members.delete(gone);
  present.write({ org: before.org, members: [...members], count: news.count });
}

function onChanged(news: Notice & { org?: string; topic: string; number: number; cursor: string }) {
  const topic = heard.get(keyOf({ name: news.topic, ...(news.org === undefined ? {} : { org: news.org }) }));
  if (!topic || !socket) return;
  if (topic.number !== null && news.number > topic.number + 1) {
    // One was lost on the way: everything after the last that came.
    subscribe(socket, topic);
    return;
  }
  topic.number = news.number;
  topic.cursor = news.cursor;
  tell(topic, [{ noun: news.noun, id: news.id, kind: news.kind }]);
}

/** One may not hear of it any more: what one may do has changed. */
function onUnsubscribed(news: { org?: string; topic: string }) {
  const topic = heard.get(keyOf({ name: news.topic, ...(news.org === undefined ? {} : { org: news.org }) }));
  if (topic) topic.state = "refused";
  if (news.org !== undefined) tell({ name: "membership", org: news.org }, "something");
}

function onLeft({ org }: { org: string }) {
  for (const topic of heard.values()) if (topic.org === org) topic.state = "refused";
  if (present.read()?.org === org) present.write(null);
  tell({ name: "membership", org }, "something");
}

async function open() {
  if (isOpening) return;
  isOpening = true;
  status.write("connecting");
  try {
    // What is shown first comes first.
    await new Promise((resolve) => setTimeout(resolve, FIRST_MS));
    const { io } = await import("socket.io-client");
    if (!wish || socket) return;
    const opened = io({
      autoConnect: false,
      // Not by way of polling: one connection, to one node, and no others before it.
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: AGAIN_MS,
    });
    socket = opened;
    attach(opened);
    await connect(opened);
  } catch {
    // Not even the library could be loaded.
    setTimeout(settle, AGAIN_MS);
  } finally {
    isOpening = false;
  }
}

function attach(on: Socket) {
  let over: Problem | null = null;
  on.on("connect", () => {
    status.write("on");
    connection.works();
    for (const topic of heard.values()) topic.state = "waiting";
    enteredOrg = null;
    settle();
  });
  on.on("changed", onChanged);
  on.on("presence", onPresence);
  on.on("unsubscribed", onUnsubscribed);
  on.on("left", onLeft);
  on.on("closing", ({ code, title, reconnect }: { code: string; title: string; reconnect: boolean }) => {
    if (!reconnect) over = new Problem({ status: 401, code, title });
  });
  on.on("disconnect", (reason) => {
    if (on !== socket) return;
    status.write("connecting");
    present.write(null);
    if (over) {
      const problem = over;
      over = null;
      setTimeout(() => void lose(on, problem), NEWS_MS);
    } else {
      connection.check();
      if (reason === "io server disconnect") setTimeout(() => void connect(on), AGAIN_MS);
    }
  });
  on.on(
    "connect_error",
    (error: Error & { data?: { status: number; code: string; title: string; retry_after?: number } }) => {
      if (on !== socket) return;
      if (!error.data) return connection.check();
      const problem = new Problem({ ...error.data, retryAfter: error.data.retry_after ?? null });
      void refused(on, problem);
    },
  );
}

/** Connects, with a token that is still good. */
async function connect(on: Socket) {
  try {
    await session.fresh();
  } catch (error) {
    if (error instanceof Problem) return refused(on, error);
  }
  if (on === socket) on.connect();
}

/** Not let in: what can be mended is mended. */
async function refused(on: Socket, problem: Problem) {
  const known = session.read();
  if (on !== socket || !known) return;
  if (isProblem(problem, "token-expired")) {
    try {
      await session.refresh(known.accessUntil);
      if (on === socket) on.connect();
      return;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return lose(on, error);
      if (error instanceof Unreachable) connection.fails();
    }
  } else if (isProblem(problem, ...OVER)) {
    return lose(on, problem);
  }
  setTimeout(() => void connect(on), (problem.retryAfter ?? AGAIN_MS / 1000) * 1000);
}

/** The session is over: somebody signs in again first. */
async function lose(on: Socket, problem: Problem) {
  if (on !== socket || session.read() === null) return;
  try {
    await session.lose(problem);
    if (on === socket) await connect(on);
  } catch {
    // Nobody does. The session is forgotten then, and with it this connection.
  }
}

function close() {
  socket?.disconnect();
  socket = null;
  heard.clear();
  enteredOrg = null;
  present.write(null);
  status.write("off");
}
