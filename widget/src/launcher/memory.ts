/**
 * What the host page remembers between visits: the visitor's token, the open chat, the open state.
 *
 * Owns one entry of the host page's localStorage per agent. Works without storage too: then the
 * visitor is new after every reload.
 */
export interface Remembered {
  /** The latest visitor token, possibly expired; it lets the same visitor come back. */
  token?: string;
  chatId?: string | null;
  open?: boolean;
  /** The accent last in force, so that the button does not change its colour after loading. */
  color?: string;
  /** The side that the agent's owner chose. */
  left?: boolean;
}

export class Memory {
  readonly #key: string;
  #value: Remembered;

  constructor(agent: string) {
    this.#key = `parlor:${agent}`;
    this.#value = this.#read();
  }

  get value(): Readonly<Remembered> {
    return this.#value;
  }

  save(change: Remembered): void {
    this.#value = { ...this.#value, ...change };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#value));
    } catch {
      // Storage may be full or forbidden; the page goes on without a memory.
    }
  }

  forgetVisitor(): void {
    const rest = { ...this.#value };
    delete rest.token;
    delete rest.chatId;
    this.#value = {};
    this.save(rest);
  }

  #read(): Remembered {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "{}");
      return typeof value === "object" && value !== null ? value : {};
    } catch {
      return {};
    }
  }
}
