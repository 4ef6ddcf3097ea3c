/**
 * A value that can be watched, in the form that React's `useSyncExternalStore` takes.
 *
 * Owns the value and who listens. Knows nothing about chats.
 */
export class Observable<T> {
  #value: T;
  #told = true;
  readonly #listeners = new Set<() => void>();
  readonly #schedule: (tell: () => void) => void;

  /** `schedule` decides when listeners hear of a change; several changes until then are told once. */
  constructor(value: T, schedule: (tell: () => void) => void) {
    this.#value = value;
    this.#schedule = schedule;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    if (!this.#told) return;
    this.#told = false;
    this.#schedule(() => {
      this.#told = true;
      for (const listener of this.#listeners) listener();
    });
  }
}
