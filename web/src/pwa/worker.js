// The service worker: the shell from its cache, what was read last when there is no network.
//
// The list of files is filled in by the build, so this text changes with every release: a browser that sees it changed
// installs the new one beside the old, and the page tells whoever is using it. What people read is kept apart from the
// shell and wiped whenever they sign out or change over to another organisation.

const SHELL = ["/"] /* filled by the build */;
const RELEASE = `shell-${SHELL.join("")
  .split("")
  .reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7)}`;
const READ = "read";
/** Addresses that belong to the server: navigating there is none of the app's business. */
const SERVERS_OWN =
  /^\/(v1|openapi\.json|reference|problems|healthz|readyz|metrics|socket\.io|graphql|collab)(\/|$|\.)/;
/** What is never kept: secrets, and what only means something now. */
const NEVER_KEPT = /^\/v1\/(csrf|session|sessions)(\/|$)/;

/** Grows with each wipe, so that an answer on its way through a wipe is not kept after it. */
let epoch = 0;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(RELEASE).then((cache) => cache.addAll(SHELL.map((url) => new Request(url, { cache: "reload" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith("shell-") && name !== RELEASE) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  const { what, org } = event.data ?? {};
  if (what === "take-over") self.skipWaiting();
  if (what === "wipe") event.waitUntil(wipe(org).then(() => event.ports[0]?.postMessage("wiped")));
});

/** Forgets what was read: in one organisation, or everywhere. */
async function wipe(org) {
  epoch += 1;
  if (!org) {
    await caches.delete(READ);
    return;
  }
  const cache = await caches.open(READ);
  const prefix = `/v1/orgs/${org}`;
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname === prefix || pathname.startsWith(`${prefix}/`)) await cache.delete(request);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/v1/")) {
    if (!NEVER_KEPT.test(url.pathname)) event.respondWith(readAndKeep(event));
    return;
  }
  if (SERVERS_OWN.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(fromShell("/", request));
  else if (SHELL.includes(url.pathname)) event.respondWith(fromShell(url.pathname, request));
});

async function fromShell(path, request) {
  const cache = await caches.open(RELEASE);
  return (await cache.match(path)) ?? fetch(request);
}

/** The network first; without it, what was read last, marked with when that was. */
async function readAndKeep(event) {
  const { request } = event;
  const begun = epoch;
  let response;
  try {
    response = await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(READ)).match(request);
    if (!kept) throw error;
    return kept;
  }
  if (response.status === 200 && (response.headers.get("content-type") ?? "").includes("json")) {
    event.waitUntil(keep(request, response.clone(), begun));
  }
  return response;
}

async function keep(request, response, begun) {
  const headers = new Headers(response.headers);
  headers.set("x-hustings-kept-at", new Date().toISOString());
  const body = await response.blob();
  if (begun !== epoch) return;
  const cache = await caches.open(READ);
  await cache.put(request, new Response(body, { status: 200, headers }));
  // A wipe may have passed while this was written.
  if (begun !== epoch) await cache.delete(request);
}
