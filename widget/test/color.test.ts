import { expect, test } from "vitest";

import { chooseLook } from "../src/panel/look";
import { contrast, onColor, parseColor } from "../src/shared/color";

test("colours are read strictly", () => {
  expect(parseColor("#0F6E63")).toBe("#0f6e63");
  expect(parseColor(" #fc0 ")).toBe("#ffcc00");
  for (const text of ["red", "#12345", "#12345678", "0f6e63", "#gggggg", "rgb(0,0,0)", "url(https://evil.example)", "", null, undefined]) {
    expect(parseColor(text), String(text)).toBeUndefined();
  }
});

test("contrast is WCAG's", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("every brand colour stays readable in both schemes", () => {
  const channels = ["00", "40", "80", "c0", "ff"];
  for (const scheme of ["light", "dark"] as const) {
    for (const r of channels) for (const g of channels) for (const b of channels) {
      const color = `#${r}${g}${b}`;
      const look = chooseLook({ theme: scheme, color }, null, false);
      expect(contrast(look.accent, look.background), color).toBeGreaterThanOrEqual(3);
      expect(contrast(look.accentText, look.background), color).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onColor(look.accent), look.accent), color).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test("the page's wish comes before the owner's, and that before the system's", () => {
  expect(chooseLook({}, null, true).mode).toBe("dark");
  expect(chooseLook({}, { scheme: "light" }, true).mode).toBe("light");
  expect(chooseLook({ theme: "dark" }, { scheme: "light" }, false).mode).toBe("dark");
  expect(chooseLook({ theme: "auto" }, { scheme: "light" }, true).mode).toBe("dark");
});
