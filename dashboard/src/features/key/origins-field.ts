import { z } from "zod";
import { firstBadOrigin } from "./origins";

/** A text with one origin per line; the error names the line that is none. */
export const originsField = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const bad = firstBadOrigin(text);
    if (bad !== undefined) context.addIssue({ code: "custom", message: `${bad} is not a web address like https://www.example.com` });
  });
