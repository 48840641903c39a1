import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import type { InferredMetric, InferredSeries } from "../../series/model.ts";

/** Where the observations of a series usually lie. */
export function usualObserved(
  { observe: ofMetric }: Pick<InferredMetric, "observe">,
  { observe }: Pick<InferredSeries, "observe">,
): { readonly p50: SignalSpec; readonly p99: SignalSpec } {
  const own = observe !== undefined && "lognormal" in observe ? observe.lognormal : undefined;
  return { p50: own?.p50 ?? ofMetric?.p50 ?? 0.1, p99: own?.p99 ?? ofMetric?.p99 ?? 1 };
}
