/** The lines of a text that say something. */
export const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
