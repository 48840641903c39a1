import type { HistogramSample } from "../../generator/sampling/block.ts";
import { withLabel } from "../../generator/sampling/with-label.ts";
import type { WireSeries } from "../../generator/series.ts";
import { type MetricPart, partName } from "../../generator/wire-names.ts";
import { linePrefix, sampleText } from "./line-text.ts";

/** The names of a native histogram's parts in text. */
export interface TotalNames {
  readonly sum: MetricPart;
  readonly count: MetricPart;
}

/** Lines for the count and the sum of a native histogram, with the one bucket that no histogram may lack. */
export function nativeTotals(
  { name, labels }: WireSeries,
  sample: HistogramSample | undefined,
  { sum, count }: TotalNames,
): string {
  if (sample === undefined) return "";
  const line = (part: MetricPart, own: typeof labels, value: number) =>
    `${linePrefix({ name: partName(name, part), labels: own, native: false })}${sampleText(value)}\n`;
  return (
    line("bucket", withLabel(labels, "le", "+Inf"), sample.count) +
    line(sum, labels, sample.sum) +
    line(count, labels, sample.count)
  );
}
