import type { FindingState } from "../dashboard/codes/finding-codes.ts";
import type { CopyValues, Finding } from "../dashboard/finding.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import type { Explanation, ReasonCode } from "./explain/explanation.ts";
import type { CheckQuery } from "./run/check-query.ts";
import type { ValueSummary } from "./run/value-summary.ts";

/**
 * `ok`: at least one finite sample in the window; `empty`: none; `error`: the query is refused or fails; `skipped`: not
 * run, and not to be; `unchecked`: nobody knows, since a server did not answer as it should. That says nothing about
 * the dashboard.
 */
export type CheckState = "ok" | "empty" | "error" | "skipped" | "unchecked";

/**
 * When a query was evaluated, in Unix milliseconds: from `startMs` to `endMs`, both included, every `stepMs`; an
 * instant query at `endMs` only.
 */
export interface Evaluated {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly instant: boolean;
}

/** The result of one query. */
export interface QueryResult {
  readonly query: CheckQuery;
  /** Of a repeated panel: the copy whose query this is. */
  readonly copy?: CopyValues;
  readonly state: CheckState;
  readonly series: number;
  readonly samples: number;
  /** Why it is not `ok`. */
  readonly reason?: string;
  readonly code?: ReasonCode;
  /** Of an `ok` that rests on something else than values: an expression that is {@link notComputed}. */
  readonly note?: string;
  /** The panel that it shares the result of. */
  readonly sharedFrom?: number;
  /** The smallest part of the query without data, or that the server refuses on its own. */
  readonly part?: string;
  readonly selector?: Explanation["selector"];
  /** With all variables filled in, as it was run. */
  readonly ranExpr?: string;
  /** Absent for a query that was not run. */
  readonly evaluated?: Evaluated;
  /** Absent without samples. */
  readonly values?: ValueSummary;
  /** Last finite value of the first series that has one. */
  readonly lastValue?: number;
  /** The same series' values from start to end, `undefined` where it lacks one. */
  readonly shape: readonly (number | undefined)[];
}

/** The note of an expression that has data to work on, where no Grafana says what it makes of it. */
export const notComputed = "not computed here";

/** One copy of a repeated panel. */
export interface CopyResult {
  readonly values: CopyValues;
  /** `skipped` with the code `too-many-copies` if it was not looked at. */
  readonly state: CheckState;
  readonly code?: ReasonCode;
  readonly reason?: string;
}

/**
 * A panel with the results of its queries put together. A repeated panel has the worst state among its copies, and its
 * last value and shape are those of the first copy with data.
 */
export interface PanelResult {
  readonly panelId?: number;
  readonly title: string;
  readonly state: CheckState;
  /** Of a repeated panel: those that were looked at, then the first of those that were not. */
  readonly copies?: readonly CopyResult[];
  /** Of a repeated panel: how many copies Grafana shows. */
  readonly copyCount?: number;
  /** Of its first query in that state, or of the panel as a whole; absent if it is `ok`. */
  readonly code?: ReasonCode;
  readonly reason?: string;
  /** Of its first query with a note, if it is `ok`. */
  readonly note?: string;
  /** Why nobody here knows whether Grafana draws anything of its data. Only of a panel that is `ok`. */
  readonly notJudged?: string;
  readonly series: number;
  readonly samples: number;
  readonly lastValue?: number;
  /** Of the query that the last value is of. */
  readonly values?: ValueSummary;
  readonly unit?: string;
  readonly shape: readonly (number | undefined)[];
}

/** A query or variable without data, or with an error; or something that is, or may be, wrong with the dashboard. */
export interface CheckFinding extends Finding<Exclude<FindingState, "unchecked">, ReasonCode> {
  readonly code: ReasonCode;
  /** The smallest part of the query without data, or that the server refuses on its own. */
  readonly part?: string;
}

/** Something that could not be looked at. Says nothing about the dashboard, so it never fails a run. */
export type Unchecked = Omit<Finding<"unchecked">, "code">;

/** How many panels are in which state. */
export interface PanelCounts {
  readonly total: number;
  readonly ok: number;
  readonly empty: number;
  readonly error: number;
  readonly skipped: number;
  readonly unchecked: number;
}

/** The result of {@link checkDashboard}. */
export interface CheckResult {
  readonly panels: PanelCounts;
  readonly panelResults: readonly PanelResult[];
  readonly queries: readonly QueryResult[];
  readonly variables: readonly ResolvedVariable[];
  readonly findings: readonly CheckFinding[];
  /** Queries and variables that no server answered. */
  readonly unchecked: readonly Unchecked[];
  /**
   * Metrics of the spec that no query uses, sorted. Empty without a spec. In the result of a run: that no dashboard of
   * the run uses, with the first dashboard of the spec.
   */
  readonly unusedMetrics: readonly string[];
}

/** Which findings make a run fail; each level counts what the one before counts too. */
export type FailOn = "none" | "error" | "broken" | "empty";

const countedStates: Readonly<Record<FailOn, readonly FindingState[]>> = {
  none: [],
  error: ["error"],
  broken: ["error", "broken"],
  empty: ["error", "broken", "empty"],
};

/** Whether `--fail-on` counts findings of this state. A `hint` never counts. */
export function counts(state: FindingState, level: FailOn): boolean {
  return countedStates[level].includes(state);
}

/**
 * Whether there are findings that `--fail-on` counts: `error` errors only, `broken` also what is wrong with the
 * dashboard itself, `empty` also queries without data, `none` nothing.
 */
export function failOn(
  { findings }: { readonly findings: readonly { readonly state: FindingState }[] },
  level: FailOn,
): boolean {
  return findings.some(({ state }) => counts(state, level));
}

/**
 * The exit code of a run by what its checks found: 1 for findings that `--fail-on` counts, else 3 where something could
 * not be checked, else 0. With `none` nothing counts.
 *
 * @param checks - of every dashboard; undefined for one that could not be checked at all.
 */
export function checkExitCode(checks: readonly (CheckResult | undefined)[], level: FailOn): 0 | 1 | 3 {
  if (level === "none") return 0;
  if (checks.some((check) => check !== undefined && failOn(check, level))) return 1;
  return checks.some((check) => check === undefined || check.unchecked.length > 0) ? 3 : 0;
}
