import type { MetricType } from "../../generator/series.ts";

/** The metadata of a metric family. */
export interface MetricMetadata {
  /** The metric family: `x`, not `x_bucket`. */
  readonly name: string;
  readonly type: MetricType;
  readonly help?: string;
  readonly unit?: string;
}
