import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { type Evaluated, evaluate, type LevelSeries } from "../evaluate/evaluate.ts";
import { selectSeries } from "../evaluate/memory-backend.ts";
import { type RecordedExpression, recordedSeries } from "../evaluate/recorded-series.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";
import { indexSeries } from "../series/series-index.ts";
import { startOfMonth } from "../start-of-month.ts";
import { DayCourses } from "../world/day-courses.ts";

/** Input of {@link DayWorld}. */
export interface DayWorldInput {
  readonly records: readonly RecordedExpression[];
  /** Unix milliseconds; only the month counts. */
  readonly nowMs: number;
  readonly stepMs: number;
}

type Wires = ReadonlyMap<string, readonly LevelSeries[]>;

const minute = 60_000;
/** Minutes after the full hours at which a day is looked at: nothing that lasts for a quarter of an hour is missed. */
const offsets = [0, 12, 24, 36, 48];
const maxRecordDepth = 5;
/** How much of its value a gauge with a course of its own moves by in a second, and how often it changes. */
const motion = { drift: 1 / 3600, changes: 1 / 60 } as const;

/** The results of expressions on a usual day of a spec: a sketch of what a server would say. */
export class DayWorld {
  readonly patterns = createPatternCache();
  readonly #days: readonly DayCourses[];
  readonly #known = new WeakMap<DayCourses, WeakMap<InferredMetric, Wires>>();
  readonly #records: ReadonlyMap<string, RecordedExpression>;
  readonly #nowSeconds: number;

  constructor({ records, nowMs, stepMs }: DayWorldInput) {
    const dayMs = startOfMonth(nowMs) * 1000;
    this.#days = offsets.map((after) => new DayCourses({ fromMs: dayMs + after * minute, stepMs }));
    this.#records = new Map(records.map((record) => [record.name, record]));
    this.#nowSeconds = nowMs / 1000;
  }

  /** The recording rule that makes a metric; undefined if it is one of the spec. */
  recordOf(name: string | undefined, metrics: MetricsByWire): RecordedExpression | undefined {
    return name === undefined || metrics.has(name) ? undefined : this.#records.get(name);
  }

  /** The metrics that an expression reads, through recording rules, in the order in which it reads them. */
  metricsReadBy(root: PromqlNode, metrics: MetricsByWire): readonly InferredMetric[] {
    return [...readBy(root, metrics, (name) => this.recordOf(name, metrics))];
  }

  /** The results of an expression, one for each part of the day. */
  results(root: PromqlNode, metrics: MetricsByWire): Evaluated[] {
    const read = this.metricsReadBy(root, metrics);
    return this.#days.map((day) => {
      const byName = new Map<string, readonly LevelSeries[]>();
      for (const metric of read) for (const [name, series] of this.#wiresOf(metric, day)) byName.set(name, series);
      return this.#evaluate(root, byName, day, metrics, 0);
    });
  }

  #evaluate(
    root: PromqlNode,
    byName: Wires,
    day: DayCourses,
    metrics: MetricsByWire,
    depth: number,
    record?: { readonly recorded: RecordedExpression; readonly selector: SelectorNode },
  ): Evaluated {
    const index = { byName, patterns: this.patterns, instants: 24 };
    const context = {
      instants: index.instants,
      nowSeconds: this.#nowSeconds,
      historySeconds: 86_400 * 60,
      select: (selector: SelectorNode): readonly LevelSeries[] => {
        const recorded = this.recordOf(selector.metric, metrics);
        if (recorded === undefined) return selectSeries(selector, index);
        if (depth >= maxRecordDepth) return [];
        const found = this.#evaluate(recorded.root, byName, day, metrics, depth + 1, { recorded, selector });
        return found.kind === "vector" ? found.series : [];
      },
    };
    if (record === undefined) return evaluate(root, context);
    const { recorded, selector } = record;
    return { kind: "vector", series: recordedSeries(recorded, selector, { ...context, patterns: this.patterns }) };
  }

  #wiresOf(metric: InferredMetric, day: DayCourses): Wires {
    const known = this.#known.get(day) ?? new WeakMap<InferredMetric, Wires>();
    this.#known.set(day, known);
    const found = known.get(metric) ?? wires(metric, indexSeries([metric], this.patterns, day).byName);
    known.set(metric, found);
    return found;
  }
}

/** Metrics by each of the names that they have on the wire. */
export type MetricsByWire = ReadonlyMap<string, InferredMetric>;

/** The metrics that an expression reads, through recording rules. */
export function readBy(
  root: PromqlNode,
  metrics: MetricsByWire,
  recordOf: (name: string | undefined) => RecordedExpression | undefined,
  depth = 0,
): ReadonlySet<InferredMetric> {
  const found = new Set<InferredMetric>();
  for (const { metric } of selectorsIn(root)) {
    if (metric === undefined) return new Set(metrics.values());
    const own = metrics.get(metric);
    const record = recordOf(metric);
    if (own !== undefined) found.add(own);
    else if (record !== undefined && depth < maxRecordDepth)
      for (const one of readBy(record.root, metrics, recordOf, depth + 1)) found.add(one);
  }
  return found;
}

/** Gauges move in both directions, unless they stand still; a counter that ever counts has counted something. */
function wires({ kind, series }: InferredMetric, byName: ReadonlyMap<string, readonly LevelSeries[]>): Wires {
  const change = kind === "gauge" || kind === "info" ? moving : kind === "counter" ? counting : undefined;
  if (change === undefined) return byName;
  return new Map([...byName].map(([name, list]) => [name, list.map((one, place) => change(one, series[place]!))]));
}

function moving({ labels, values }: LevelSeries, { signal }: InferredSeries): LevelSeries {
  const stands = signal.form === "constant";
  const rates = values.map((value, instant) => (stands ? 0 : value * motion.drift * (instant % 2 === 0 ? 1 : -1)));
  return { labels, values, rates, motion: { slope: 0, changes: stands ? 0 : motion.changes } };
}

function counting(one: LevelSeries, { signal }: InferredSeries): LevelSeries {
  if (signal.form === "constant") return one;
  return { labels: one.labels, values: one.values.map((value) => (value === 0 ? 1 : value)), rates: one.rates };
}
