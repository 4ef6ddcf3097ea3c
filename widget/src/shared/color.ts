/**
 * Colours that stay readable, whatever brand colour a customer chose.
 *
 * Owns the contrast arithmetic of WCAG 2.2 (relative luminance and contrast ratio). Used by the
 * launcher and the panel, so it stays small.
 */

/** The accent when nobody chose one. */
export const DEFAULT_COLOR = "#0f6e63";

type Rgb = readonly [number, number, number];

/** `#rrggbb` in lower case from `#rgb` or `#rrggbb`; undefined for anything else. */
export function parseColor(text: string | null | undefined): string | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? "")?.[1]?.toLowerCase();
  if (hex === undefined) return undefined;
  return `#${hex.length === 3 ? hex.replace(/./g, "$&$&") : hex}`;
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(rgb(a)), luminance(rgb(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** White where it reads well on `background`, black elsewhere: one of them always reaches 4.5:1. */
export function onColor(background: string): string {
  return contrast("#ffffff", background) >= 4.5 ? "#ffffff" : "#000000";
}

/** `color`, moved towards white or black just as far as `ratio` against `background` asks. */
export function readable(color: string, background: string, ratio: number): string {
  const target = luminance(rgb(background)) < 0.18 ? 255 : 0;
  const from = rgb(color);
  for (let step = 0; step <= 20; step += 1) {
    const mixed = hex(from.map((channel) => Math.round(channel + ((target - channel) * step) / 20)));
    if (contrast(mixed, background) >= ratio) return mixed;
  }
  return target === 255 ? "#ffffff" : "#000000";
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function rgb(color: string): Rgb {
  const value = parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
