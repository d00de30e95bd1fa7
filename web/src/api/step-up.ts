/**
 * Something sensitive wants a recent proof that it is still the same person. Whoever asked for it waits here until
 * the dialog above the page has the proof, and then asks again.
 */
import { createStore } from "~/lib/store";

const wanted = createStore<boolean>(false);
let waiting: ((proved: boolean) => void)[] = [];

function settle(proved: boolean) {
  const done = waiting;
  waiting = [];
  wanted.write(false);
  for (const one of done) one(proved);
}

export const stepUp = {
  /** Is a proof wanted just now? */
  wanted,
  /** Resolves once there is a proof, or once nobody gives one. */
  ask(): Promise<boolean> {
    wanted.write(true);
    return new Promise((resolve) => waiting.push(resolve));
  },
  proved: () => settle(true),
  giveUp: () => settle(false),
};
