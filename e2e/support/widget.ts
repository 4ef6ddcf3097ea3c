/** The widget as a visitor meets it: found by role and name, never by class. */
import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import type { HostPage } from "./host-page.ts";

export class Widget {
  readonly page: Page;
  readonly host: HostPage;
  readonly panel: FrameLocator;

  constructor(page: Page, host: HostPage) {
    this.page = page;
    this.host = host;
    this.panel = page.frameLocator("iframe[title='Chat']");
  }

  get launcher(): Locator {
    return this.page.getByRole("button", { name: /^(open|close) chat/i });
  }

  get composer(): Locator {
    return this.panel.getByRole("textbox", { name: "Your message" });
  }

  get stopButton(): Locator {
    return this.panel.getByRole("button", { name: "Stop the answer" });
  }

  /** The conversation's messages of both sides. */
  get conversation(): Locator {
    return this.panel.getByRole("log", { name: "Conversation" });
  }

  /** The buttons of the first source: one in the text, one below it. */
  get citation(): Locator {
    return this.panel.getByRole("button", { name: /^Source 1: / }).first();
  }

  /** The passage behind a citation, once it is opened. */
  get passage(): Locator {
    return this.panel.getByRole("dialog");
  }

  /** Loads the host page and opens the chat. */
  async open(): Promise<void> {
    await this.page.goto(this.host.origin);
    await this.launcher.click();
    await expect(this.composer).toBeVisible();
  }

  async ask(question: string): Promise<void> {
    await this.composer.fill(question);
    await this.composer.press("Enter");
  }

  /** Words of the form `wordN` in the order in which they stand in the conversation. */
  async numberedWords(): Promise<number[]> {
    const text = await this.conversation.innerText();
    return [...text.matchAll(/\bword(\d+)\b/g)].map(([, number]) => Number(number));
  }

  /** Waits for the answer's last word, then checks that every word from 1 to `count` is there once and in order. */
  async expectWords(count: number): Promise<void> {
    await expect(this.conversation).toContainText(`word${String(count)}`, { timeout: 30_000 });
    expect(await this.numberedWords()).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  }
}

/** `word1 word2 …`, so that a lost or doubled word can be told. */
export function numbered(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${String(index + 1)}`).join(" ");
}
