/** What both components take and tell. Owns the names; shows nothing. */

export interface ParlorOptions {
  /** Origin of the Parlor server, such as `https://chat.example.com`. */
  server: string;
  /** `pk_live_…`, allowed on the origin of this application. */
  publishableKey: string;
  /** `agt_…` */
  agent: string;
  /** Token by which your backend vouches for the visitor; null or left out: anonymous. */
  identity?: string | null | undefined;
  theme?: "light" | "dark" | "auto" | undefined;
  /** `#rrggbb` */
  color?: string | undefined;
  /** BCP 47 */
  locale?: string | undefined;
  /** Texts in place of the widget's own, by name. */
  texts?: Readonly<Record<string, string>> | undefined;
}

export interface ParlorEvents {
  onReady?: (() => void) | undefined;
  onUserMessage?: ((detail: { chatId: string; text: string }) => void) | undefined;
  onAssistantMessage?: ((detail: { chatId: string; messageId: string; text: string }) => void) | undefined;
  onTool?: ((detail: { chatId: string; tool: string; state: string }) => void) | undefined;
  onUnread?: ((detail: { count: number }) => void) | undefined;
  onError?: ((detail: { code: string; message: string }) => void) | undefined;
}

/** The widget's names of the events. */
export const EVENTS = {
  ready: "onReady",
  "message:user": "onUserMessage",
  "message:assistant": "onAssistantMessage",
  tool: "onTool",
  unread: "onUnread",
  error: "onError",
} as const satisfies Record<string, keyof ParlorEvents>;

/** The options as the attributes that the widget reads; absent ones are undefined. */
export function attributesOf(options: ParlorOptions): Record<`data-${string}`, string | undefined> {
  return {
    "data-key": options.publishableKey,
    "data-agent": options.agent,
    "data-identity": options.identity ?? undefined,
    "data-theme": options.theme,
    "data-color": options.color,
    "data-locale": options.locale,
    "data-texts": options.texts && JSON.stringify(options.texts),
  };
}

/** The origin of a server's address, without a slash at the end. */
export function originOf(server: string): string {
  return new URL(server).origin;
}
