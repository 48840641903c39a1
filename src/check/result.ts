import type { CheckQuery } from "./check-query.ts";
import type { Explanation, ReasonCode } from "./explanation.ts";
import type { ResolvedVariable } from "./variable.ts";

/** `ok`: at least one finite sample in the window; `empty`: none; `error`: refused or failed; `skipped`: not run. */
export type CheckState = "ok" | "empty" | "error" | "skipped";

/** What one query gave. */
export interface QueryResult {
  readonly query: CheckQuery;
  readonly state: CheckState;
  readonly series: number;
  readonly samples: number;
  /** Why it is not `ok`. */
  readonly reason?: string;
  readonly code?: ReasonCode;
  /** The smallest part of the query without data. */
  readonly part?: string;
  readonly selector?: Explanation["selector"];
  /** With all variables filled in, as it was run. */
  readonly ranExpr?: string;
  /** Last finite value of the first series that has one. */
  readonly lastValue?: number;
  /** The same series' values from start to end, `undefined` where it has none. */
  readonly shape: readonly (number | undefined)[];
}

/** A panel with the results of its queries put together. */
export interface PanelResult {
  readonly panelId?: number;
  readonly title: string;
  readonly state: CheckState;
  readonly series: number;
  readonly samples: number;
  readonly lastValue?: number;
  readonly unit?: string;
  readonly shape: readonly (number | undefined)[];
}

/** Something that is not as it should be; a row of the JSON output. */
export interface Finding {
  /** The panel's title; of a variable or annotation none. */
  readonly panel?: string;
  readonly panelId?: number;
  readonly refId?: string;
  readonly variable?: string;
  readonly annotation?: string;
  readonly state: Exclude<CheckState, "ok">;
  readonly reason: string;
  readonly code?: ReasonCode;
  readonly part?: string;
  readonly expr?: string;
}

/** How many panels are in which state. */
export interface PanelCounts {
  readonly total: number;
  readonly ok: number;
  readonly empty: number;
  readonly error: number;
  readonly skipped: number;
}

/** What {@link checkDashboard} found out. */
export interface CheckResult {
  readonly panels: PanelCounts;
  readonly panelResults: readonly PanelResult[];
  readonly queries: readonly QueryResult[];
  readonly variables: readonly ResolvedVariable[];
  readonly findings: readonly Finding[];
  /** Metrics of the spec that no query uses, sorted. Empty without a spec. */
  readonly unusedMetrics: readonly string[];
}

/** Which findings make a run fail. */
export type FailOn = "none" | "error" | "empty";

/** Whether a check has findings that `--fail-on` counts: `error` errors only, `empty` errors and queries without data, `none` nothing. */
export function failOn({ findings }: Pick<CheckResult, "findings">, level: FailOn): boolean {
  if (level === "none") return false;
  return findings.some(({ state }) => state === "error" || (level === "empty" && state === "empty"));
}
