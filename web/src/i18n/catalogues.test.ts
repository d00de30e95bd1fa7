import { describe, expect, it } from "vitest";
import { en } from "./catalogues/en";
import { fill, find, type Message, pieces } from "./messages";

const catalogues = import.meta.glob<{ default: unknown }>("./catalogues/*.ts", { eager: true });

function messages(catalogue: unknown, before = ""): [string, Message][] {
  return Object.entries(catalogue as Record<string, unknown>).flatMap(([name, value]): [string, Message][] => {
    const key = before ? `${before}.${name}` : name;
    if (typeof value === "string" || (typeof value === "object" && value !== null && "other" in value)) {
      return [[key, value as Message]];
    }
    return messages(value, key);
  });
}

const holes = (message: Message) => {
  const forms = typeof message === "string" ? [message] : [message.other];
  return new Set(
    forms
      .flatMap((form) => pieces(form, "en", undefined))
      .flatMap((piece) => ("hole" in piece && piece.hole !== "count" ? [piece.hole] : [])),
  );
};

describe.each(Object.entries(catalogues))("the catalogue %s", (path, { default: catalogue }) => {
  const tag = path.replace(/^.*\/(.+)\.ts$/, "$1");

  it("fills the same holes as English", () => {
    for (const [key, message] of messages(en)) {
      const ours = find(catalogue, key);
      expect(ours, key).toBeDefined();
      if (ours) expect(holes(ours), key).toEqual(holes(message));
    }
  });

  it("says nothing that English does not say", () => {
    const known = new Set(messages(en).map(([key]) => key));
    for (const [key] of messages(catalogue)) expect(known, key).toContain(key);
  });

  it("has a text for each plural form of its language", () => {
    const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const [key, message] of messages(catalogue)) {
      if (typeof message !== "string") expect(Object.keys(message).sort(), key).toEqual([...forms].sort());
    }
  });
});

describe("a message", () => {
  it("is filled in and counts as its language counts", () => {
    const message = { one: "One of {name}", other: "{count} of {name}" };
    expect(fill(message, "en", { count: 1, name: "Ada" })).toBe("One of Ada");
    expect(fill(message, "de", { count: 12_000, name: "Ada" })).toBe("12.000 of Ada");
  });

  it("is found by its name, even where the name has dots of its own", () => {
    expect(find(en, "permissions.members.read")).toBe(en.permissions["members.read"]);
    expect(find(en, "permissions.nothing")).toBeUndefined();
  });
});
