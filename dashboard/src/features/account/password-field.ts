import { z } from "zod";

/** A password that may be chosen; the server counts its bytes, too. */
export const passwordField = z.string().min(8, "At least 8 characters").max(256, "At most 256 characters");
