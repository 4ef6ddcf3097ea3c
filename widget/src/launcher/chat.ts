/**
 * The entry of `parlor-chat.js`: the launcher's other half, loaded with the panel and not before.
 *
 * A page without a launcher loads it by itself, for `<parlor-chat>`.
 */
import { ParlorChat } from "./inline";

export { Host } from "./host";

if (!customElements.get("parlor-chat")) customElements.define("parlor-chat", ParlorChat);
