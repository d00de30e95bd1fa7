import { expect, test } from "vitest";
import { startOf } from "./days";

test("a day begins when it begins for whoever reads, and the day after the last of a month is the first of the next", () => {
  expect(new Date(startOf("2026-11-30", 1)).getTime()).toBe(new Date(2026, 11, 1).getTime());
  expect(new Date(startOf("2026-03-29")).getHours()).toBe(0);
});
