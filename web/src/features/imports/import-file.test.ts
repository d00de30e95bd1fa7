import { describe, expect, it } from "vitest";
import { decode, readTable } from "./import-file";

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

describe("a file of people", () => {
  it("is read in the encodings that spreadsheets write", () => {
    expect(decode(new TextEncoder().encode("Çağla").buffer)).toBe("Çağla");
    expect(decode(bytes(0x4a, 0xfc, 0x72, 0x67))).toBe("Jürg");
    expect(decode(bytes(0xff, 0xfe, 0x41, 0, 0x42, 0))).toBe("AB");
  });

  it("is refused before it is sent when it is no table, or too large", async () => {
    expect((await readTable(new Blob(["PK\u0003\u0004\u0000"]))).csv).toBeNull();
    expect((await readTable(new Blob(["x".repeat(2 * 1024 * 1024 + 1)]))).csv).toBeNull();
    expect((await readTable(new Blob(["email\na@example.org"]))).csv).toBe("email\na@example.org");
  });
});
