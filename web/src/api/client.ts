/**
 * The one way to the server. Every path, parameter, body and answer is typed by the description of the API; sessions,
 * CSRF tokens, idempotency keys and problems are dealt with here and nowhere else.
 */
import { connection } from "./connection";
import { isProblem, Problem, Unreachable } from "./problem";
import type { components, paths } from "./schema";
import { session } from "./session";
import { stepUp } from "./step-up";

export type Schemas = components["schemas"];
type Method = "get" | "post" | "put" | "patch" | "delete";
type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: infer O } ? (O extends { responses: unknown } ? P : never) : never;
}[keyof paths];
type Operation<P extends keyof paths, M extends Method> = paths[P] extends { [K in M]: infer O } ? O : never;
type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Success<O> = O extends { responses: infer R }
  ? R extends { 200: infer T }
    ? Json<T>
    : R extends { 201: infer T }
      ? Json<T>
      : R extends { 202: infer T }
        ? Json<T>
        : undefined
  : never;
type PathParameters<O> = O extends { parameters: { path: infer P } } ? { path: P } : { path?: undefined };
type QueryParameters<O> = O extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: undefined };
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } }
  ? { body: B }
  : { body?: undefined };

interface Extra {
  signal?: AbortSignal;
  /** The version that was read, for what has one. */
  ifMatch?: string;
  /** Names this act, so that trying again after a lost answer does it once. A fresh one is made when it is left out. */
  idempotencyKey?: string;
}

export type Options<P extends keyof paths, M extends Method> = PathParameters<Operation<P, M>> &
  QueryParameters<Operation<P, M>> &
  Body<Operation<P, M>> &
  Extra;
type Arguments<P extends keyof paths, M extends Method> =
  Record<string, never> extends Options<P, M> ? [options?: Options<P, M>] : [options: Options<P, M>];
export type Answer<P extends keyof paths, M extends Method> = Success<Operation<P, M>>;

/** An answer with its version. */
export interface Versioned<T> {
  value: T;
  etag: string | null;
}

interface Request {
  method: Method;
  path: string;
  parameters?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  extra: Extra;
}

export const api = {
  async get<P extends PathsWith<"get">>(path: P, ...rest: Arguments<P, "get">): Promise<Answer<P, "get">> {
    return read(await send(request("get", path, rest[0])));
  },
  /** Reads something together with its version, to be sent back as `ifMatch`. */
  async getVersioned<P extends PathsWith<"get">>(
    path: P,
    ...rest: Arguments<P, "get">
  ): Promise<Versioned<Answer<P, "get">>> {
    const response = await send(request("get", path, rest[0]));
    return { etag: response.headers.get("etag"), value: await read(response) };
  },
  async post<P extends PathsWith<"post">>(path: P, ...rest: Arguments<P, "post">): Promise<Answer<P, "post">> {
    return read(await send(request("post", path, rest[0])));
  },
  async put<P extends PathsWith<"put">>(path: P, ...rest: Arguments<P, "put">): Promise<Answer<P, "put">> {
    return read(await send(request("put", path, rest[0])));
  },
  async patch<P extends PathsWith<"patch">>(path: P, ...rest: Arguments<P, "patch">): Promise<Answer<P, "patch">> {
    return read(await send(request("patch", path, rest[0])));
  },
  async delete<P extends PathsWith<"delete">>(path: P, ...rest: Arguments<P, "delete">): Promise<Answer<P, "delete">> {
    return read(await send(request("delete", path, rest[0])));
  },
  /** The whole answer of a path, for what is no JSON: exports. */
  async raw<M extends Method, P extends PathsWith<M>>(method: M, path: P, ...rest: Arguments<P, M>): Promise<Response> {
    return send(request(method, path, rest[0]));
  },
};

function request(method: Method, path: string, options: unknown): Request {
  const given = (options ?? {}) as {
    path?: Record<string, unknown>;
    query?: Record<string, unknown>;
    body?: unknown;
  } & Extra;
  return { method, path, parameters: given.path, query: given.query, body: given.body, extra: given };
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** The codes with which the server says that the access token ran out, and a refresh may help. */
const EXPIRED = ["not-signed-in", "token-expired"];
/** The codes with which it says that the session is over. */
const OVER = ["session-ended", "token-invalid"];
/** Requests that say by themselves what it means when they are refused. */
const ABOUT_SESSIONS = ["/v1/session", "/v1/session/challenge", "/v1/session/refresh"];

/** Sends a request; what can be mended on the way (an expired token, a stale CSRF token) is mended once. */
async function send(request: Request): Promise<Response> {
  // Every attempt of one act carries the same key.
  const key = request.extra.idempotencyKey ?? crypto.randomUUID();
  const aboutSession = ABOUT_SESSIONS.includes(request.path) && request.method === "post";
  if (!aboutSession) await renew(() => session.fresh());
  let answer = await attempt(request, key);
  if (isProblem(answer, "csrf-token")) {
    session.forgetCsrf();
    answer = await attempt(request, key);
  }
  const known = session.read();
  if (answer instanceof Problem && known && !aboutSession) {
    if (isProblem(answer, ...EXPIRED)) {
      await renew(() => session.refresh(known.accessUntil));
      answer = await attempt(request, key);
    }
    if (isProblem(answer, ...EXPIRED, ...OVER)) {
      await session.lose(answer);
      answer = await attempt(request, key);
    }
  }
  if (isProblem(answer, "step-up-needed") && (await stepUp.ask())) answer = await attempt(request, key);
  if (answer instanceof Problem) throw answer;
  return answer;
}

/** Refreshes; when the server refuses, somebody has to sign in again first. */
async function renew(refresh: () => Promise<void>): Promise<void> {
  try {
    await refresh();
  } catch (error) {
    if (isProblem(error, ...EXPIRED, ...OVER)) await session.lose(error);
    else if (error instanceof Unreachable) connection.fails();
    else throw error;
  }
}

async function attempt(request: Request, key: string): Promise<Response | Problem> {
  const headers: Record<string, string> = { accept: "application/json" };
  // Not through the browser's own cache: the next who sits here must never see what the last one was shown.
  const init: RequestInit = { method: request.method.toUpperCase(), headers, cache: "no-store" };
  if (request.extra.signal) init.signal = request.extra.signal;
  if (request.extra.ifMatch) headers["if-match"] = request.extra.ifMatch;
  if (request.body !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(request.body);
  }
  if (request.method !== "get") {
    headers["idempotency-key"] = key;
    headers["x-csrf-token"] = await session.csrf().catch(noteUnreachable);
  }
  const response = await fetch(address(request), init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return noteUnreachable(new Unreachable());
  });
  if (response.headers.has("x-hustings-kept-at")) connection.fails();
  else connection.works();
  return response.ok ? response : Problem.of(response);
}

function noteUnreachable(error: unknown): never {
  if (error instanceof Unreachable) connection.fails();
  throw error;
}

/** Fills the parameters into a path. */
export function address(request: Pick<Request, "path" | "parameters" | "query">): string {
  const path = request.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(request.parameters?.[name] ?? "")),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  const tail = query.toString();
  return tail ? `${path}?${tail}` : path;
}
