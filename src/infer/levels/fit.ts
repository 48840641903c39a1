import type { DashboardQuery } from "../../dashboard/read/queries.ts";
import { wireNames } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { nextTurn } from "../../system/turn.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { selectSeries } from "../evaluate/memory-backend.ts";
import type { InferWork } from "../infer-work.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { isLabelName } from "../read/usage.ts";
import type { InferredMetric } from "../series/model.ts";
import { countSeries, indexSeries } from "../series/series-index.ts";
import { scaleSignal } from "./signal.ts";
import { isWhole, typicalByUnit, unitBounds } from "./typical.ts";

/** A query with its variables filled in. */
export interface FilledQuery {
  readonly query: DashboardQuery;
  readonly root: PromqlNode;
}

/** What {@link fitLevels} needs. */
export interface FitContext {
  readonly patterns: Patterns;
  readonly nowSeconds: number;
  readonly historySeconds: number;
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}

interface Wish {
  readonly filled: FilledQuery;
  /** Families that the query reads. */
  readonly families: ReadonlySet<string>;
  /** What the highest of its series should come to, and what none may leave. */
  readonly target: number;
  readonly low: number;
  readonly high: number;
  /** It takes one metric from another: what is left may turn negative as both move. */
  readonly subtracts: boolean;
  /** Leave it alone where it lies within. */
  readonly lenient: boolean;
}

/** A metric, or those of its series that satisfy conditions. */
interface Part {
  readonly name: string;
  readonly conditions: readonly LabelCondition[];
}

/** Queries that are looked at. */
const maxWishes = 600;

/**
 * Moves the levels of metrics so that percentages stay within their bounds and thresholds are crossed, as far as one metric's level can do it without
 * spoiling what was fitted before. Shares come first, then thresholds.
 */
export async function fitLevels(
  metrics: readonly InferredMetric[],
  queries: readonly FilledQuery[],
  context: FitContext,
): Promise<readonly InferredMetric[]> {
  const fitter = new Fitter(metrics, context);
  const wishes = queries.flatMap((filled) => wishesOf(filled, fitter)).slice(0, maxWishes);
  const ordered = [...wishes.filter(({ high }) => Number.isFinite(high)), ...wishes.filter(({ high }) => !Number.isFinite(high))];
  for (const wish of ordered) {
    await nextTurn(context.signal);
    // What is not done then stays at the level that it had.
    context.work.tryOnce(() => fitter.fit(wish));
  }
  return fitter.metrics;
}

function wishesOf(filled: FilledQuery, fitter: Fitter): Wish[] {
  const { query, root } = filled;
  const context = query.panelContext;
  const bounds = unitBounds(query.unit);
  const families = fitter.familiesOf(root);
  if (families.size === 0 || families.size > 30) return [];
  const thresholds = (context?.thresholds ?? []).flatMap(({ value }) => (value === undefined || value <= 0 ? [] : [value]));
  const share = context?.thresholdMode === "percentage" ? ((context.max ?? 100) - (context.min ?? 0)) / 100 : 1;
  const threshold =
    thresholds[0] === undefined ? undefined : (context?.min !== undefined && share !== 1 ? context.min : 0) + thresholds[0] * share;
  if (bounds !== undefined) {
    const { low, high } = bounds;
    const crossing =
      threshold !== undefined && threshold > high * 0.3 && threshold <= high * 0.9 ? Math.min(threshold * 1.04, high * 0.85) : undefined;
    return [{ filled, families, target: crossing ?? high * 0.66, low, high, subtracts: subtracts(root), lenient: crossing === undefined }];
  }
  const unit = query.unit ?? "";
  const isDefault = thresholds.length === 1 && thresholds[0] === 80 && typicalByUnit(unit) !== undefined && !/ps$/.test(unit);
  if (threshold === undefined || isDefault) return [];
  return [
    {
      filled,
      families,
      target: threshold * 1.1,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
      subtracts: false,
      lenient: false,
    },
  ];
}

function subtracts(root: PromqlNode): boolean {
  let found = false;
  walkNodes(root, (node) => {
    if (node.type === "binary" && node.op === "-") found = true;
  });
  return found;
}

class Fitter {
  metrics: InferredMetric[];
  readonly #context: FitContext;
  readonly #familyOf = new Map<string, string>();
  readonly #done: Wish[] = [];
  #budget = 8000;

  constructor(metrics: readonly InferredMetric[], context: FitContext) {
    this.metrics = [...metrics];
    this.#context = context;
    for (const metric of metrics) for (const name of wireNames(metric)) this.#familyOf.set(name, metric.name);
  }

  familiesOf(root: PromqlNode): ReadonlySet<string> {
    const found = new Set<string>();
    walkNodes(root, (node) => {
      const family = node.type === "selector" && node.metric !== undefined ? this.#familyOf.get(node.metric) : undefined;
      if (family !== undefined) found.add(family);
    });
    return found;
  }

  fit(wish: Wish): void {
    const before = this.#extent(wish, this.metrics);
    if (before === undefined) return;
    if (!this.#satisfied(wish, before) && !this.#move(wish, before.max) && Number.isFinite(wish.high)) {
      this.#move({ ...wish, target: wish.high * 0.66, lenient: true }, before.max);
    }
    const after = this.#extent(wish, this.metrics);
    if (after !== undefined && this.#within(wish, after)) this.#done.push(wish);
  }

  #satisfied(wish: Wish, extent: Extent): boolean {
    if (!this.#within(wish, extent) || (Number.isFinite(wish.high) && extent.max > wish.high * 0.86)) return false;
    if (wish.lenient) return !Number.isFinite(wish.high) || extent.max > wish.high * 0.02;
    return extent.max >= wish.target * 0.99;
  }

  /** Room is left for the course of the values around their level; all of it, such as `up` as a share of itself, needs none. */
  #within({ low, high, subtracts }: Wish, { min, max }: Extent): boolean {
    if (!Number.isFinite(high)) return true;
    return min >= low + (subtracts ? (high - low) * 0.12 : -1e-9) && (max <= low + (high - low) * 0.86 || (max === high && min === max));
  }

  #move(wish: Wish, now: number): boolean {
    const candidates = [...wish.families].sort((a, b) => Number(isWhole(a)) - Number(isWhole(b)));
    const whole = candidates.map((name): Part => ({ name, conditions: [] }));
    for (const part of [...whole, ...this.#parts(wish)]) {
      const { name } = part;
      for (const factor of this.#factors(wish, part, now)) {
        const moved = this.#scaled(part, factor);
        const extent = this.#extent(wish, moved);
        if (extent === undefined || !this.#satisfied({ ...wish, lenient: true }, extent)) continue;
        if (!Number.isFinite(wish.high) && Math.abs(extent.max / wish.target - 1) > 0.2) continue;
        if (!this.#keepsOthers(name, moved)) continue;
        this.metrics = moved;
        return true;
      }
    }
    return false;
  }

  /** Factors that would bring the query's highest value to the target if it grew, or shrank, in proportion. */
  #factors({ target, ...wish }: Wish, part: Part, now: number): number[] {
    const doubled = this.#extent({ ...wish, target }, this.#scaled(part, 2));
    if (doubled === undefined || doubled.max === now) return [];
    const slope = doubled.max - now;
    const linear = (target - (now - slope)) / slope;
    const rest = 2 * doubled.max - now;
    const inverse = (now - rest) / (target - rest);
    return [linear, inverse].filter((factor) => Number.isFinite(factor) && factor > 1e-12 && factor < 1e12);
  }

  #scaled({ name, conditions }: Part, factor: number): InferredMetric[] {
    const { patterns } = this.#context;
    requireSteps(1 + Math.ceil(this.metrics.length / 8));
    return this.metrics.map((metric) => {
      if (metric.name !== name || metric.kind === "info") return metric;
      requireSteps(metric.series.length * (1 + conditions.length));
      const series = metric.series.map((one) =>
        satisfiesAll(one.labels, conditions, patterns) ? { ...one, signal: scaleSignal(one.signal, factor) } : one,
      );
      return { ...metric, series };
    });
  }

  /** Series of a metric that the query selects apart from others of it. */
  #parts({ filled }: Wish): Part[] {
    const found: Part[] = [];
    walkNodes(filled.root, (node) => {
      const name = node.type === "selector" && node.metric !== undefined ? this.#familyOf.get(node.metric) : undefined;
      if (node.type !== "selector" || name === undefined || found.length >= 12) return;
      const conditions = node.matchers.filter(({ name: label, op }) => op === "=" && isLabelName(label));
      if (conditions.length > 0) found.push({ name, conditions });
    });
    return found;
  }

  #keepsOthers(name: string, moved: readonly InferredMetric[]): boolean {
    return this.#done.every((wish) => {
      if (!wish.families.has(name)) return true;
      const extent = this.#extent(wish, moved);
      return extent !== undefined && this.#within(wish, extent) && (wish.lenient || extent.max >= wish.target * 0.97);
    });
  }

  #extent({ filled, families }: Wish, metrics: readonly InferredMetric[]): Extent | undefined {
    if (this.#budget-- <= 0) return undefined;
    const { patterns, nowSeconds, historySeconds } = this.#context;
    const read = metrics.filter(({ name }) => families.has(name));
    requireSteps(Math.ceil(metrics.length / 8) + countSeries(read) * 2);
    const index = indexSeries(read, patterns);
    const found = evaluate(filled.root, { nowSeconds, historySeconds, select: (selector) => selectSeries(selector, index) });
    const values = found.kind === "vector" ? found.series.map(({ value }) => value).filter(Number.isFinite) : [];
    return values.length === 0 ? undefined : { min: Math.min(...values), max: Math.max(...values) };
  }
}

interface Extent {
  readonly min: number;
  readonly max: number;
}
