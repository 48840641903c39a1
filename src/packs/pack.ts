import type { MetricType } from "../generator/series.ts";

/** A pack: what a well-known exporter exports, as a data spec writes it. Made from src/infer/packs. */
export interface Pack {
  readonly name: string;
  /** One line. */
  readonly title: string;
  /** A sentence or two. */
  readonly about: string;
  /** The address that names, types and meanings come from. */
  readonly source: string;
  /** Labels of every series, unless a user gives others. */
  readonly labels: PackLabels;
  /** Its causes by their names inside the pack; outside, `day` of `process` is `process.day`. */
  readonly signals: Readonly<Record<string, PackSignal>>;
  readonly metrics: readonly PackMetric[];
}

/** Label values as a data spec writes them: ranges are not expanded. */
export type PackLabels = Readonly<Record<string, string | readonly string[]>>;

/** A cause. */
export interface PackSignal {
  readonly per?: readonly string[];
  /** A signal of the data spec. */
  readonly value: unknown;
}

/** A metric with all its keys of the data spec. */
export interface PackMetric {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  readonly unit?: string;
  readonly labels?: readonly string[];
  readonly buckets?: readonly number[];
  readonly quantiles?: readonly number[];
  readonly native?: boolean | "both";
  readonly series: readonly PackEntry[];
}

/** An entry of `series`, with keys of the data spec such as `value`. */
export interface PackEntry {
  readonly labels?: PackLabels;
  readonly [key: string]: unknown;
}
