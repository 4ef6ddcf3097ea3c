/**
 * The round button and the frame above it.
 *
 * Owns the elements, their accessible state and focus. Built element by element, never from markup,
 * so that it also works where a page enforces Trusted Types. Knows nothing of chats.
 */
import type { LauncherWords } from "../i18n/launcher-words";
import { onColor } from "../shared/color";
import { panelFrame, shadowOf } from "./elements";
import styles from "./launcher.css?inline";

const SVG = "http://www.w3.org/2000/svg";
const CHAT = "M21 11.6a8.4 8.4 0 0 1-8.5 8.3 8.7 8.7 0 0 1-3.6-.8L3.6 20.6l1.5-4.7A8 8 0 0 1 4 11.6a8.4 8.4 0 0 1 8.5-8.3 8.4 8.4 0 0 1 8.5 8.3Z";
const DOWN = "m6 9.5 6 6 6-6";

export interface ViewHandlers {
  onToggle: () => void;
  /** The visitor is likely to open the chat soon. */
  onIntent: () => void;
  onEscape: () => void;
  /** A key for the panel came here, because it was pressed while the focus moved there. */
  onTyped: (text: string) => void;
}

export class View {
  readonly #host = document.createElement("parlor-launcher");
  readonly #root = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #badge = document.createElement("span");
  readonly #frame = document.createElement("div");
  #words: LauncherWords | null = null;
  #unread = 0;
  /** What was typed on the button of a panel that cannot be typed into yet. */
  #typed = "";
  #gathers = false;
  #iframe: HTMLIFrameElement | null = null;

  constructor(handlers: ViewHandlers) {
    const shadow = shadowOf(this.#host, styles);

    this.#button.type = "button";
    this.#button.className = "button";
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#badge.className = "badge";
    this.#badge.setAttribute("aria-hidden", "true");
    this.#button.append(icon("chat", CHAT), icon("down", DOWN), this.#badge);
    this.#frame.className = "frame";
    this.#frame.setAttribute("role", "dialog");
    this.#root.append(this.#frame, this.#button);
    shadow.append(this.#root);

    this.#button.addEventListener("click", handlers.onToggle);
    this.#button.addEventListener("pointerenter", handlers.onIntent);
    this.#button.addEventListener("focus", handlers.onIntent);
    this.#root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") handlers.onEscape();
      else if (this.#type(event, handlers)) event.preventDefault();
    });
    document.body.append(this.#host);
  }

  /** The panel's window once it has been loaded. */
  get panelWindow(): Window | null {
    return this.#iframe?.contentWindow ?? null;
  }

  load(url: string): void {
    this.#iframe = panelFrame(url);
    this.#frame.append(this.#iframe);
    this.#label();
  }

  setOpen(open: boolean): void {
    this.#gathers = false;
    this.#typed = "";
    this.#root.classList.toggle("open", open);
    this.#button.setAttribute("aria-expanded", String(open));
    this.#label();
  }

  setUnread(count: number): void {
    this.#unread = count;
    this.#label();
  }

  setWords(words: LauncherWords): void {
    this.#words = words;
    this.#label();
  }

  /** On the left or on the right side of the page. */
  setLeft(left: boolean): void {
    this.#root.classList.toggle("left", left);
  }

  setColor(color: string): void {
    this.#host.style.setProperty("--accent", color);
    this.#host.style.setProperty("--on-accent", onColor(color));
  }

  setSurface(color: string): void {
    this.#host.style.setProperty("--surface", color);
  }

  /** Keeps what is typed from now on. */
  gather(): void {
    this.#gathers = true;
  }

  /** Gives the focus to the panel; answers what was typed until now. */
  handOver(): string {
    const typed = this.#typed;
    this.#gathers = false;
    this.#typed = "";
    this.#iframe?.focus();
    return typed;
  }

  /** Gives the focus back to the button, unless the visitor has put it elsewhere meanwhile. */
  focusButton(): void {
    const active = document.activeElement;
    if (active === this.#host || active === document.body || active === null) this.#button.focus();
  }

  remove(): void {
    this.#host.remove();
  }

  /** Whether the key belongs to what the visitor writes. With nothing written, Enter and space are the button's. */
  #type({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, { onTyped }: ViewHandlers): boolean {
    const late = this.#iframe !== null && this.#host.shadowRoot?.activeElement === this.#iframe;
    const added = key === "Enter" ? "\n" : key.length === 1 ? key : "";
    if (!(late || this.#gathers) || ctrlKey || metaKey || altKey) return false;
    if (late) onTyped(added);
    else if (key === "Backspace") this.#typed = this.#typed.slice(0, -1);
    else if (added.trim() || (added && this.#typed)) this.#typed += added;
    else return false;
    return true;
  }

  #label(): void {
    const words = this.#words;
    if (!words) return;
    const open = this.#root.classList.contains("open");
    const unread = open ? 0 : this.#unread;
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 9 ? "9+" : String(unread);
    const label = open ? words.close : unread > 0 ? `${words.open}, ${unread} ${words.unread}` : words.open;
    this.#button.setAttribute("aria-label", label);
    this.#button.title = label;
    this.#frame.setAttribute("aria-label", words.title);
    if (this.#iframe) this.#iframe.title = words.title;
  }
}

function icon(name: string, path: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${name}`);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
