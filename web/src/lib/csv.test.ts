import { describe, expect, it } from "vitest";
import { csvCell, toCsv } from "./csv";

describe("a table as text", () => {
  it("quotes what has commas, quotes or line breaks", () => {
    expect(csvCell('Ada "the first", Example')).toBe('"Ada ""the first"", Example"');
    expect(csvCell("two\nlines")).toBe('"two\nlines"');
    expect(csvCell("plain")).toBe("plain");
  });

  it("never hands a spreadsheet a formula", () => {
    for (const start of ["=", "+", "-", "@", "\t", "\r"]) expect(csvCell(`${start}1`)).toMatch(/^"?'/);
    expect(csvCell('=HYPERLINK("https://evil.example","x")')).toBe(`"'=HYPERLINK(""https://evil.example"",""x"")"`);
  });

  it("ends every row as the standard says", () => {
    expect(toCsv([["a", "b"], ["c"]])).toBe("a,b\r\nc\r\n");
  });
});
