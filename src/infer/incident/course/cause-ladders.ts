import { round, specOf } from "../../levels/signal.ts";
import type { InferredMetric } from "../../series/model.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import { memberOf } from "../hit-members.ts";
import type { CauseMove, ChangeCourse, Changes, SeriesChange } from "../incident-rule.ts";
import { placeOf } from "../series-key.ts";
import type { CauseGraph, Dependent } from "./cause-graph.ts";
import { numberLadder } from "./change-ladder.ts";
import { driftOnsetMs } from "./gauge-part.ts";
import { motionOf } from "./motion.ts";
import { leastShare, MovedShares, type Place, roomLeft, type Share, type Target } from "./moved-shares.ts";

/** Where causes that can be moved are found. */
export interface MoveContext {
  readonly metrics: readonly InferredMetric[];
  readonly graph: CauseGraph;
  /** Know the causes of the metrics. */
  readonly courses: DayCourses;
  /** So far on its way a share has to take what it is to take somewhere. Default: half, if something else judges it. */
  readonly enough?: number;
}

/** A step for how much a series moves with a share. */
const tiny = 0.01;
/** A trend that begins so near to the usual share begins there; a part of it. */
const nearUsual = 0.01;

/**
 * The ways in which a share that a series follows takes it to a number, those that move most like a usual day first:
 * an idle processor becomes busy because something works on it, so that its other parts grow. Of several shares the
 * one that takes the most of what changes with the series there, then the one that the fewest series follow; one more
 * makes room where a share alone does not do it. None where that cannot be at every hour of a day with everything that
 * follows them staying possible.
 */
export class CauseLadders {
  readonly #led: Changes;
  readonly #metrics: readonly InferredMetric[];
  readonly #shares: MovedShares;
  readonly #places = new Map<string, Place | undefined>();

  /** @param led - all that changes at a time. */
  constructor(led: Changes, { metrics, graph, courses, enough }: MoveContext) {
    this.#led = led;
    this.#metrics = metrics;
    this.#shares = new MovedShares(graph, courses, enough);
  }

  /** @param key - of the series. */
  of(key: string): readonly (readonly CauseMove[])[] {
    const [index, place] = placeOf(key);
    const metric = this.#metrics[index]!;
    const { signal, labels } = metric.series[place]!;
    const { level, rate } = this.#led.get(key)!;
    if (metric.kind === "gauge" && level !== undefined && rate !== undefined && rate !== 0)
      return this.#trendOf({ key, metric, place }, level, rate);
    if (signal.form !== "course" || numberOf(metric, this.#led.get(key)!) === undefined) return [];
    const shares = this.#shares.sharesOf(specOf(signal), labels).map((share) => {
      const targets = share.dependents.flatMap((one): Target[] => {
        const change = one.metric === metric ? this.#led.get(one.key) : undefined;
        const to = change && numberOf(metric, change);
        return to === undefined ? [] : [{ ...one, to }];
      });
      return { share, targets };
    });
    shares.sort((a, b) => b.targets.length - a.targets.length || a.share.dependents.length - b.share.dependents.length);
    for (const { share, targets } of shares) {
      const id = JSON.stringify([index, share.name, ...share.of]);
      const found = this.#places.has(id) ? this.#places.get(id) : this.#shares.placeOf(share, targets);
      this.#places.set(id, found);
      if (found === undefined) continue;
      const { at, top, besides } = found;
      const input = { to: at, extent: share.extent, motion: motionOf(metric), member: memberOf(labels) ?? "", top };
      return numberLadder(input)
        .map((each) => within(each, top))
        .map((course) => [
          { cause: share.name, of: share.of, course, leader: key },
          ...(besides === undefined
            ? []
            : [{ cause: besides.name, of: besides.of, course: makingRoom(besides, course), leader: key }]),
        ]);
    }
    return [];
  }

  /** A share that goes on growing or falling, with which a series does so too. */
  #trendOf({ key, metric, place }: Dependent, level: number, rate: number): readonly (readonly CauseMove[])[] {
    const { signal, labels } = metric.series[place]!;
    if (signal.form !== "course") return [];
    const shares = this.#shares
      .sharesOf(specOf(signal), labels)
      .sort((a, b) => a.dependents.length - b.dependents.length);
    for (const share of shares) {
      const { name, of, extent, dependents } = share;
      const meanAt = (at: number) => meanOf(this.#shares.valuesAt(new Map([[name, at]]), { metric, place }));
      const may = (at: number) => this.#shares.isPossible(new Map([[name, at]]), dependents);
      const slope = (meanAt(extent.mean + tiny) - meanAt(extent.mean)) / tiny;
      const perSecond = rate / slope;
      if (!Number.isFinite(perSecond)) continue;
      const end = perSecond > 0 ? this.#shares.topOf(extent.mean, may) : may(leastShare) ? leastShare : undefined;
      // Where it comes from lies between the usual and the end.
      const at = extent.mean + (level - meanAt(extent.mean)) / slope;
      const isUsual = Math.abs(at - extent.mean) <= extent.mean * nearUsual;
      if (end === undefined || !(isUsual || (at > extent.mean === perSecond > 0 && at < end === perSecond > 0)))
        continue;
      const form = perSecond > 0 ? "least" : "most";
      const { recoveryMs } = motionOf(metric);
      const course = {
        form,
        to: at,
        wobble: 0,
        grows: 1,
        delayMs: 0,
        onsetMs: isUsual ? 0 : driftOnsetMs,
        recoveryMs,
      } as const;
      return [[{ cause: name, of, course, leader: key, trend: { perSecond, end } }]];
    }
    return [];
  }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A course that is never above a share, however far it wanders. */
function within(course: ChangeCourse, top: number): ChangeCourse {
  const { to, wobble } = course;
  if (!(to * (1 + wobble) > top)) return course;
  const down = (value: number) => Math.floor(value * 1e3) / 1e3;
  const level = down(Math.min(to, top));
  return { ...course, to: level, wobble: Math.max(0, down(top / level - 1)) };
}

/** A share that shrinks while another one grows. */
function makingRoom({ extent }: Share, course: ChangeCourse): ChangeCourse {
  return { ...course, form: "most", to: round(extent.mean * roomLeft), wobble: 0.01, grows: 1 };
}

/** The number that a change brings a series to; undefined where that is none of its level alone. */
function numberOf({ kind }: InferredMetric, change: SeriesChange): number | undefined {
  const { level, rate, mean, missing, flaps } = change;
  if (mean !== undefined || missing === true || flaps === true) return undefined;
  if (kind === "gauge") return rate === undefined || rate === 0 ? level : undefined;
  return kind === "counter" && level === undefined ? rate : undefined;
}
