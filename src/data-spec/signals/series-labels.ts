import type { DataSpec } from "../generated/data-spec.ts";

/** The names of all labels that series of a spec have. */
export function labelsOf({ labels, metrics }: DataSpec): ReadonlySet<string> {
  return new Set(
    [labels, ...metrics.flatMap(({ series }) => series.map((one) => one.labels))].flatMap((one) =>
      Object.keys(one ?? {}),
    ),
  );
}
