import { QueryClient } from "@tanstack/react-query";
import { connection } from "~/api/connection";
import { Problem, Unreachable } from "~/api/problem";

const MOST_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // The service worker answers from what it kept when there is no network, so nothing waits for one.
      networkMode: "always",
      retry: (count, error) =>
        count < MOST_RETRIES && (error instanceof Unreachable || (error instanceof Problem && error.status >= 502)),
    },
    mutations: { networkMode: "always" },
  },
});

// Back after a while: show the truth.
let before = connection.read();
let reading = Promise.resolve();
connection.subscribe(() => {
  const now = connection.read();
  if (now === "online" && before !== "online") reading = queryClient.invalidateQueries();
  before = now;
});

/** Resolves when everything in sight was read anew after the connection came back. */
export function backInTouch(): Promise<void> {
  return reading;
}
