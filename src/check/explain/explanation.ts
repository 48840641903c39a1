import type { Condition } from "./conditions.ts";

/** Why a query with an answer has no data (`empty`). */
type EmptyCode =
  | "metric-not-in-spec"
  | "metric-without-series"
  | "label-missing"
  | "value-missing"
  | "combination-missing"
  | "range-too-short"
  | "outside-window"
  | "comparison"
  | "sides-do-not-match"
  | "removed-by-operator"
  | "not-finite"
  | "histogram"
  | "absent"
  | "variable-empty"
  | "variable-undefined"
  | "unknown";

/** Why a panel shows nothing though its queries have data (`empty`). */
type UnshownCode = "all-hidden" | "filtered-out" | "field-missing" | "fields-hidden" | "no-value";

/** Why a query fails (`error`): on the way to Prometheus, there, or in the reviewer's Grafana. */
type ErrorCode =
  /** It cannot be kept to the preview's series. */
  | "not-isolated"
  | "too-long"
  /** Prometheus refuses it. */
  | "refused"
  /** Prometheus has data, Grafana's data source gives none. */
  | "data-source-empty"
  /** Grafana could not run it. */
  | "data-source-refused";

/** Why nobody knows (`unchecked`). */
type UncheckedCode = "no-answer" | "variable-unknown";

/** Why a query is not run (`skipped`). */
type SkippedCode = "other-data-source" | "hidden" | "no-query" | "not-previewed" | "too-many-queries";

/** Every reason why a query or panel is not `ok`. `schema/result.schema.json` lists them too. */
export type ReasonCode = EmptyCode | UnshownCode | ErrorCode | UncheckedCode | SkippedCode;

/** Why a query has no data. */
export interface Explanation {
  readonly code: ReasonCode;
  /** One sentence without a full stop. */
  readonly reason: string;
  /** The smallest part of the query that has no data, without the isolation label. */
  readonly part?: string;
  /** The selector at fault, without the isolation label. */
  readonly selector?: { readonly metric?: string; readonly matchers: readonly Omit<Condition, "text">[] };
}

/** A text for a message: quoted as PromQL does, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** The first few of many, in words: `a, b, c and 4 more`. */
export function some(texts: readonly string[], most = 5): string {
  const rest = texts.length - most;
  return rest > 0 ? `${texts.slice(0, most).join(", ")} and ${rest} more` : texts.join(", ");
}
