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
import type { DayCourses } from "../world/day-courses.ts";
import { type Extent, extentOf, factorsFor, reaches } from "./extent.ts";
import { type FilledQuery, type Goal, type LevelTarget, targetOf } from "./level-target.ts";
import { isFixed, scaleSignal } from "./signal.ts";
import { isWhole } from "./typical.ts";

/** Options of {@link fitLevels}. */
export interface FitContext {
  readonly patterns: Patterns;
  readonly nowSeconds: number;
  readonly historySeconds: number;
  readonly courses: DayCourses;
  /** Metrics that are parts of one another, by the name of each: they are moved together. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
  /** The goals of a query. Default: those of a usual day. */
  readonly targetOf?: typeof targetOf | undefined;
}

/** Metrics, or those series of one that satisfy conditions. */
interface Part {
  readonly names: ReadonlySet<string>;
  readonly conditions: readonly LabelCondition[];
}

/** Queries that are looked at, parts of one that are moved by themselves, and how often queries are evaluated. */
const limits = { targets: 1200, parts: 12, evaluations: 8000 };
/** Looking at so many metrics by name takes a step. */
const metricsPerStep = 8;

/**
 * Moves the levels of metrics so that at every hour of a day shares stay within their bounds, values are such as their
 * unit can have, and thresholds are kept, as far as one metric's level, or that of metrics which are parts of one
 * another, can do it without spoiling what was fitted before. Bounds come first, then thresholds, then copies of
 * repeated panels.
 */
export async function fitLevels(
  metrics: readonly InferredMetric[],
  queries: readonly FilledQuery[],
  context: FitContext,
): Promise<readonly InferredMetric[]> {
  const fitter = new Fitter(metrics, context);
  const targets = queries
    .flatMap((filled) => (context.targetOf ?? targetOf)(filled, fitter.familiesOf(filled.root)) ?? [])
    .slice(0, limits.targets);
  const rounds = [false, true].flatMap((isCopy) => [0, 1].map((step) => ({ isCopy, step })));
  for (const { isCopy, step } of rounds) {
    for (const target of targets) {
      const goals = target.steps[step];
      if (goals === undefined || (target.filled.isCopy ?? false) !== isCopy) continue;
      await nextTurn(context.signal);
      // What is not done then stays at the level that it had.
      const fit = () => fitter.fit(target, goals);
      if (isCopy) context.work.tryCopy(fit);
      else context.work.tryOnce(fit);
    }
  }
  return fitter.metrics;
}

class Fitter {
  metrics: InferredMetric[];
  readonly #context: FitContext;
  readonly #familyOf = new Map<string, string>();
  readonly #done: { readonly target: LevelTarget; readonly goal: Goal }[] = [];
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

  /** Reaches the first of the goals that can be reached. */
  fit(target: LevelTarget, goals: readonly Goal[]): void {
    const before = this.#extent(target, this.metrics);
    if (before === undefined) return;
    for (const goal of goals) {
      if (!reaches(before, goal) && !this.#move(target, goal, before)) continue;
      this.#done.push({ target, goal });
      return;
    }
  }

  #move(target: LevelTarget, goal: Goal, before: Extent): boolean {
    for (const part of this.#parts(target)) {
      const doubled = this.#extent(target, this.#scaled(part, 2));
      for (const factor of doubled === undefined ? [] : factorsFor(goal, before, doubled)) {
        const moved = this.#scaled(part, factor);
        const extent = this.#extent(target, moved);
        if (extent === undefined || !reaches(extent, goal) || !this.#keepsOthers(part.names, moved)) continue;
        this.metrics = moved;
        return true;
      }
    }
    return false;
  }

  /**
   * Metrics, the part of a share before its whole, each with all that are parts of one another with it; then each by
   * itself; then series that the query selects apart from others of its metric.
   */
  #parts({ filled, families, first: wanted }: LevelTarget): Part[] {
    const first = new Set([...wanted].map((name) => this.#familyOf.get(name)));
    const order = (name: string) => (first.has(name) ? 0 : isWhole(name) ? 2 : 1);
    const names = [...families].sort((a, b) => order(a) - order(b));
    const alone = names.map((name): Part => ({ names: new Set([name]), conditions: [] }));
    const groups = new Set(names.flatMap((name) => this.#context.groups.get(name) ?? []));
    const selected: Part[] = [];
    walkNodes(filled.root, (node) => {
      const name = node.type === "selector" && node.metric !== undefined ? this.#familyOf.get(node.metric) : undefined;
      if (node.type !== "selector" || name === undefined || selected.length >= limits.parts) return;
      const conditions = node.matchers.filter(({ name: label }) => isLabelName(label));
      if (conditions.length > 0) selected.push({ names: new Set([name]), conditions });
    });
    const free = alone.filter(({ names: [name] }) => !this.#context.groups.has(name!));
    const related = alone.filter(({ names: [name] }) => this.#context.groups.has(name!));
    const together = [...groups].map((group): Part => ({ names: group, conditions: [] }));
    return [...free, ...together, ...related, ...selected].filter((part) => this.#canMove(part));
  }

  #canMove({ names }: Part): boolean {
    return this.metrics.some(
      ({ name, kind, series }) => names.has(name) && kind !== "info" && series.some(({ signal }) => !isFixed(signal)),
    );
  }

  #scaled({ names, conditions }: Part, factor: number): InferredMetric[] {
    const { patterns } = this.#context;
    requireSteps(1 + Math.ceil(this.metrics.length / metricsPerStep));
    return this.metrics.map((metric) => {
      if (!names.has(metric.name) || metric.kind === "info") return metric;
      requireSteps(metric.series.length * (1 + conditions.length));
      const series = metric.series.map((one) =>
        satisfiesAll(one.labels, conditions, patterns) ? { ...one, signal: scaleSignal(one.signal, factor) } : one,
      );
      return { ...metric, series };
    });
  }

  #keepsOthers(names: ReadonlySet<string>, moved: readonly InferredMetric[]): boolean {
    return this.#done.every(({ target, goal }) => {
      if (![...target.families].some((name) => names.has(name))) return true;
      const extent = this.#extent(target, moved);
      return extent !== undefined && reaches(extent, goal);
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
