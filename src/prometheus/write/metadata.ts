import type { MetricType } from "../../generator/series.ts";

/** Types that a metric of a real program may have besides. */
export type WireMetricType = MetricType | "gaugehistogram" | "stateset";

/** The metadata of a metric family. */
export interface MetricMetadata<Type = MetricType> {
  /** The metric family: `x`, not `x_bucket`. */
  readonly name: string;
  readonly type: Type;
  readonly help?: string;
  readonly unit?: string;
}
