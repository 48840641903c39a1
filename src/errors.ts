/**
 * The errors that are raised on purpose. Anything else that is thrown is a bug and keeps its stack.
 */

/** Details of an {@link ExpectedError} beside its message. */
export interface ExpectedErrorOptions extends ErrorOptions {
  /** Short and stable, for machines: `forbidden`, `conflict`, `unavailable`, … */
  readonly code: string;
}

/**
 * An error that the user can do something about. Its message says what was being done, on what, and what to try.
 * It never holds a token, a header or a whole request; `cause` must keep to that too.
 */
export abstract class ExpectedError extends Error {
  /** Short and stable, for machines. */
  readonly code: string;
  /** Details for scripts beside the message; `--output json` shows it. As harmless as the message. */
  details: Readonly<Record<string, unknown>> | undefined;
  /**
   * The process exit code that this error leads to (design: 2 wrong usage, spec or dashboard; 3 a server failed or
   * refused).
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
  constructor(message: string, options: Partial<ExpectedErrorOptions> = {}) {
    super(message, { code: "usage", ...options });
  }
}

/** Where in a text something stands. Lines and columns count from 1. */
export interface TextPosition {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** A data spec is wrong. The message begins with `file:line:column` where that is known. Exit code 2. */
export class SpecError extends ExpectedError {
  readonly exitCode = 2;
  /** Every problem that was found, the first one is in the message. */
  readonly problems: readonly SpecProblem[];
  constructor(problems: readonly SpecProblem[], options: Partial<ExpectedErrorOptions> = {}) {
    super(problems.map(formatProblem).join("\n"), { code: "spec", ...options });
    this.problems = problems;
  }
}

/** One thing that is wrong with a data spec. */
export interface SpecProblem {
  readonly message: string;
  readonly position?: TextPosition;
}

/** `spec.yaml:3:5: what is wrong`. */
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

/** A PromQL query is wrong or not understood. `from` and `to` are offsets into the query. Exit code 2. */
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

/** Details of a server's error beside its message. */
export interface ServerErrorOptions extends ExpectedErrorOptions {
  /** HTTP status; absent when there was no answer. */
  readonly status?: number;
  /** The answer was JSON, as the server's own are; a page is somebody else's. */
  readonly json?: boolean;
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

/** Prometheus, or what takes its place, failed or refused. Exit code 3. */
export class PrometheusError extends ExpectedError {
  readonly exitCode = 3;
  readonly status: number | undefined;
  constructor(message: string, { status, ...options }: ServerErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/**
 * The host of the review (GitHub, GitLab) failed or refused, or there is not exactly one review that fits. Exit code 3.
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
 * A request got no usable answer: refused, reset, timed out, too large. Exit code 3. Clients turn it into their own
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
