/** The page's side of the service worker: registering it, learning of a new release, having what was kept wiped. */
import { createStore } from "~/lib/store";

const LOOK_AGAIN_MS = 5 * 60_000;
const WIPE_PATIENCE_MS = 3000;

/** A newer release waits to take over. */
export const newRelease = createStore<ServiceWorker | null>(null);

export function registerWorker(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  window.addEventListener("load", () => void register());
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => null);
  if (!registration) return;
  const offer = () => {
    // Without a controller this is the very first one: there is nothing older to replace.
    if (registration.waiting && navigator.serviceWorker.controller) newRelease.write(registration.waiting);
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  const look = () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
  };
  setInterval(look, LOOK_AGAIN_MS);
  document.addEventListener("visibilitychange", look);
}

/** Lets the new release take over, here and in every other tab, and loads the page anew. */
export function takeNewRelease(): void {
  const waiting = newRelease.read();
  if (!waiting) {
    window.location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), { once: true });
  waiting.postMessage({ what: "take-over" });
}

/** Forgets what was kept for reading offline: in one organisation, or everything. */
export async function wipeKept(org?: string): Promise<void> {
  const worker = "serviceWorker" in navigator ? navigator.serviceWorker.controller : null;
  if (!worker) {
    if ("caches" in window) await caches.delete("read");
    return;
  }
  await new Promise<void>((resolve) => {
    const channel = new MessageChannel();
    const timer = setTimeout(resolve, WIPE_PATIENCE_MS);
    channel.port1.onmessage = () => {
      clearTimeout(timer);
      resolve();
    };
    worker.postMessage({ what: "wipe", org }, [channel.port2]);
  });
}
