/**
 * The errors that are raised on purpose. Anything else that is thrown is a bug and keeps its stack.
 */

/** Options of an {@link ExpectedError}. */
export interface ExpectedErrorOptions extends ErrorOptions {
  /** Short and stable, for machines: `forbidden`, `conflict`, `unavailable`, … */
  readonly code: string;
}

/**
 * An error that the user can act on. Its message says what happened, and what to do. Neither it nor its `cause` may
 * contain a token, a header or a whole request.
 */
export abstract class ExpectedError extends Error {
  /** Short and stable, for machines. */
  readonly code: string;
  /** Details for scripts, shown by `--output json`. They must be as safe to show as the message. */
  details: Readonly<Record<string, unknown>> | undefined;
  /**
   * The exit code of the process: 2 for wrong usage, spec or dashboard; 3 if a server failed or refused; 130 if
   * interrupted.
   */
  abstract readonly exitCode: 2 | 3 | 130;

  constructor(message: string, { code, ...options }: ExpectedErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.details = undefined;
  }
}

/** The command line, the environment or a file that it names is wrong. Exit code 2. */
export class UsageError extends ExpectedError {
  readonly exitCode = 2;
  /** Values that the message is about, as they were given; those that a message begins with need not be named. */
  readonly about: readonly string[] | undefined;
  constructor(
    message: string,
    { about, ...options }: Partial<ExpectedErrorOptions> & { readonly about?: readonly string[] } = {},
  ) {
    super(message, { code: "usage", ...options });
    this.about = about;
  }
}

/** A position in a text. Lines and columns count from 1. */
export interface TextPosition {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** A data spec is wrong. The message begins with `file:line:column` if that is known. Exit code 2. */
export class SpecError extends ExpectedError {
  readonly exitCode = 2;
  /** All problems found. The message shows the first one. */
  readonly problems: readonly SpecProblem[];
  constructor(problems: readonly SpecProblem[], options: Partial<ExpectedErrorOptions> = {}) {
    super(problems.map(formatProblem).join("\n"), { code: "spec", ...options });
    this.problems = problems;
  }
}

/** One problem of a data spec. */
export interface SpecProblem {
  readonly message: string;
  readonly position?: TextPosition;
  /** Keys and list indexes from the top of the spec. */
  readonly path?: readonly (string | number)[];
}

/** Formats a problem: `spec.yaml:3:5: message`. */
export function formatProblem({ message, position }: SpecProblem): string {
  return position === undefined
    ? message
    : `${position.file ?? "<spec>"}:${position.line}:${position.column}: ${message}`;
}

/** A dashboard file is wrong: not JSON, not a dashboard, too large, a preview itself. Exit code 2. */
export class DashboardError extends ExpectedError {
  readonly exitCode = 2;
  constructor(message: string, options: Partial<ExpectedErrorOptions> = {}) {
    super(message, { code: "dashboard", ...options });
  }
}

/** A PromQL query is invalid or not supported. `from` and `to` are offsets into the query. Exit code 2. */
export class PromqlError extends ExpectedError {
  readonly exitCode = 2;
  readonly from: number;
  readonly to: number;
  constructor(message: string, { from, to, ...options }: Partial<ExpectedErrorOptions> & { from: number; to: number }) {
    super(message, { code: "promql", ...options });
    this.from = from;
    this.to = to;
  }
}

/** Options of an error of a server. */
export interface ServerErrorOptions extends ExpectedErrorOptions {
  /** HTTP status; absent without an answer. */
  readonly status?: number;
  /** True if the answer was JSON, like the server's own answers; an HTML page comes from a proxy. */
  readonly json?: boolean;
  /** How long the server asks to wait (Retry-After), in milliseconds. */
  readonly waitMs?: number | undefined;
}

/** Grafana failed or refused. Exit code 3. */
export class GrafanaError extends ExpectedError {
  readonly exitCode = 3;
  readonly status: number | undefined;
  readonly json: boolean;
  constructor(message: string, { status, json = false, ...options }: ServerErrorOptions) {
    super(message, options);
    this.status = status;
    this.json = json;
  }
}

/** Prometheus or another receiver failed or refused. Exit code 3. */
export class PrometheusError extends ExpectedError {
  readonly exitCode = 3;
  readonly status: number | undefined;
  readonly waitMs: number | undefined;
  constructor(message: string, { status, waitMs, ...options }: ServerErrorOptions) {
    super(message, options);
    this.status = status;
    this.waitMs = waitMs;
  }
}

/**
 * The review's host (GitHub, GitLab) failed or refused, or not exactly one review matches. Exit code 3.
 */
export class CiError extends ExpectedError {
  readonly exitCode = 3;
  readonly status: number | undefined;
  constructor(message: string, { status, ...options }: ServerErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/**
 * A request got no usable answer: refused, reset, timed out or too large. Exit code 3. Clients convert it to their own
 * error.
 */
export class HttpError extends ExpectedError {
  readonly exitCode = 3;
}

/** The user or the system asked to stop (SIGINT, SIGTERM). Exit code 130. */
export class InterruptedError extends ExpectedError {
  readonly exitCode = 130;
  constructor(message = "interrupted", options: Partial<ExpectedErrorOptions> = {}) {
    super(message, { code: "interrupted", ...options });
  }
}

/** The browser that takes pictures failed, or its page. Exit code 3. */
export class PictureError extends ExpectedError {
  readonly exitCode = 3;
  constructor(message: string, options: Partial<ExpectedErrorOptions> = {}) {
    super(message, { code: "pictures", ...options });
  }
}
