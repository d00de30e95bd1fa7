import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function token(name: string, theme: "light" | "dark"): string {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const colour = found?.[theme === "light" ? 1 : 2];
  if (!colour) throw new Error(`there is no colour ${name}`);
  return colour;
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["paper", "surface", "sunk", "hover"];
const TEXTS = ["ink", "ink-soft", "ink-faint"];
const TONES = ["accent", "danger", "good", "warn", "info"];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it.each(GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground])))("%s can be read on %s", (text, ground) => {
    expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(TONES)("%s can be read on its wash, on paper and on surface", (tone) => {
    for (const ground of [`${tone}-wash`, "paper", "surface"]) {
      expect(contrast(token(tone, theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
      expect(contrast(token("ink", theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([
    ["on-ink", "ink"],
    ["on-accent", "accent"],
    ["on-danger", "danger"],
  ])("%s can be read on %s", (text, ground) => {
    expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it("the edges of controls and the ring of the focus can be seen", () => {
    for (const ground of ["paper", "surface"]) {
      expect(contrast(token("rule-strong", theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(3);
      expect(contrast(token("accent", theme), token(ground, theme)), ground).toBeGreaterThanOrEqual(3);
    }
  });
});
