import { describe, expect, it } from "vitest";
import { relative } from "~/i18n/language";
import { looksLikeEmail, looksLikeSlug, slugOf } from "./form";
import { safePath } from "./paths";

describe("a short name", () => {
  it("is made from a long one", () => {
    expect(slugOf("Riverbend Together")).toBe("riverbend-together");
    expect(slugOf("  Bürger & Straße 27! ")).toBe("buerger-strasse-27");
    expect(slugOf("Île-de-France")).toBe("ile-de-france");
    expect(slugOf("王")).toBe("");
    expect(looksLikeSlug(slugOf("a".repeat(80)))).toBe(true);
  });

  it("has small letters, digits and single hyphens", () => {
    for (const good of ["ab", "city-27"]) expect(looksLikeSlug(good)).toBe(true);
    for (const bad of ["a", "A-b", "a--b", "-ab", "ab-", "a b"]) expect(looksLikeSlug(bad)).toBe(false);
  });
});

describe("an address to go on to", () => {
  it("stays inside the app", () => {
    expect(safePath("/o/riverbend/members?role=admin")).toBe("/o/riverbend/members?role=admin");
    for (const bad of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", 7]) {
      expect(safePath(bad)).toBe("/");
    }
  });
});

describe("words about time and addresses", () => {
  it("say how long ago something was", () => {
    expect(relative("en", -3 * 60_000)).toBe("3 minutes ago");
    expect(relative("en", -86_400_000)).toBe("yesterday");
    expect(relative("de", 2 * 86_400_000)).toBe("übermorgen");
  });

  it("know an e-mail address when they see one", () => {
    expect(looksLikeEmail(" ada@example.org ")).toBe(true);
    for (const bad of ["", "ada", "ada@", "ada@example", "a b@example.org"]) expect(looksLikeEmail(bad)).toBe(false);
  });
});
