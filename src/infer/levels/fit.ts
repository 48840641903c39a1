import { wireNames } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { nextTurn } from "../../system/turn.ts";
import { evaluate, type LevelSeries } from "../evaluate/evaluate.ts";
import { selectSeries } from "../evaluate/memory-backend.ts";
import type { InferWork } from "../infer-work.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { isLabelName } from "../read/usage.ts";
import type { InferredMetric } from "../series/model.ts";
import { countSeries, indexSeries } from "../series/series-index.ts";
import type { DayCourses } from "../world/day-courses.ts";
import { type FilledQuery, isBounded, type LevelTarget, targetOf, usualShare } from "./level-target.ts";
import { scaleSignal } from "./signal.ts";
import { isWhole } from "./typical.ts";

/** Options of {@link fitLevels}. */
export interface FitContext {
  readonly patterns: Patterns;
  readonly nowSeconds: number;
  readonly historySeconds: number;
  readonly courses: DayCourses;
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}

/** A metric, or those of its series that satisfy conditions. */
interface Part {
  readonly name: string;
  readonly conditions: readonly LabelCondition[];
}

/** Lowest and highest value of a query's series. */
interface Extent {
  readonly min: number;
  readonly max: number;
}

/**
 * Queries that are looked at, parts of one that are moved by themselves, and how often queries are evaluated in all.
 */
const limits = { targets: 600, parts: 12, evaluations: 8000 };
/** Room for the course of values around their level, as parts of the way between the bounds. */
const room = { below: 0.12, above: 0.86 };
/** A share whose highest value is below this part of its bound is as good as nothing to see. */
const visible = 0.02;
/** How near a value has to come to its target, after a move and after later moves of others. */
const reached = { first: 0.99, later: 0.97 };
/** A value without bounds that misses its target by more than this part is better left alone. */
const maxMiss = 0.2;
/** Factors beyond make numbers that no metric has. */
const factors = { least: 1e-12, most: 1e12 };
/** Looking at so many metrics by name takes a step. */
const metricsPerStep = 8;

/**
 * Moves the levels of metrics so that percentages stay within their bounds and thresholds are crossed, as far as one
 * metric's level can do it without spoiling what was fitted before. Shares come first, then thresholds,
 * then copies of repeated panels.
 */
export async function fitLevels(
  metrics: readonly InferredMetric[],
  queries: readonly FilledQuery[],
  context: FitContext,
): Promise<readonly InferredMetric[]> {
  const fitter = new Fitter(metrics, context);
  const copiesLast = queries.toSorted((one, other) => Number(one.isCopy ?? false) - Number(other.isCopy ?? false));
  const targets = copiesLast
    .flatMap((filled) => targetOf(filled, fitter.familiesOf(filled.root)) ?? [])
    .slice(0, limits.targets);
  const rank = (target: LevelTarget) => (target.filled.isCopy === true ? 2 : 0) + (isBounded(target) ? 0 : 1);
  const ordered = targets.toSorted((one, other) => rank(one) - rank(other));
  for (const target of ordered) {
    await nextTurn(context.signal);
    // What is not done then stays at the level that it had.
    const fit = () => fitter.fit(target);
    if (target.filled.isCopy === true) context.work.tryCopy(fit);
    else context.work.tryOnce(fit);
  }
  return fitter.metrics;
}

class Fitter {
  metrics: InferredMetric[];
  readonly #context: FitContext;
  readonly #familyOf = new Map<string, string>();
  readonly #done: LevelTarget[] = [];
  #evaluationsLeft = limits.evaluations;

  constructor(metrics: readonly InferredMetric[], context: FitContext) {
    this.metrics = [...metrics];
    this.#context = context;
    for (const metric of metrics) for (const name of wireNames(metric)) this.#familyOf.set(name, metric.name);
  }

  familiesOf(root: PromqlNode): ReadonlySet<string> {
    const found = new Set<string>();
    walkNodes(root, (node) => {
      const family =
        node.type === "selector" && node.metric !== undefined ? this.#familyOf.get(node.metric) : undefined;
      if (family !== undefined) found.add(family);
    });
    return found;
  }

  fit(target: LevelTarget): void {
    const before = this.#extent(target, this.metrics);
    if (before === undefined) return;
    if (!isSatisfied(target, before) && !this.#move(target, before.max) && isBounded(target)) {
      const usual = target.low + (target.high - target.low) * usualShare;
      this.#move({ ...target, target: usual, lenient: true }, before.max);
    }
    const after = this.#extent(target, this.metrics);
    if (after !== undefined && isWithin(target, after)) this.#done.push(target);
    else if (target.wider !== undefined) this.fit(target.wider);
  }

  #move(target: LevelTarget, now: number): boolean {
    const first = new Set([...target.first].map((name) => this.#familyOf.get(name)));
    const order = (name: string) => (first.has(name) ? 0 : isWhole(name) ? 2 : 1);
    const names = [...target.families].sort((a, b) => order(a) - order(b));
    const whole = names.map((name): Part => ({ name, conditions: [] }));
    for (const part of [...whole, ...this.#parts(target)]) {
      for (const factor of this.#factors(target, part, now)) {
        const moved = this.#scaled(part, factor);
        const extent = this.#extent(target, moved);
        if (extent === undefined || !isSatisfied({ ...target, lenient: true }, extent)) continue;
        if (!isBounded(target) && Math.abs(extent.max / target.target - 1) > maxMiss) continue;
        if (!this.#keepsOthers(part.name, moved)) continue;
        this.metrics = moved;
        return true;
      }
    }
    return false;
  }

  /** Factors that would bring the query's highest value to the target if it grew, or shrank, in proportion. */
  #factors(wanted: LevelTarget, part: Part, now: number): number[] {
    const doubled = this.#extent(wanted, this.#scaled(part, 2));
    if (doubled === undefined || doubled.max === now) return [];
    const { target } = wanted;
    const slope = doubled.max - now;
    const linear = (target - (now - slope)) / slope;
    const rest = 2 * doubled.max - now;
    const inverse = (now - rest) / (target - rest);
    return [linear, inverse].filter(
      (factor) => Number.isFinite(factor) && factor > factors.least && factor < factors.most,
    );
  }

  #scaled({ name, conditions }: Part, factor: number): InferredMetric[] {
    const { patterns } = this.#context;
    requireSteps(1 + Math.ceil(this.metrics.length / metricsPerStep));
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
  #parts({ filled }: LevelTarget): Part[] {
    const found: Part[] = [];
    walkNodes(filled.root, (node) => {
      const name = node.type === "selector" && node.metric !== undefined ? this.#familyOf.get(node.metric) : undefined;
      if (node.type !== "selector" || name === undefined || found.length >= limits.parts) return;
      const conditions = node.matchers.filter(({ name: label }) => isLabelName(label));
      if (conditions.length > 0) found.push({ name, conditions });
    });
    return found;
  }

  #keepsOthers(name: string, moved: readonly InferredMetric[]): boolean {
    return this.#done.every((target) => {
      if (!target.families.has(name)) return true;
      const extent = this.#extent(target, moved);
      return (
        extent !== undefined &&
        isWithin(target, extent) &&
        (target.lenient || extent.max >= target.target * reached.later)
      );
    });
  }

  #extent({ filled, families }: LevelTarget, metrics: readonly InferredMetric[]): Extent | undefined {
    if (this.#evaluationsLeft-- <= 0) return undefined;
    const { patterns, nowSeconds, historySeconds, courses } = this.#context;
    const read = metrics.filter(({ name }) => families.has(name));
    requireSteps(Math.ceil(metrics.length / metricsPerStep) + countSeries(read) * 2);
    const index = indexSeries(read, patterns, courses);
    const found = evaluate(filled.root, {
      nowSeconds,
      historySeconds,
      instants: index.instants,
      select: (selector) => selectSeries(selector, index),
    });
    return found.kind === "vector" ? extentOf(found.series) : undefined;
  }
}

/** Over all series and instants; undefined if none is there. */
function extentOf(series: readonly LevelSeries[]): Extent | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of series) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min > max ? undefined : { min, max };
}

function isSatisfied(target: LevelTarget, extent: Extent): boolean {
  const highest = target.low + (target.high - target.low) * room.above;
  if (!isWithin(target, extent) || (isBounded(target) && extent.max > highest)) return false;
  if (target.lenient) return !isBounded(target) || extent.max > target.high * visible;
  return extent.max >= target.target * reached.first;
}

/**
 * Room is left for the course of the values around their level; all of it, such as `up` as a share of itself, needs
 * none.
 */
function isWithin(target: LevelTarget, { min, max }: Extent): boolean {
  if (!isBounded(target)) return true;
  const { low, high, subtracts } = target;
  const lowest = low + (subtracts ? (high - low) * room.below : -1e-9);
  return min >= lowest && (max <= low + (high - low) * room.above || (max === high && min === max));
}
