import { describe, expect, it } from "vitest";
import { changesOf, onTopOf, toggled } from "./changes";

const role = { role: "1", name: "Steward", description: "", permissions: ["a", "b"], version: 3 };

describe("a change to a role", () => {
  it("is none again once everything is as it was", () => {
    const changed = toggled({ base: role, permissions: new Set(role.permissions) }, "c");
    expect(changed && [...changed.permissions]).toEqual(["a", "b", "c"]);
    expect(changed && toggled(changed, "c")).toBeNull();
  });

  it("says what is granted and what is withdrawn", () => {
    expect(changesOf(["a", "b"], new Set(["b", "c"]))).toEqual({ granted: ["c"], withdrawn: ["a"] });
  });

  it("is put on top of what somebody else made of the role meanwhile", () => {
    const draft = { base: role, permissions: new Set(["b", "c"]) };
    const theirs = { ...role, permissions: ["a", "b", "d"], version: 4 };
    expect(onTopOf(draft, theirs)).toEqual({ base: theirs, permissions: new Set(["b", "d", "c"]) });
  });
});
