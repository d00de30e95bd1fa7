import { describe, expect, it } from "vitest";
import { initials } from "./avatar";
import { passwordRules } from "./input";

describe("the rules of a new password", () => {
  it("count characters, not bytes", () => {
    expect(passwordRules("äöüßéèàçñ", []).long).toBe(false);
    expect(passwordRules("äöüßéèàçñô", []).long).toBe(true);
  });

  it("see through a name and an address", () => {
    const known = ["Ada Lovelace", "ada.lovelace@example.org"];
    expect(passwordRules("lovelace2024", known).own).toBe(false);
    expect(passwordRules("correct horse battery staple", known)).toEqual({ long: true, own: true, varied: true });
    expect(passwordRules("aaaaaaaaaaaa", known).varied).toBe(false);
  });
});

describe("initials", () => {
  it("are the first letters of the first and the last name, in any script", () => {
    expect(initials("Ada King Lovelace")).toBe("AL");
    expect(initials("çağla")).toBe("Ç");
    expect(initials("王小明")).toBe("王");
    expect(initials(" ")).toBe("");
  });
});
