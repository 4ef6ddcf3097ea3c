/**
 * The launcher: a button on somebody else's page, and the place where the panel appears.
 *
 * Owns when the panel is loaded and the open state. Loads nothing until the visitor shows interest,
 * and never reads or changes the page around it. The talk with the panel is `Host`'s, which is
 * loaded with it.
 */
import { launcherWords } from "../i18n/launcher-words";
import { DEFAULT_COLOR, parseColor } from "../shared/color";
import { Emitter } from "./emitter";
import type { Host, Screen } from "./host";
import { Memory } from "./memory";
import { type Embed, type LauncherOptions, readTexts, spokenLanguage } from "./options";
import { View } from "./view";

/** How the other half arrives; it is another file, so that a page that nobody chats on never loads it. */
export type LoadHost = (embed: Embed, screen: Screen, memory: Memory) => Promise<Host>;

export class Launcher implements Screen {
  readonly inline = false;
  readonly events = new Emitter();
  isOpen = false;
  readonly #embed: Embed;
  readonly #memory: Memory;
  readonly #view: View;
  readonly #loadHost: LoadHost;
  #host: Promise<Host> | null = null;

  constructor(embed: Embed, loadHost: LoadHost) {
    this.#embed = embed;
    this.#loadHost = loadHost;
    this.#memory = new Memory(embed.agent);
    this.#view = new View({
      onToggle: () => this.toggle(),
      onIntent: () => this.#with((host) => host.load()),
      onEscape: () => this.close(),
      onTyped: (text) => this.#with((host) => host.tell({ parlor: 1, type: "typed", text })),
    });
    this.dress(null);
    this.#view.setOpen(false);
  }

  /** Opens if the page or the visitor's last visit says so. */
  start(): void {
    if (this.#memory.value.open ?? this.#embed.open) this.#show(false);
  }

  get panelWindow(): Window | null {
    return this.#view.panelWindow;
  }

  load(url: string): void {
    this.#view.load(url);
  }

  handOver(): string {
    return this.#view.handOver();
  }

  emit(name: string, detail: unknown): void {
    if (name === "unread") this.#view.setUnread((detail as { count: number }).count);
    this.events.emit(name, detail);
  }

  open(): void {
    this.#show(true);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#view.setOpen(false);
    this.#view.focusButton();
    this.#memory.save({ open: false });
    this.#with((host) => host.tell({ parlor: 1, type: "hidden" }));
    this.emit("close", {});
  }

  toggle(): void {
    if (this.isOpen) this.close();
    else this.open();
  }

  /** Sends `text` as the visitor, in the open panel. */
  send(text: string): void {
    this.#show(false);
    this.#with((host) => host.tell({ parlor: 1, type: "send", text }));
  }

  identify(token: string | null): void {
    this.#embed.identity = token;
    if (this.#host) this.#with((host) => host.identify(token));
  }

  reset(): void {
    this.#embed.identity = null;
    this.#memory.forgetVisitor();
    if (this.#host) this.#with((host) => host.reset());
  }

  update(options: LauncherOptions): void {
    this.#embed.options = { ...this.#embed.options, ...options };
    this.dress(null);
    if (this.#host) this.#with((host) => host.update(options));
  }

  destroy(): void {
    if (this.#host) this.#with((host) => host.destroy());
    this.#view.remove();
  }

  dress(background: string | null): void {
    const { options } = this.#embed;
    const { position, theme } = options;
    const { left, color, locale } = this.#memory.value;
    const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    this.#view.setWords(launcherWords(spokenLanguage(options, locale), readTexts(options.texts)));
    this.#view.setLeft(position ? position === "bottom-left" : (left ?? false));
    this.#view.setColor(parseColor(options.color) ?? parseColor(color) ?? DEFAULT_COLOR);
    // Guessed until the panel has said which background it has.
    this.#view.setSurface(background ?? (dark ? "#15181b" : "#fff"));
  }

  #show(focus: boolean): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.#view.setOpen(true);
    this.#view.setUnread(0);
    if (focus) this.#view.gather();
    this.#memory.save({ open: true });
    this.#with((host) => host.shown(focus));
    this.emit("open", {});
  }

  /** Calls in the order in which they were made, once the other half is there. */
  #with(call: (host: Host) => void): void {
    this.#host ??= this.#loadHost(this.#embed, this, this.#memory);
    this.#host.then(call).catch(() => {
      // Not loaded: the next wish of the visitor tries again.
      this.#host = null;
      this.emit("error", { code: "network", message: "The chat could not be loaded" });
    });
  }
}
