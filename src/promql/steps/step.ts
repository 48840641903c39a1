import type { ValueType } from "../grammar/functions.ts";
import type { Labels, StepSeries } from "./answer.ts";
import type { GroupingDetail } from "./grouping.ts";
import type { MatchingDetail } from "./matching.ts";
import type { QuantileDetail } from "./quantile-detail.ts";
import type { WindowDetail } from "./window.ts";

/** A selector of an instant vector: how old the samples are that it found. */
export interface SelectorDetail {
  readonly kind: "selector";
  /** The moment that it looks at: that of the step, moved by `offset` and `@`. Unix milliseconds. */
  readonly looksAtMs: number;
  /** How far before that moment a sample may lie, in milliseconds. */
  readonly lookbackMs: number;
  readonly ages: readonly { readonly labels: Labels; readonly ageMs: number }[];
}

/** A range of raw samples, or of the values of a subquery. */
export interface RangeDetail {
  readonly kind: "range";
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether a sample exactly at `fromMs` belongs to it: so up to Prometheus 2, not since 3. */
  readonly fromBelongs: boolean;
  /** Of a subquery: the moments at which its expression is evaluated. */
  readonly moments?: {
    readonly firstMs: number;
    readonly lastMs: number;
    readonly stepMs: number;
    readonly count: number;
  };
}

/** A filter, such as `> 5` or `unless`: which series stayed. */
export interface FilterDetail {
  readonly kind: "filter";
  readonly kept: number;
  readonly series: readonly { readonly labels: Labels; readonly value: number; readonly kept: boolean }[];
  readonly more: number;
}

/** The explanation of a step beyond its result. */
export type StepDetail =
  | SelectorDetail
  | RangeDetail
  | WindowDetail
  | MatchingDetail
  | GroupingDetail
  | QuantileDetail
  | FilterDetail;

/** The result of a step at one moment. */
export interface StepResult {
  readonly type: ValueType;
  /** At most as many as the limits allow; of a range vector, samples too. */
  readonly series: readonly StepSeries[];
  /** Series in all. */
  readonly total: number;
  readonly text?: string | undefined;
}

/** The result of a step over the whole time range. */
export interface StepCurves {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  readonly series: readonly StepSeries[];
  readonly total: number;
}

/** One part of an expression, and what it did. */
export interface Step {
  /** Place in the tree: `0`, `0.1`, `0.1.0`. */
  readonly id: string;
  /** Offsets in the query; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** A few words on it: `sum by job`. */
  readonly title: string;
  /** The moment of {@link result}, in Unix milliseconds. */
  readonly atMs: number;
  readonly result?: StepResult | undefined;
  /** Of everything but range vectors and strings. */
  readonly curves?: StepCurves | undefined;
  /** The server's message, where there is no result. */
  readonly error?: string | undefined;
  readonly detail?: StepDetail | undefined;
  /** Sentences on what it did. */
  readonly notes: readonly string[];
  readonly children: readonly Step[];
}
