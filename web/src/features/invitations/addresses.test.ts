import { describe, expect, it } from "vitest";
import { readAddresses } from "./addresses";

describe("pasted addresses", () => {
  it("are read one a line, with commas, semicolons or blanks between them", () => {
    expect(readAddresses("a@example.org, b@example.org\nc@example.org; d@example.org e@example.org").emails).toEqual([
      "a@example.org",
      "b@example.org",
      "c@example.org",
      "d@example.org",
      "e@example.org",
    ]);
  });

  it("may have names before them, as mail programs write them", () => {
    expect(readAddresses('"Example, Ada" <ada@example.org>, Ben <ben@example.org>').emails).toEqual([
      "ada@example.org",
      "ben@example.org",
    ]);
  });

  it("count once, whatever their case, and what is none is said", () => {
    expect(readAddresses("Ada@example.org ada@EXAMPLE.org nobody")).toEqual({
      emails: ["Ada@example.org"],
      twice: ["ada@EXAMPLE.org"],
      unreadable: ["nobody"],
    });
  });
});
