/**
 * How the widget was asked to be: the attributes of the script element, and `Parlor.update`.
 *
 * Owns the reading and checking of options. Shows nothing.
 */
import type { PanelOptions, ThemeMode } from "@parlor/chat-client/bridge";

import { parseColor } from "../shared/color";

/** What `Parlor.update` takes; also the attributes `data-position`, `data-theme`, `data-color`, `data-locale`. */
export interface LauncherOptions {
  /** `bottom-right` or `bottom-left` */
  position?: string | undefined;
  /** `light`, `dark` or `auto` */
  theme?: string | undefined;
  /** `#rgb` or `#rrggbb` */
  color?: string | undefined;
  /** BCP 47 */
  locale?: string | undefined;
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

/** What the script element asks for, or the name of the attribute that is missing. */
export function readEmbed(script: HTMLScriptElement): Embed | string {
  const { key, agent, open, identity, position, theme, color, locale } = script.dataset;
  const url = new URL(script.src);
  const agentId = agent ?? url.searchParams.get("agent");
  if (!key) return "data-key";
  if (!agentId) return "data-agent";
  return {
    host: url.origin,
    key,
    agent: agentId,
    open: open !== undefined && open !== "false",
    identity: identity ?? null,
    options: { position, theme, color, locale },
  };
}

/** The part of the options that the panel needs; what is not valid is left out. */
export function panelOptions(options: LauncherOptions): PanelOptions {
  const { theme, locale } = options;
  const color = parseColor(options.color);
  return {
    ...(isTheme(theme) && { theme }),
    ...(color !== undefined && { color }),
    ...(locale && { locale }),
  };
}

function isTheme(theme: string | undefined): theme is ThemeMode {
  return theme === "light" || theme === "dark" || theme === "auto";
}
