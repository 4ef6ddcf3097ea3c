/**
 * How the widget was asked to be: the `data-` attributes, and `Parlor.update`.
 *
 * Owns the reading and checking of options. Shows nothing.
 */
import type { PanelOptions, ThemeMode } from "@parlor/chat-client/bridge";

import { type Language, pickLanguage } from "../i18n/language";
import { parseColor } from "../shared/color";

/** What `Parlor.update` takes; also the attributes `data-position`, `data-theme`, `data-color`, `data-locale`, `data-texts`. */
export interface LauncherOptions {
  /** `bottom-right` or `bottom-left` */
  position?: string | undefined;
  /** `light`, `dark` or `auto` */
  theme?: string | undefined;
  /** `#rgb` or `#rrggbb` */
  color?: string | undefined;
  /** BCP 47 */
  locale?: string | undefined;
  /** Texts in place of the widget's own, by name; as an attribute, a JSON object. */
  texts?: string | Record<string, string> | undefined;
}

export interface Embed {
  /** Origin of the Parlor server, where this script came from. */
  host: string;
  /** `pk_…` */
  key: string;
  /** `agt_…` */
  agent: string;
  /** Whether to open without being asked. */
  open: boolean;
  /** The visitor's identity token, signed by the customer's backend. */
  identity: string | null;
  options: LauncherOptions;
}

/** What an element's attributes ask for, or the name of the attribute that is missing. */
export function readEmbed(element: HTMLElement, src: string): Embed | string {
  const { key, agent, open, identity, position, theme, color, locale, texts } = element.dataset;
  const url = new URL(src);
  const agentId = agent ?? url.searchParams.get("agent");
  if (!key) return "data-key";
  if (!agentId) return "data-agent";
  return {
    host: url.origin,
    key,
    agent: agentId,
    open: open !== undefined && open !== "false",
    identity: identity ?? null,
    options: { position, theme, color, locale, texts },
  };
}

/** The language of the launcher: as the page asks, as the agent's owner chose, as the page is, or as the browser prefers. */
export function spokenLanguage(options: LauncherOptions, chosen: string | null | undefined): Language {
  return pickLanguage([options.locale, chosen, document.documentElement.lang, ...navigator.languages]);
}

/** The part of the options that the panel needs; what is not valid is left out. */
export function panelOptions(options: LauncherOptions): PanelOptions {
  const { theme, locale } = options;
  const color = parseColor(options.color);
  const texts = readTexts(options.texts);
  return {
    ...(isTheme(theme) && { theme }),
    ...(color && { color }),
    ...(locale && { locale }),
    ...(texts && { texts }),
  };
}

/** The texts as an object; undefined when they are not one. */
export function readTexts(texts: LauncherOptions["texts"]): Record<string, string> | undefined {
  try {
    const value: unknown = typeof texts === "string" ? JSON.parse(texts) : texts;
    return value && typeof value === "object" ? (value as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}

function isTheme(theme: string | undefined): theme is ThemeMode {
  return theme === "light" || theme === "dark" || theme === "auto";
}
