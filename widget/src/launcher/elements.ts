/** Elements that the launcher and `<parlor-chat>` both need. */

/** A shadow root with `css` as a constructed sheet, which no style policy refuses. */
export function shadowOf(element: HTMLElement, css: string): ShadowRoot {
  const shadow = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  return shadow;
}

/** The frame that holds the panel. */
export function panelFrame(url: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  // Copying an answer is the only thing the panel needs that a frame may not do by itself.
  frame.allow = "clipboard-write";
  frame.src = url;
  return frame;
}
