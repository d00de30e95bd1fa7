/** Why a request did not do what was asked. */

/** A field of the input that the server refuses. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** What the server answers when it refuses or fails (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | null;
  /** After how many seconds to come back, if the server says so. */
  readonly retryAfter: number | null;

  constructor(answer: {
    status: number;
    code: string;
    title: string;
    detail?: string | null | undefined;
    fields?: readonly FieldProblem[];
    requestId?: string | null;
    retryAfter?: number | null;
  }) {
    super(`${answer.status} ${answer.code}: ${answer.title}`);
    this.status = answer.status;
    this.code = answer.code;
    this.title = answer.title;
    this.detail = answer.detail ?? null;
    this.fields = answer.fields ?? [];
    this.requestId = answer.requestId ?? null;
    this.retryAfter = answer.retryAfter ?? null;
  }

  /** Reads the answer of a server; whatever stands between us and it may answer in its own words. */
  static async of(response: Response): Promise<Problem> {
    const retryAfter = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    const body: unknown = await response.json().catch(() => null);
    const known = isProblemBody(body) ? body : null;
    return new Problem({
      status: response.status,
      code: known?.code ?? (response.status >= 500 ? "unavailable" : "unknown"),
      title: known?.title ?? response.statusText,
      detail: known?.detail,
      fields: known?.fields ?? [],
      requestId: known?.request_id ?? response.headers.get("x-request-id"),
      retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
    });
  }
}

interface ProblemBody {
  code: string;
  title: string;
  detail?: string | null;
  /** Left out when no field is at fault. */
  fields?: FieldProblem[];
  request_id: string;
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === "object" && body !== null && "code" in body && "title" in body;
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** Is this the server's answer with one of these codes? */
export function isProblem(error: unknown, ...codes: string[]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}
