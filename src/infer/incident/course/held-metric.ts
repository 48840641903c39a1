import type { DistributionSpec, SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { type InferredSignal, specOf } from "../../levels/signal.ts";
import type { InferredMetric, InferredSeries } from "../../series/model.ts";
import { atBounds, type WalkTurn } from "../../world/walk-bounds.ts";
import type { SeriesChange } from "../incident-rule.ts";
import type { CauseGraph } from "./cause-graph.ts";
import { heldThrough } from "./cause-moves.ts";
import { heldSignal } from "./moved-signal.ts";
import { usualObserved } from "./usual-observed.ts";

/**
 * A sketch of a metric as it is while changes last. Walks of changed series go from bound to bound in a turn of their
 * own, so that all that they can be beside other series is seen.
 *
 * @param changes - by the places of its series.
 */
export function heldMetric(
  metric: InferredMetric,
  changes: ReadonlyMap<number, SeriesChange>,
  { turn, graph }: { readonly turn: WalkTurn; readonly graph: CauseGraph },
): InferredMetric {
  const isGauge = metric.kind === "gauge" || metric.kind === "info";
  const series = metric.series.flatMap((one, place): InferredSeries[] => {
    const change = changes.get(place);
    if (change === undefined) return [one];
    if (change.missing === true) return [];
    const { through } = change;
    if (through !== undefined)
      return [{ ...one, signal: fixedSignal(heldThrough(specOf(one.signal), one.labels, { moves: through, graph })) }];
    const number = isGauge ? change.level : change.rate;
    const signal = change.course === undefined ? number : heldSignal(specOf(one.signal), change.course);
    const observe = heldObserved(metric, one, change);
    return [
      {
        ...one,
        ...(signal !== undefined && { signal: fixedSignal(atBounds(signal, turn)) }),
        ...(observe !== undefined && { observe: atBounds(observe as SignalSpec, turn) as DistributionSpec }),
      },
    ];
  });
  return { ...metric, kind: metric.kind === "info" ? "gauge" : metric.kind, series };
}

function fixedSignal(signal: SignalSpec): InferredSignal {
  if (typeof signal === "number") return { form: "constant", value: signal, fixed: true };
  return { form: "course", signal, factor: 1, fixed: true };
}

function heldObserved(
  metric: InferredMetric,
  one: InferredSeries,
  { mean, meanCourse }: SeriesChange,
): DistributionSpec | undefined {
  if (mean === undefined) return undefined;
  if (meanCourse === undefined) return { lognormal: { p50: mean, p99: mean * 1.2 } };
  const { p50, p99 } = usualObserved(metric, one);
  return {
    lognormal: { p50: heldSignal(p50, meanCourse), p99: heldSignal(p99, tailCourse(meanCourse)) },
  };
}

/** Beyond the median there is a long tail while things take long. */
export function tailCourse<Course extends { readonly to: number }>(course: Course): Course {
  return { ...course, to: Number((course.to * 3).toPrecision(4)) };
}
