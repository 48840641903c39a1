import type { DashboardQuery } from "../dashboard/view/queries.ts";
import { attemptWork, OutOfSteps, startWork, Work, withWork } from "../promql/grammar/work.ts";
import { RegexTime } from "../templating/regex-time.ts";

/** Something that nothing was inferred from, as it would have taken too many steps. */
export interface TooComplex {
  /** The query, if it is one of a panel or an annotation. */
  readonly query?: DashboardQuery;
  /** Its name if it is not a query: `variable $x`, `rule X`, `metric x`. */
  readonly what?: string;
  /** A sentence without a full stop. */
  readonly reason: string;
}

/**
 * Steps, as promql/work.ts counts them: of one thing at a time, of a whole inference with all its rounds for each
 * dashboard, and at most. The most that real ones have taken is 17,000 for a query and 630,000 for a dashboard.
 */
const limits = { each: 300_000, dashboard: 4_000_000, run: 60_000_000 };

/**
 * The same for copies of repeated panels beyond the first of each, in each build of a dashboard's series: a later build
 * must not lose what an earlier one had. They take nothing from what is needed for others.
 */
const copyLimits = { dashboard: 8_000_000, run: 64_000_000 };

/**
 * Counts the steps of one inference. What takes too many is given up, is not looked at again in later rounds, and is
 * reported; the rest goes on.
 */
export class InferWork {
  /** Of variables' regular expressions. */
  readonly regexTime = new RegexTime();
  readonly #run: Work;
  #copies: Work;
  readonly #dashboards: number;
  readonly #given = new Map<object | string, TooComplex>();

  /** @param dashboards - how many there are, each of which brings steps of its own. */
  constructor(dashboards: number) {
    this.#dashboards = dashboards;
    this.#run = new Work(Math.min(limits.run, limits.dashboard * Math.max(1, dashboards)));
    this.#copies = this.#forCopies();
  }

  /** Everything that was given up so far. */
  get tooComplex(): readonly TooComplex[] {
    return [...this.#given.values()];
  }

  /** @returns undefined if `subject` is given up, now or before. @param run - uses `requireSteps`; not asynchronous. */
  attempt<Result>(subject: DashboardQuery | string, run: () => Result): Result | undefined {
    if (this.#given.has(subject)) return undefined;
    const result = this.tryOnce(run);
    if (result === undefined) this.#giveUp(subject);
    return result?.value;
  }

  /** The same for work whose failure need not be reported. */
  tryOnce<Result>(run: () => Result): { readonly value: Result } | undefined {
    return attemptWork(new Work(limits.each, this.#run), () => ({ value: run() }));
  }

  /** Begins a build of a dashboard's series, which has steps of its own for copies. */
  beginBuild(): void {
    this.#copies = this.#forCopies();
  }

  #forCopies(): Work {
    return new Work(Math.min(copyLimits.dashboard, Math.floor(copyLimits.run / Math.max(1, this.#dashboards))));
  }

  /** {@link tryOnce} for copies of repeated panels beyond the first of each. */
  tryCopy<Result>(run: () => Result): { readonly value: Result } | undefined {
    return attemptWork(new Work(limits.each, this.#copies), () => ({ value: run() }));
  }

  #giveUp(subject: DashboardQuery | string): void {
    const reason = this.#run.usedUp
      ? this.#dashboards > 1
        ? "the dashboards are too complex together; infer them one at a time"
        : "too complex together with all that comes before it; split the dashboard or the rule file"
      : "too complex to infer series from; split it, or write its metrics into a data spec by hand";
    this.#given.set(subject, typeof subject === "string" ? { what: subject, reason } : { query: subject, reason });
  }
}

/** One line that says what was given up, and why. */
export function describeTooComplex({ query, what, reason }: TooComplex): string {
  const place =
    query === undefined ? what : `"${query.panelTitle || query.name || `panel ${query.panelId ?? "without a title"}`}"`;
  return `${place}${query?.refId === undefined ? "" : `, query ${query.refId}`}: ${reason}`;
}

/** Runs a part of the work that has something to fall back on. */
export function orElse<Result>(steps: number, run: () => Result, fallback: () => Result): Result {
  try {
    return withWork(startWork(steps), run);
  } catch (error) {
    if (error instanceof OutOfSteps) return fallback();
    throw error;
  }
}
