/** What the panel's address says. Owns the reading of the query; trusts none of it further than this. */
import type { PanelOptions, ThemeMode } from "@parlor/chat-client/bridge";

import { parseColor } from "../../shared/color";

export interface PanelParams {
  /** The exact origin to talk to; null when the page was not opened by a launcher. */
  parent: string | null;
  options: PanelOptions;
  /** The host page's language, for when nobody asks for another. */
  fallback: string | null;
  /** Whether the panel fills a place of the page, so that nothing can close it. */
  inline: boolean;
}

export function readParams(search: string): PanelParams {
  const query = new URLSearchParams(search);
  const color = parseColor(query.get("color"));
  const theme = query.get("theme");
  const locale = query.get("locale");
  return {
    parent: originOf(query.get("parent")),
    options: {
      ...(isTheme(theme) && { theme }),
      ...(color !== undefined && { color }),
      ...(locale !== null && { locale }),
    },
    fallback: query.get("lang"),
    inline: query.has("inline"),
  };
}

/** The origin itself, if `text` is one and nothing more, and of a kind that can be addressed. */
function originOf(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { origin, protocol } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && origin === text ? origin : null;
}

function isTheme(theme: string | null): theme is ThemeMode {
  return theme === "light" || theme === "dark" || theme === "auto";
}
