import { describe, expect, it } from "vitest";
import { type Entry, fits, isBefore } from "./sieve";

const entry = (occurred: Date, noun = "member"): Entry => ({
  sequence: 1,
  id: "1",
  kind: `${noun}.changed`,
  version: 1,
  actor: "system",
  noun,
  subject: "2",
  occurred_at: occurred.toISOString(),
  correlation: "3",
  payload: {},
});

describe("the filters of the log", () => {
  it("take a day as a whole, by the reader's own clock", () => {
    const search = { from: "2026-11-20", to: "2026-11-20" };
    const late = entry(new Date(2026, 10, 20, 23, 59, 59));
    expect(fits(late, search)).toBe(true);
    expect(isBefore(entry(new Date(2026, 10, 20, 0, 0)), search)).toBe(false);
    expect(isBefore(entry(new Date(2026, 10, 19, 23, 59)), search)).toBe(true);
    expect(fits(entry(new Date(2026, 10, 21, 0, 0)), search)).toBe(false);
  });

  it("tell one kind of thing, and one thing, from another", () => {
    const now = entry(new Date());
    expect(fits(now, { noun: "role" })).toBe(false);
    expect(fits(now, { noun: "member", subject: "2" })).toBe(true);
    expect(fits(now, { subject: "3" })).toBe(false);
  });
});
