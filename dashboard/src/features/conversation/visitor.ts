import type { VisitorBody } from "@parlor/api-client";

/** How to call a visitor: by the best name there is. */
export function visitorName({ name, email, externalId }: Pick<VisitorBody, "name" | "email" | "externalId">): string {
  return name ?? email ?? externalId ?? "Anonymous visitor";
}
