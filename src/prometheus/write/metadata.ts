import type { MetricType } from "../../generator/series.ts";

/** What is told about a metric beside its samples. */
export interface MetricMetadata {
  /** The metric family: `x`, not `x_bucket`. */
  readonly name: string;
  readonly type: MetricType;
  readonly help?: string;
  readonly unit?: string;
}
