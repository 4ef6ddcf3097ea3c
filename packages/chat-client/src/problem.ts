/**
 * Failures as one type, whatever went wrong on the way.
 *
 * Owns the reading of `application/problem+json` (RFC 9457) and of `Retry-After`. Does not decide
 * what a person is told: screens have their own words per `code`.
 */

/** The API's stable codes, and those of failures that never reached it. */
export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "origin_not_allowed"
  | "not_found"
  | "conflict"
  | "payload_too_large"
  | "unsupported_media_type"
  | "invalid_request"
  | "blocked_destination"
  | "rate_limited"
  | "quota_exceeded"
  | "upstream_error"
  | "unavailable"
  | "storage_full"
  /** The server could not be reached, or the connection broke. */
  | "network"
  /** The server answered something that is not in its contract. */
  | "unexpected";

/** A failed call. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfter: number | null;
  /** To be quoted to support. */
  readonly requestId: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    more: { status?: number; retryAfter?: number | null; requestId?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.status = more.status ?? 0;
    this.retryAfter = more.retryAfter ?? null;
    this.requestId = more.requestId ?? null;
  }

  /** Whether the same call may succeed a moment later without anybody changing anything. */
  get isTransient(): boolean {
    return this.code === "network" || this.code === "unavailable" || this.code === "upstream_error";
  }
}

/** Any thrown thing as a `ChatError`. */
export function toChatError(thrown: unknown): ChatError {
  return thrown instanceof ChatError ? thrown : new ChatError("unexpected", String(thrown), { cause: thrown });
}

/** The failure that a refused response stands for. Never throws; reads the body. */
export async function problemFrom(response: Response, now: () => number): Promise<ChatError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (key: string) => (typeof problem[key] === "string" ? problem[key] : null);
  return new ChatError(
    codeFor(response.status, text("code")),
    text("detail") ?? text("title") ?? `HTTP ${response.status}`,
    {
      status: response.status,
      retryAfter: retryAfter(response.headers.get("retry-after"), now),
      requestId: text("requestId") ?? response.headers.get("x-request-id"),
    },
  );
}

/** `Retry-After` in seconds, from its number or its date form (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null, now: () => number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now()) / 1000));
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: "invalid_request",
  401: "unauthenticated",
  402: "quota_exceeded",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "invalid_request",
  429: "rate_limited",
  502: "upstream_error",
  503: "unavailable",
  504: "unavailable",
  507: "storage_full",
};
const CODES = new Set<string>([...Object.values(BY_STATUS), "origin_not_allowed", "blocked_destination"]);

function codeFor(status: number, code: string | null): ErrorCode {
  // A proxy in front of the server answers without our body: its status still tells most of it.
  if (code !== null && CODES.has(code)) return code as ErrorCode;
  return BY_STATUS[status] ?? "unexpected";
}
