/**
 * Parlor in React. Two components, and the types of what they take and tell.
 *
 * The chat itself is loaded from the Parlor server, so that it always fits that server; this package
 * only puts it where React wants it. Must not know how the chat works inside.
 */
export { ParlorChat, type ParlorChatHandle, type ParlorChatProps } from "./chat.js";
export { ParlorLauncher, type ParlorLauncherHandle, type ParlorLauncherProps } from "./launcher.js";
export type { ParlorEvents, ParlorOptions } from "./options.js";
