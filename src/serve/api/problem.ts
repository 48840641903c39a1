import type { SpecProblem } from "../../errors.ts";

/** One thing that is wrong with what was sent. */
export interface ProblemPart {
  readonly message: string;
  /** JSON Pointer into the spec that would run with the change. */
  readonly path?: string;
  /** Of a spec that was sent as a whole. */
  readonly line?: number;
  readonly column?: number;
}

/** An answer that is an error, as RFC 9457 has it. */
export class Problem extends Error {
  readonly status: number;
  /** Short and stable, for machines. */
  readonly code: string;
  readonly problems: readonly ProblemPart[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    {
      problems,
      headers = {},
    }: { readonly problems?: readonly ProblemPart[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.problems = problems;
    this.headers = headers;
  }

  /** The body of the answer. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { status, code, message: detail, problems } = this;
    return { title: titles[status] ?? "Error", status, code, detail, ...(problems === undefined ? {} : { problems }) };
  }
}

/** The problems of a spec; with their lines only if the text was sent as it is. */
export function partsOf(problems: readonly SpecProblem[], { whole }: { readonly whole: boolean }): ProblemPart[] {
  return problems.map(({ message, path, position }) => ({
    message,
    ...(path === undefined ? {} : { path: pointerOf(path) }),
    ...(whole && position !== undefined ? { line: position.line, column: position.column } : {}),
  }));
}

/** `/metrics/0/series`: a JSON Pointer. */
function pointerOf(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
  422: "Unprocessable Content",
  428: "Precondition Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
