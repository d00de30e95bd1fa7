/**
 * One act for many, one after the other: how far it is, what became of each, and a way to stop. Where the server asks
 * for patience it is given; whatever else goes wrong with one does not keep the others from their turn.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "~/api/problem";

export type Outcome = { state: "done" } | { state: "failed"; error: unknown };

export interface Batch<T> {
  /** What became of each, by key. */
  outcomes: ReadonlyMap<string, Outcome>;
  running: boolean;
  /** Was it stopped before its end? */
  stopped: boolean;
  /** Resolves with those for which it worked. */
  run: (items: readonly T[]) => Promise<T[]>;
  stop: () => void;
  reset: () => void;
}

const MOST_WAITS = 5;
/** Whoever is asked to wait longer than this is told so instead. */
const LONGEST_WAIT_S = 30;

export function useBatch<T>(key: (item: T) => string, act: (item: T) => Promise<void>): Batch<T> {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [running, setRunning] = useState(false);
  const [stopped, setStopped] = useState(false);
  const aborter = useRef<AbortController | null>(null);
  useEffect(() => () => aborter.current?.abort(), []);

  const run = async (items: readonly T[]) => {
    const current = new AbortController();
    aborter.current = current;
    setRunning(true);
    setStopped(false);
    setOutcomes(new Map());
    const done: T[] = [];
    for (const item of items) {
      if (current.signal.aborted) break;
      const outcome = await attempt(() => act(item), current.signal);
      if (outcome.state === "done") done.push(item);
      setOutcomes((before) => new Map(before).set(key(item), outcome));
    }
    setRunning(false);
    setStopped(current.signal.aborted);
    return done;
  };
  const stop = useCallback(() => aborter.current?.abort(), []);
  const reset = useCallback(() => {
    aborter.current?.abort();
    setOutcomes(new Map());
    setStopped(false);
  }, []);
  return { outcomes, running, stopped, run, stop, reset };
}

async function attempt(act: () => Promise<void>, signal: AbortSignal): Promise<Outcome> {
  for (let waits = 0; ; waits += 1) {
    try {
      await act();
      return { state: "done" };
    } catch (error) {
      const patience = error instanceof Problem && error.status === 429 ? error.retryAfter : null;
      if (patience === null || patience > LONGEST_WAIT_S || waits >= MOST_WAITS || signal.aborted)
        return { state: "failed", error };
      await pause(patience * 1000, signal);
    }
  }
}

/** Waits, but not for somebody who has stopped it. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
