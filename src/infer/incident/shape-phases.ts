import { wireNames } from "../../generator/wire-names.ts";
import { attemptWork, Work } from "../../promql/grammar/work.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { DayWorld, type DayWorldInput, type MetricsByWire } from "../calm/day-world.ts";
import { remembered } from "../evaluate/level-series.ts";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric } from "../series/model.ts";
import { startOfMonth } from "../start-of-month.ts";
import { DayCourses } from "../world/day-courses.ts";
import { CauseGraph } from "./course/cause-graph.ts";
import { CauseLadders } from "./course/cause-ladders.ts";
import { withDependents } from "./course/cause-moves.ts";
import { changeLadder, type Rung } from "./course/change-ladder.ts";
import { dayExtent } from "./course/day-extent.ts";
import { alwaysThere, highest } from "./course/day-results.ts";
import { goneWith, withFollowers } from "./course/followers.ts";
import { driftOnsetMs } from "./course/gauge-part.ts";
import { heldMetric } from "./course/held-metric.ts";
import { isTrend, trendRung, trendsOf } from "./course/trends.ts";
import type { Changes, SeriesChange } from "./incident-rule.ts";
import { countsWholes, type Share, sharesIn } from "./likelihood.ts";
import { type IncidentPhase, neededMs, type SolvedAlert } from "./plan-incident.ts";
import { placeOf } from "./series-key.ts";
import type { SeriesWorld } from "./series-world.ts";

/** Input of {@link shapePhases}. */
export interface ShapeInput extends DayWorldInput {
  readonly metrics: readonly InferredMetric[];
  /** By the indexes of the phases. */
  readonly solved: readonly SolvedAlert[];
  /** Of the metrics. */
  readonly world: SeriesWorld;
  /**
   * All changes of a phase end together, and each begins as late as its alerts allow, the last phase so long before its
   * end at least. Default: they begin together.
   */
  readonly shownMs?: number;
}

/** Steps as promql/work.ts counts them, of one look at an alert. */
const stepsOfLook = 3_000_000;
/** How far a gauge comes that grows or falls steadily; a part of its level. */
const creep = 0.15;
/** How long it takes until so much was counted in all as an alert asks for. */
const totalMs = 5 * 60_000;
/** A small number of things steps. */
const few = 20;
/** Rounding of sketches. */
const roundly = 1.001;

/**
 * Phases in which series do not jump to a number and lie there, but come to it, move there as they do on the usual day
 * or by themselves, and recover, each member as strong as it is and in its own time. Each alert of a phase still holds
 * at every hour of a day, wherever the series have wandered to: a series moves less where it would not, and lies still
 * where nothing else does.
 */
export function shapePhases(phases: readonly IncidentPhase[], input: ShapeInput): IncidentPhase[] {
  const shaper = new Shaper(input);
  const { shownMs } = input;
  const shaped = phases.map((phase) => shaper.shape(phase));
  if (shownMs === undefined) return shaped;
  return shaped.map((phase, index) => beginLate(phase, input.solved, index === shaped.length - 1 ? shownMs : 0));
}

/** An alert as a sketch has it. */
interface Look {
  readonly alert: SolvedAlert;
  /** One series of it is there all the time. */
  readonly holds: boolean;
  /** No share of something is more than all of it. */
  readonly shares: boolean;
}

/** The phase with changes that begin as late as they can. @param leastMs - it and they last so long at least. */
function beginLate(phase: IncidentPhase, solved: readonly SolvedAlert[], leastMs: number): IncidentPhase {
  const lengthMs = Math.max(phase.lengthMs, leastMs);
  const alerts = phase.alerts.map((index) => solved[index]!);
  const changes = new Map(
    [...phase.changes].map(([key, change]) => {
      const leader = change.follows ?? key;
      const needed = alerts.filter(({ reads }) => reads.has(leader)).map(neededMs);
      const ownMs = Math.max(leastMs, comesAfterMs(phase.changes.get(leader)!) + Math.max(0, ...needed));
      return [key, ownMs < lengthMs ? { ...change, afterMs: lengthMs - ownMs } : change];
    }),
  );
  return { ...phase, lengthMs, changes };
}

class Shaper {
  readonly #input: ShapeInput;
  readonly #world: DayWorld;
  readonly #courses: DayCourses;
  readonly #graph: CauseGraph;
  readonly #shares = new Map<PromqlNode, readonly Share[]>();
  readonly #held = new WeakMap<Changes, MetricsByWire>();
  /** Metrics with changes, as they were last. */
  readonly #last = new Map<number, { readonly id: string; readonly metric: InferredMetric }>();
  /** The last look at each alert, and the metrics as they were then. */
  readonly #looks = new Map<PromqlNode, { readonly read: readonly InferredMetric[]; readonly look: Look }>();

  constructor(input: ShapeInput) {
    this.#input = input;
    this.#world = new DayWorld(input);
    this.#courses = new DayCourses({ fromMs: startOfMonth(input.nowMs) * 1000, stepMs: input.stepMs });
    this.#graph = new CauseGraph(input.metrics);
    for (const { causes = [] } of input.metrics) this.#courses.learn(causes);
  }

  shape(phase: IncidentPhase): IncidentPhase {
    const alerts = phase.alerts.map((index) => this.#input.solved[index]!);
    const ladders = new Map<string, readonly Rung[]>();
    const context = { metrics: this.#input.metrics, graph: this.#graph, courses: this.#courses };
    const causes = new CauseLadders(phase.changes, context);
    const still = new Set(alerts.flatMap(({ steady, changes }) => (steady === true ? [...changes.keys()] : [])));
    for (const key of phase.changes.keys()) {
      if (still.has(key)) continue;
      const ladder = this.#ladder(key, phase.changes, causes);
      if (ladder.length > 0) ladders.set(key, ladder);
    }
    const trends = new Set(alerts.flatMap((alert) => trendsOf(alert, phase.changes)));
    const rungs = new Map([...ladders].map(([key, ladder]) => [key, trends.has(key) ? trendRung(ladder) : 0]));
    const looks = alerts.map((alert) => this.#look(alert, phase.changes));
    const shaped = () => withDependents(withRungs(phase.changes, ladders, rungs), this.#graph);
    for (;;) {
      const changes = shaped();
      const failing = looks.filter(({ alert, shares }) => {
        const found = this.#look(alert, changes);
        return !found.holds || (shares && !found.shares);
      });
      const isOpen = (key: string) => (rungs.get(key) ?? Infinity) < (ladders.get(key)?.length ?? 0);
      const open = failing.flatMap(({ alert }) => {
        // What it does not see at all says nothing of causes that others move.
        const isSeen = looks.some((look) => look.alert === alert && look.holds);
        const led = (isSeen ? [...alert.reads] : []).flatMap(
          (key) => changes.get(key)?.through?.map(({ leader }) => leader) ?? [],
        );
        // A sketch does not see how a trend goes on.
        return [...alert.reads, ...led].filter((key) => isOpen(key) && !alert.trends.has(key));
      });
      if (open.length === 0) break;
      for (const key of new Set(open)) rungs.set(key, rungs.get(key)! + 1);
    }
    // What a sketch cannot judge moves a little.
    for (const { alert, holds } of looks)
      for (const key of holds ? [] : alert.reads)
        if (rungs.get(key) === ladders.get(key)?.length && !trends.has(key) && rungs.has(key))
          rungs.set(key, ladders.get(key)!.length - 1);
    const lying = [...rungs].filter(([key, rung]) => rung === ladders.get(key)!.length).map(([key]) => key);
    const changes = new Map(this.#creeping(lying, shaped(), phase.lengthMs, alerts));
    for (const [key, change] of changes) {
      if (still.has(key)) continue;
      if (isTrend(change) && change.through === undefined) changes.set(key, { ...change, wanders: true });
      const counts = this.#find(key).metric.kind === "counter";
      if (counts && isTotal(change)) changes.set(key, { ...change, reachedMs: totalMs });
    }
    const latestMs = Math.max(0, ...[...changes.values()].map(comesAfterMs));
    const reads = new Set(alerts.flatMap(({ reads: all, counted }) => [...all].filter((key) => !counted.has(key))));
    const followed = withFollowers(changes, { metrics: this.#input.metrics, courses: this.#courses, reads });
    // Also what alerts read is gone with its member, where they hold without it.
    const gone = new Map([...goneWith(changes, this.#input.metrics), ...followed]);
    const stillFire = alerts.every(({ alert }) => this.#input.world.fires(alert.root, gone));
    return { ...phase, lengthMs: phase.lengthMs + latestMs, changes: stillFire ? gone : followed };
  }

  /** Gauges that may not wander grow or fall slowly and steadily where their alerts hold with that. */
  #creeping(keys: readonly string[], changes: Changes, lengthMs: number, alerts: readonly SolvedAlert[]): Changes {
    let crept = changes;
    for (const key of keys) {
      const { metric, place } = this.#find(key);
      const { level = 0, ...rest } = changes.get(key)!;
      if (isTrend(changes.get(key)!)) continue;
      const usual = dayExtent(metric, place, this.#courses)?.mean ?? level;
      const isFew = Math.abs(level) < few && countsWholes(specOf(metric.series[place]!.signal));
      if (metric.kind !== "gauge" || level === 0 || isFew) continue;
      const by = Math.sign(level - usual) * Math.sign(level) * creep;
      const rate = Number(((level * by) / (lengthMs / 1000)).toPrecision(3));
      const readers = alerts.filter(({ reads }) => reads.has(key));
      const fire = (from: number) => {
        const tried = new Map(crept).set(key, { ...rest, level: from, rate });
        const { world } = this.#input;
        const areWithin = readers.every(({ alert: { root } }) => {
          return this.#sharesOf(root).every(({ node, most }) => world.values(node, tried).every((one) => one <= most));
        });
        return areWithin && readers.every(({ alert }) => world.fires(alert.root, tried)) ? tried : undefined;
      };
      if (fire(level * (1 + by)) !== undefined) crept = fire(level) ?? crept;
    }
    return crept;
  }

  /** A move of a share that the series follows is the first choice: its whole stays what it is. */
  #ladder(key: string, changes: Changes, causes: CauseLadders): readonly Rung[] {
    const { metric, place } = this.#find(key);
    const ladder = changeLadder(metric, place, changes.get(key)!, this.#courses);
    if (ladder.length === 0 && !isTrend(changes.get(key)!)) return ladder;
    return [...causes.of(key).map((through): Rung => ({ through })), ...ladder];
  }

  #find(key: string): { readonly metric: InferredMetric; readonly place: number } {
    const [index, place] = placeOf(key);
    return { metric: this.#input.metrics[index]!, place };
  }

  /** One alert at every instant of a day, if the changes last so long. */
  #look(alert: SolvedAlert, changes: Changes): Look {
    const { root } = alert.alert;
    const byWire = remembered(this.#held, changes, () => this.#metricsWith(changes));
    const read = this.#world.metricsReadBy(root, byWire);
    const known = this.#looks.get(root);
    if (known?.read.length === read.length && read.every((metric, index) => metric === known.read[index]))
      return known.look;
    const look = (): Look => {
      const shares = this.#sharesOf(root).every(({ node, most }) =>
        this.#world.results(node, byWire).every((found) => highest(found) <= most * roundly),
      );
      return { alert, holds: alwaysThere(this.#world.results(root, byWire)), shares };
    };
    const found = attemptWork(new Work(stepsOfLook), look) ?? { alert, holds: false, shares: false };
    this.#looks.set(root, { read, look: found });
    return found;
  }

  /** By their names on the wire; the same metric for the same changes of it. */
  #metricsWith(changes: Changes): MetricsByWire {
    const byMetric = new Map<number, Map<number, SeriesChange>>();
    for (const [key, change] of changes) {
      const [index, place] = placeOf(key);
      byMetric.set(index, (byMetric.get(index) ?? new Map()).set(place, change));
    }
    const changed = [...byMetric.keys()];
    const metrics = this.#input.metrics.map((metric, index) => {
      const own = byMetric.get(index);
      if (own === undefined) return metric;
      const turn = changed.indexOf(index) % 2 === 0 ? "changed" : "changed too";
      const before = this.#last.get(index);
      const id = JSON.stringify([turn, ...own], (_, value) => (value instanceof Map ? [...value] : value) as unknown);
      if (before?.id === id) return before.metric;
      const held = heldMetric(metric, own, { turn, graph: this.#graph });
      this.#last.set(index, { id, metric: held });
      return held;
    });
    return new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric] as const)));
  }

  #sharesOf(root: PromqlNode): readonly Share[] {
    const known = this.#shares.get(root) ?? sharesIn(root, this.#input.world);
    this.#shares.set(root, known);
    return known;
  }
}

/** Whether it is compared how much was counted in all. */
function isTotal({ level, rate, course, missing }: SeriesChange): boolean {
  return level !== undefined && rate === undefined && course === undefined && missing === undefined;
}

/** How long it takes a series to come to where the incident has it. */
function comesAfterMs({ course, meanCourse, through, level, rate = 0, reachedMs }: SeriesChange): number {
  if (reachedMs !== undefined) return reachedMs;
  if (through !== undefined) return Math.max(...through.map(({ course: { delayMs, onsetMs } }) => delayMs + onsetMs));
  if (level !== undefined && rate !== 0 && course === undefined) return driftOnsetMs;
  const of = (one: SeriesChange["course"]) => (one === undefined ? 0 : one.delayMs + one.onsetMs);
  return Math.max(of(course), of(meanCourse));
}

function withRungs(
  changes: Changes,
  ladders: ReadonlyMap<string, readonly Rung[]>,
  rungs: ReadonlyMap<string, number>,
): Changes {
  return new Map(
    [...changes].map(([key, change]) => [key, { ...change, ...ladders.get(key)?.[rungs.get(key) ?? Infinity] }]),
  );
}
