/**
 * What the host page remembers between visits and shares between its tabs: the visitor's token, the
 * open chat, the open state.
 *
 * Owns one entry of the host page's localStorage per agent. Works without storage too: then the
 * visitor is new after every reload.
 */
export interface Remembered {
  /** The latest visitor token, possibly expired; it lets the same visitor come back. */
  token?: string | undefined;
  /** `vis_…`, whom the token is for. */
  visitor?: string | undefined;
  /** The customer's own id of the visitor (`sub`); absent for an anonymous one. */
  sub?: string | undefined;
  chatId?: string | null | undefined;
  open?: boolean;
  /** Whether the visitor wants to hear an answer arrive. */
  sound?: boolean;
  /** The accent last in force, so that the button does not change its colour after loading. */
  color?: string;
  /** The side that the agent's owner chose. */
  left?: boolean;
  /** The language that the agent's owner chose. */
  locale?: string | null | undefined;
}

export class Memory {
  readonly key: string;
  #value: Remembered = {};

  constructor(agent: string) {
    this.key = `parlor:${agent}`;
    this.reload();
  }

  get value(): Readonly<Remembered> {
    return this.#value;
  }

  /** Takes over what another tab has written. */
  reload(): void {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(this.key) ?? "{}");
      this.#value = typeof value === "object" && value !== null ? value : {};
    } catch {
      // Broken or forbidden: what this page knows itself still holds.
    }
  }

  save(change: Remembered): void {
    this.reload();
    this.#value = { ...this.#value, ...change };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.#value));
    } catch {
      // Storage may be full or forbidden; the page goes on without a memory.
    }
  }

  /** The look and the visitor's wishes stay; who they are does not. */
  forgetVisitor(): void {
    this.save({ token: undefined, visitor: undefined, sub: undefined, chatId: undefined });
  }
}
