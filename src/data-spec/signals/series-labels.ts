import type { LabelPatterns, MetricSpec } from "../generated/data-spec.ts";

/** The names of all labels that series of a spec have. */
export function labelsOf(
  specWide: LabelPatterns | undefined,
  metrics: readonly { readonly metric: MetricSpec }[],
): ReadonlySet<string> {
  return new Set(
    [specWide, ...metrics.flatMap(({ metric }) => metric.series.map((one) => one.labels))].flatMap((one) =>
      Object.keys(one ?? {}),
    ),
  );
}
