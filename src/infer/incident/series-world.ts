import { splitPart } from "../../generator/wire-names.ts";
import { OutOfSteps, startWork, withWork } from "../../promql/grammar/work.ts";
import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { type Evaluated, evaluate, type KnownResults, type LevelSeries } from "../evaluate/evaluate.ts";
import { remembered } from "../evaluate/level-series.ts";
import { type RecordedExpression, recordedSeries } from "../evaluate/recorded-series.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { satisfies } from "../read/conditions.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";
import { indexSeries } from "../series/series-index.ts";
import { startOfMonth } from "../start-of-month.ts";
import { DayCourses } from "../world/day-courses.ts";
import type { Changes, SeriesChange } from "./incident-rule.ts";
import { keyOf, placeOf } from "./series-key.ts";

/** A series on the wire, at its usual level. */
export interface WireEntry {
  /** Of the series of the spec that it comes from. */
  readonly key: string;
  readonly metric: InferredMetric;
  /** The row of the spec: those of one row go together. */
  readonly row: number;
  /** With `__name__`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  readonly rate: number;
}

type Selecting = Pick<SelectorNode, "metric" | "matchers">;

const maxRecordDepth = 5;
/** Steps as promql/work.ts counts them. */
const stepsOfQuestion = 300_000;

/** Expressions where some series change. */
export interface ChangedWorld {
  readonly values: (root: PromqlNode) => number[];
  /** How many series an expression gives: 0 where a condition does not hold. */
  readonly count: (root: PromqlNode) => number;
}

/**
 * The series of a spec at their usual levels, and expressions on them where some of them change. It is a sketch of what
 * a server would say: no time passes in it.
 */
export class SeriesWorld {
  readonly metrics: readonly InferredMetric[];
  readonly #byName = new Map<string, WireEntry[]>();
  readonly #usual = new Map<string, { readonly value: number; readonly rate: number }>();
  readonly #records: ReadonlyMap<string, RecordedExpression>;
  readonly #patterns = createPatternCache();
  readonly #selected = new WeakMap<Selecting, readonly WireEntry[]>();
  readonly #still = new WeakMap<WireEntry, LevelSeries>();
  readonly #reads = new WeakMap<PromqlNode, ReadonlySet<InferredMetric>>();
  /** On the usual day. */
  readonly #results = new WeakMap<PromqlNode, Evaluated>();
  readonly nowSeconds: number;
  #depth = 0;

  constructor(
    metrics: readonly InferredMetric[],
    { records, nowMs, stepMs }: { readonly records: readonly RecordedExpression[]; nowMs: number; stepMs: number },
  ) {
    this.metrics = metrics;
    this.nowSeconds = nowMs / 1000;
    this.#records = new Map(records.map((record) => [record.name, record]));
    const courses = new DayCourses({ fromMs: startOfMonth(nowMs) * 1000, stepMs });
    for (const [index, metric] of metrics.entries()) this.#add(metric, index, courses);
  }

  #add(metric: InferredMetric, index: number, courses: DayCourses): void {
    const { byName } = indexSeries([metric], this.#patterns, courses);
    const labelsKey = (labels: ReadonlyMap<string, string>) => {
      const pairs = [...labels].filter(([name]) => name !== "__name__" && (made.has(name) ? own.has(name) : true));
      return JSON.stringify(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
    };
    const own = new Set(metric.series.flatMap(({ labels }) => [...labels.keys()]));
    const places = new Map(metric.series.map(({ labels, index: row }, place) => [labelsKey(labels), { place, row }]));
    for (const [name, list] of byName)
      for (const one of list) {
        const found = places.get(labelsKey(one.labels));
        if (found === undefined) continue;
        const key = keyOf(index, found.place);
        const entry = { key, metric, row: found.row, labels: one.labels };
        const level = { value: mean(one.values), rate: mean(one.rates ?? one.values) };
        if (!this.#usual.has(key)) this.#usual.set(key, level);
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), { ...entry, ...level }]);
      }
  }

  /** The recording rule that makes a metric; undefined if it is one of the spec. */
  recordOf(name: string | undefined): RecordedExpression | undefined {
    return name === undefined || this.#byName.has(name) ? undefined : this.#records.get(name);
  }

  /** The series of the spec that a selector selects. */
  entries(selector: Selecting): readonly WireEntry[] {
    return remembered(this.#selected, selector, () => {
      const { metric, matchers } = selector;
      const candidates = metric === undefined ? [...this.#byName.values()].flat() : (this.#byName.get(metric) ?? []);
      return candidates.filter(({ labels }) =>
        matchers.every((matcher) => satisfies(labels.get(matcher.name) ?? "", matcher, this.#patterns)),
      );
    });
  }

  /** The labels of a series of the spec. */
  labelsOf(key: string): ReadonlyMap<string, string> {
    const [index, place] = placeOf(key);
    return this.metrics[index]!.series[place]!.labels;
  }

  /** The metric of a series of the spec, and its usual value and rate; NaN where it is not on the wire by itself. */
  usualOf(key: string): {
    readonly metric: InferredMetric;
    readonly value: number;
    readonly rate: number;
    readonly signal: InferredSeries["signal"];
  } {
    const [index, place] = placeOf(key);
    const metric = this.metrics[index]!;
    const usual = this.#usual.get(key) ?? { value: Number.NaN, rate: Number.NaN };
    return { metric, ...usual, signal: metric.series[place]!.signal };
  }

  /** The values of an expression where some series change. */
  values(root: PromqlNode, changes: Changes): number[] {
    return this.where(changes).values(root);
  }

  /**
   * Expressions where some series change, of which each part is computed once. Parts that read none of these series are
   * computed once for all.
   *
   * @param changes - stay as they are.
   */
  where(changes: Changes): ChangedWorld {
    const known = this.#knownWhere(changes);
    const values = (root: PromqlNode) => this.#values(root, changes, known);
    return { values, count: (root) => values(root).length };
  }

  #knownWhere(changes: Changes): KnownResults {
    const own = new Map<PromqlNode, Evaluated>();
    const moved = [...new Set([...changes.keys()].map((key) => this.#metricOf(key)))];
    const isUsual = (node: PromqlNode) => {
      const read = this.#metricsOf(node);
      return !moved.some((metric) => read.has(metric));
    };
    return {
      get: (node) => own.get(node) ?? (isUsual(node) ? this.#results.get(node) : undefined),
      set: (node, found) => void (isUsual(node) ? this.#results.set(node, found) : own.set(node, found)),
    };
  }

  #metricOf(key: string): InferredMetric {
    return this.metrics[Number(key.slice(0, key.indexOf(":")))]!;
  }

  /** The metrics that an expression reads, through recording rules. */
  #metricsOf(root: PromqlNode): ReadonlySet<InferredMetric> {
    return remembered(this.#reads, root, () => {
      const open = [root];
      const seen = new Set<RecordedExpression>();
      const found = new Set<InferredMetric>();
      for (let node = open.pop(); node !== undefined; node = open.pop())
        for (const selector of selectorsIn(node)) {
          const record = this.recordOf(selector.metric);
          if (record === undefined) for (const { metric } of this.entries(selector)) found.add(metric);
          else if (!seen.has(record)) open.push(record.root);
          if (record !== undefined) seen.add(record);
        }
      return found;
    });
  }

  #values(root: PromqlNode, changes: Changes, known: KnownResults): number[] {
    const found = this.#evaluate(root, changes, known);
    if (found.kind === "text") return [];
    const all = found.kind === "scalar" ? [found.values] : found.series.map(({ values }) => values);
    return all.map((values) => values[0]!).filter((value) => !Number.isNaN(value));
  }

  /** How many series an expression gives where some change: 0 where a condition does not hold. */
  count(root: PromqlNode, changes: Changes): number {
    return this.values(root, changes).length;
  }

  #evaluate(root: PromqlNode, changes: Changes, known: KnownResults): Evaluated {
    return evaluate(root, {
      known,
      select: (selector) => this.#select(selector, changes, known),
      instants: 1,
      nowSeconds: this.nowSeconds,
      historySeconds: 86_400 * 60,
    });
  }

  /** Whether an expression gives anything where some series change. */
  fires(root: PromqlNode, changes: Changes): boolean {
    try {
      return withWork(startWork(stepsOfQuestion), () => this.count(root, changes)) > 0;
    } catch (error) {
      if (error instanceof OutOfSteps) return false;
      throw error;
    }
  }

  #select(selector: SelectorNode, changes: Changes, known: KnownResults): LevelSeries[] {
    const record = this.recordOf(selector.metric);
    if (record !== undefined) return this.#recorded(record, selector, changes, known);
    const found: LevelSeries[] = [];
    for (const entry of this.entries(selector)) {
      const change = changes.get(entry.key);
      if (change === undefined) found.push(remembered(this.#still, entry, () => still(entry)));
      else if (change.missing !== true) found.push(moved(entry, change));
    }
    return found;
  }

  #recorded(record: RecordedExpression, selector: SelectorNode, changes: Changes, known: KnownResults): LevelSeries[] {
    if (this.#depth >= maxRecordDepth) return [];
    this.#depth++;
    const found = recordedSeries(record, selector, {
      known,
      select: (inner) => this.#select(inner, changes, known),
      instants: 1,
      nowSeconds: this.nowSeconds,
      historySeconds: 86_400 * 60,
      patterns: this.#patterns,
    });
    this.#depth--;
    return found;
  }
}

/** Labels that the kind of a metric makes. */
const made = new Set(["le", "quantile"]);

function still({ labels, value, rate }: WireEntry): LevelSeries {
  return { labels, values: Float64Array.of(value), rates: Float64Array.of(rate) };
}

function moved(entry: WireEntry, change: SeriesChange): LevelSeries {
  const { labels, metric } = entry;
  const { level, rate, mean: at, flaps } = change;
  const isGauge = metric.kind === "gauge" || metric.kind === "info";
  const value = level ?? entry.value;
  const motion = { slope: isGauge ? (rate ?? 0) : 0, changes: flaps === true ? 1 / 60 : 0 };
  if (isGauge || metric.kind === "counter") {
    const grows = rate ?? (isGauge && level !== undefined ? 0 : entry.rate);
    return { labels, values: Float64Array.of(value), rates: Float64Array.of(grows), motion };
  }
  const quantile = labels.get("quantile");
  if (quantile !== undefined && at !== undefined) return { labels, values: Float64Array.of(at), motion };
  const count = rate ?? (entry.rate || 1);
  const bound = labels.get("le");
  const name = labels.get("__name__") ?? "";
  const share = at === undefined ? undefined : bound !== undefined ? Number(numberOfBound(bound) >= at) : undefined;
  const grows =
    share !== undefined ? count * share : splitPart(name)?.part === "sum" && at !== undefined ? count * at : undefined;
  const own = grows ?? (rate === undefined || at !== undefined ? (rate ?? entry.rate) : rate);
  return { labels, values: Float64Array.of(own * 3600), rates: Float64Array.of(own), motion };
}

function numberOfBound(text: string): number {
  return text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text);
}

function mean(values: Float64Array): number {
  const there = values.filter((value) => Number.isFinite(value));
  return there.length === 0 ? Number.NaN : there.reduce((sum, value) => sum + value, 0) / there.length;
}
