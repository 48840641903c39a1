import type { DistributionSpec } from "../../data-spec/generated/data-spec.ts";
import type { Shape } from "../../generator/distributions/shape.ts";
import { partName } from "../../generator/wire-names.ts";
import type { LevelSeries } from "../evaluate/evaluate.ts";
import type { SeriesIndex } from "../evaluate/memory-backend.ts";
import { specOf } from "../levels/signal.ts";
import type { Patterns } from "../read/conditions.ts";
import { type DayCourses, dayInstants } from "../world/day-courses.ts";
import type { InferredMetric, InferredSeries } from "./model.ts";

/**
 * The series that the metrics will be on the wire, at the full hours of a day: buckets, sums and counts too. Values are
 * computed when they are asked for.
 *
 * @param courses - learns the metrics' causes.
 */
export function indexSeries(metrics: readonly InferredMetric[], patterns: Patterns, courses: DayCourses): SeriesIndex {
  const byName = new Map<string, LevelSeries[]>();
  for (const { causes = [] } of metrics) courses.learn(causes);
  const known = indexed.get(courses) ?? new WeakMap<InferredMetric, readonly IndexedSeries[]>();
  indexed.set(courses, known);
  for (const metric of metrics) {
    const series = known.get(metric) ?? seriesOf(metric, courses);
    known.set(metric, series);
    for (const one of series) {
      const list = byName.get(one.name);
      if (list === undefined) byName.set(one.name, [one]);
      else list.push(one);
    }
  }
  return { byName, patterns, instants: dayInstants };
}

/** The series of a metric stay the same as long as it does. */
const indexed = new WeakMap<DayCourses, WeakMap<InferredMetric, readonly IndexedSeries[]>>();

function seriesOf(metric: InferredMetric, courses: DayCourses): IndexedSeries[] {
  const found: IndexedSeries[] = [];
  const add = (name: string, labels: ReadonlyMap<string, string>, values: () => Float64Array, rates = values) =>
    void found.push(new IndexedSeries(name, labels, { values, rates }));
  const { name, kind, native, series, buckets, quantiles } = metric;
  for (const one of series) {
    const { labels } = one;
    const own = () => coursesOf(one, courses);
    const { initial = 0 } = one.options ?? {};
    const total = () => own().map((rate) => initial + rate * totalSeconds);
    if (kind === "gauge" || kind === "info") {
      add(name, labels, own, () => own().map((value) => value / secondsOfDrift));
      continue;
    }
    if (kind === "counter") {
      add(name, labels, total, own);
      continue;
    }
    const observe = one.observe ?? lognormal(metric);
    if (observe === undefined) continue;
    const shapes = () => courses.shapesOf(observe, labels);
    const part = (share: (shape: Shape) => number) => {
      const rates = () => own().map((rate, instant) => rate * of(shapes()[instant], share));
      return [() => rates().map((rate) => rate * totalSeconds), rates] as const;
    };
    if (kind === "native" || native === "both") add(name, labels, total, own);
    if (kind === "native") continue;
    add(partName(name, "sum"), labels, ...part(({ mean }) => mean));
    add(partName(name, "count"), labels, total, own);
    for (const bound of kind === "histogram" ? [...buckets, Number.POSITIVE_INFINITY] : []) {
      const le = bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound);
      add(partName(name, "bucket"), new Map([...labels, ["le", le]]), ...part(({ cdf }) => cdf(bound)));
    }
    for (const quantile of quantiles) {
      const values = () => own().map((_, instant) => of(shapes()[instant], (shape) => shape.quantile(quantile)));
      add(name, new Map([...labels, ["quantile", String(quantile)]]), values);
    }
  }
  return found;
}

/** A series whose values are computed when they are asked for. */
class IndexedSeries implements LevelSeries {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly #compute: { readonly values: () => Float64Array; readonly rates: () => Float64Array };
  #values: Float64Array | undefined;
  #rates: Float64Array | undefined;

  constructor(
    name: string,
    labels: ReadonlyMap<string, string>,
    compute: { readonly values: () => Float64Array; readonly rates: () => Float64Array },
  ) {
    this.name = name;
    this.labels = new Map([...labels, ["__name__", name]]);
    this.#compute = compute;
  }

  get values(): Float64Array {
    this.#values ??= this.#compute.values();
    return this.#values;
  }

  get rates(): Float64Array {
    this.#rates ??= this.#compute.rates();
    return this.#rates;
  }
}

function coursesOf({ signal, labels }: InferredSeries, courses: DayCourses): Float64Array {
  if (signal.form === "constant") return courses.valuesOf(specOf(signal), labels);
  const { factor, signal: spec } = signal;
  const whole = typeof spec === "object" && "round" in spec ? spec.round : undefined;
  const values = courses.valuesOf(whole?.of ?? spec, labels);
  if (whole === undefined) return factor === 1 ? values : values.map((value) => value * factor);
  const { to = 1 } = whole;
  return values.map((value) => Math.round((value * factor) / to) * to);
}

/** Where the observations of a metric lie whose series say nothing of them. */
function lognormal({ observe }: InferredMetric): DistributionSpec | undefined {
  return observe === undefined ? undefined : { lognormal: { ...observe } };
}

function of(shape: Shape | undefined, read: (shape: Shape) => number): number {
  return shape === undefined ? Number.NaN : read(shape);
}

/** Counters have counted for about this long. */
const totalSeconds = 3600;
/** A gauge changes by all of its value in about this long, for `rate` and `delta` of it. */
const secondsOfDrift = 3600;
/** How many series the metrics are on the wire. */
export function countSeries(metrics: readonly InferredMetric[]): number {
  return metrics.reduce((sum, { kind, native, series, buckets, quantiles }) => {
    const forms = native === "both" ? 4 : 3;
    const each = kind === "histogram" ? buckets.length + forms : kind === "summary" ? quantiles.length + 2 : 1;
    return sum + series.length * each;
  }, 0);
}
