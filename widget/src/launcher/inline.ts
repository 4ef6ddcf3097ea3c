/**
 * `<parlor-chat data-key data-agent>`: the panel as a part of the page.
 *
 * Owns the element: attributes are options, methods are those of `window.Parlor` that make sense
 * here, and events of the chat are DOM events under the same names.
 */
import { launcherWords } from "../i18n/launcher-words";
import { Host, type Screen } from "./host";
import styles from "./inline.css?inline";
import { type LauncherOptions, readEmbed } from "./options";
import { panelFrame, shadowOf } from "./elements";

export class ParlorChat extends HTMLElement implements Screen {
  static readonly observedAttributes = ["data-theme", "data-color", "data-locale", "data-texts", "data-identity"];
  readonly inline = true;
  #host: Host | null = null;
  #frame: HTMLIFrameElement | null = null;

  get panelWindow(): Window | null {
    return this.#frame?.contentWindow ?? null;
  }

  get isOpen(): boolean {
    return this.isConnected;
  }

  connectedCallback(): void {
    const embed = readEmbed(this, import.meta.url);
    if (typeof embed === "string") {
      reportError(new Error(`Parlor: the element lacks ${embed}`));
      return;
    }
    if (!this.shadowRoot) shadowOf(this, styles);
    this.#host = new Host(embed, this);
    this.#host.shown(false);
  }

  disconnectedCallback(): void {
    this.#host?.destroy();
    this.#host = null;
    this.#frame?.remove();
    this.#frame = null;
  }

  attributeChangedCallback(name: string): void {
    const { theme, color, locale, texts, identity } = this.dataset;
    if (name === "data-identity") this.identify(identity ?? null);
    else this.update({ theme, color, locale, texts });
  }

  load(url: string): void {
    this.#frame = panelFrame(url);
    this.#frame.loading = "lazy";
    this.shadowRoot?.append(this.#frame);
    this.dress();
  }

  handOver(): string {
    // The page's own caret stays where it is.
    return "";
  }

  dress(): void {
    if (this.#host && this.#frame) this.#frame.title = launcherWords(this.#host.language).title;
  }

  emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  close(): void {
    // A part of the page is not closed by what is inside it.
  }

  send(text: string): void {
    this.#host?.tell({ parlor: 1, type: "send", text });
  }

  identify(token: string | null): void {
    this.#host?.identify(token);
  }

  reset(): void {
    this.#host?.reset();
  }

  update(options: LauncherOptions): void {
    this.#host?.update(options);
  }
}
