/** Whether the server can be reached, as far as the last requests tell. */
import { createStore } from "~/lib/store";

export type Connection = "online" | "offline" | "unreachable";

const RETRY_MS = 4000;

const store = createStore<Connection>(navigator.onLine ? "online" : "offline");
let probing: ReturnType<typeof setTimeout> | undefined;

export const connection = {
  subscribe: store.subscribe,
  read: store.read,
  /** An answer came. */
  works() {
    if (store.read() !== "online") store.write("online");
  },
  /** No answer came, or one that the service worker had kept. */
  fails() {
    store.write(navigator.onLine ? "unreachable" : "offline");
    probe();
  },
  /** Something else than a request went wrong, which may mean nothing: asks. */
  check() {
    if (store.read() !== "online") return;
    void fetch("/healthz", { cache: "no-store" })
      .then((answer) => answer.ok || connection.fails())
      .catch(() => connection.fails());
  },
};

/** Asks again until the server answers. */
function probe() {
  if (probing !== undefined) return;
  probing = setTimeout(async () => {
    probing = undefined;
    if (store.read() === "online") return;
    const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
    if (answer?.ok) connection.works();
    else probe();
  }, RETRY_MS);
}

window.addEventListener("offline", () => connection.fails());
window.addEventListener("online", () => {
  store.write("unreachable");
  clearTimeout(probing);
  probing = undefined;
  void fetch("/healthz", { cache: "no-store" })
    .then((answer) => (answer.ok ? connection.works() : connection.fails()))
    .catch(() => connection.fails());
});
