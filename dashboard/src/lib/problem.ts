/** One field of a refused request: `path` is dotted, as in `retrieval.topK`. */
export interface FieldError {
  path: string;
  message: string;
}

/** A refusal of the server (RFC 9457 `application/problem+json`) as a thrown error. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** Stable machine word such as `conflict`; `network` when no answer came at all. */
  readonly code: string;
  readonly fields: readonly FieldError[];
  /** What to quote to the operator, when the server sent one. */
  readonly requestId: string | undefined;

  constructor(init: { status: number; code: string; detail: string; fields?: readonly FieldError[]; requestId?: string | undefined }) {
    super(init.detail);
    this.status = init.status;
    this.code = init.code;
    this.fields = init.fields ?? [];
    this.requestId = init.requestId;
  }
}

/** Turns whatever the API client threw into a `Problem` with a sentence a person can act on. */
export function toProblem(error: unknown, response?: Response): Problem {
  if (error instanceof Problem) return error;
  if (!response) {
    return new Problem({ status: 0, code: "network", detail: "The server did not answer. Check your connection and try again." });
  }
  const body = isRecord(error) ? error : {};
  const detail = text(body.detail) ?? text(body.title) ?? `The server answered ${String(response.status)}.`;
  return new Problem({
    status: response.status,
    code: text(body.code) ?? "unknown",
    detail: response.status === 429 ? `${detail}${waitHint(response)}` : detail,
    fields: Array.isArray(body.errors) ? body.errors.filter(isFieldError) : [],
    requestId: text(body.requestId) ?? response.headers.get("x-request-id") ?? undefined,
  });
}

/** The sentence to show for any thrown value. */
export function messageOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof Error && error.message !== "" ? error.message : "Something went wrong.";
}

function waitHint(response: Response): string {
  const seconds = Number(response.headers.get("retry-after"));
  return seconds > 0 ? ` Try again in ${String(seconds)} s.` : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value.path === "string" && typeof value.message === "string";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
