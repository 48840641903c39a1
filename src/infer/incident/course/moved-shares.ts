import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { specOf } from "../../levels/signal.ts";
import type { Cause } from "../../world/cause.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import { topRateByName } from "../likelihood.ts";
import type { CauseGraph, Dependent } from "./cause-graph.ts";
import { type DayExtent, dayExtent, signalExtent } from "./day-extent.ts";

/** The most of a whole that a cause takes, where all that follows it is possible with that. */
const tops = [0.99, 0.97, 0.95, 0.93, 0.9, 0.85, 0.8] as const;
/** And the least. */
export const leastShare = 0.002;
/** Part of another share that is left where it makes room: of a cache, of time that was waited. */
export const roomLeft = 0.15;
/** So far on its way a share has to take what it is to take somewhere: alerts say whether that is enough. */
const nearly = 0.5;
/** Steps of a search between the usual and all or nothing. */
const halvings = 12;
/** And of one for the most that is possible. */
const topHalvings = 4;

/** A cause, for the label values that say which of its courses it is. */
export interface Share {
  readonly name: string;
  readonly of: ReadonlyMap<string, string>;
  readonly extent: DayExtent;
  readonly dependents: readonly Dependent[];
}

/** A series that is to come to a number. */
export interface Target extends Dependent {
  readonly to: number;
}

/** Where a share is to be, with all that it can be at most, and another one that makes room for it. */
export interface Place {
  readonly at: number;
  readonly top: number;
  readonly besides?: Share;
}

/** Causes that say how much of a whole something takes, and what all that follows them is if they are moved. */
export class MovedShares {
  readonly #graph: CauseGraph;
  readonly #courses: DayCourses;
  readonly #enough: number;
  /** With that no other share has to make room. */
  readonly #satisfied: number;

  /** @param courses - know the causes of the graph. */
  constructor(graph: CauseGraph, courses: DayCourses, enough?: number) {
    this.#graph = graph;
    this.#courses = courses;
    this.#enough = enough ?? nearly;
    this.#satisfied = enough ?? 1;
  }

  /** The shares that a signal follows, the nearest first. */
  sharesOf(signal: SignalSpec, labels: ReadonlyMap<string, string>): Share[] {
    return [...this.#graph.reachedBy(signal)].flatMap((name) => {
      const cause = this.#graph.isShare(name) ? this.#graph.cause(name) : undefined;
      const of = cause && labelsOf(cause, labels);
      if (of === undefined) return [];
      const dependents = this.#graph.dependentsOf(name, of);
      const extent = dependents.length < 2 ? undefined : signalExtent({ signal: name }, of, this.#courses);
      return extent === undefined || extent.min < 0 || extent.max > 1 ? [] : [{ name, of, extent, dependents }];
    });
  }

  /** Where a share takes series to the sum of their numbers, or nearly; another one makes room where it has to. */
  placeOf(share: Share, targets: readonly Target[]): Place | undefined {
    const alone = this.#nearest(share, targets, undefined);
    if (alone !== undefined && alone.part >= this.#satisfied) return alone;
    const others = new Map<string, Share>();
    for (const { metric, place } of targets) {
      const { signal, labels } = metric.series[place]!;
      for (const one of this.sharesOf(specOf(signal), labels)) if (one.name !== share.name) others.set(one.name, one);
    }
    let best = alone;
    for (const besides of others.values()) {
      const found = this.#nearest(share, targets, besides);
      if (found !== undefined && found.part > (best?.part ?? 0)) best = found;
      if (best !== undefined && best.part >= this.#satisfied) break;
    }
    return best;
  }

  /** The share nearest to the usual that does it, or nearly does it. */
  #nearest(share: Share, targets: readonly Target[], besides: Share | undefined) {
    const { mean } = share.extent;
    const by = (at: number) =>
      new Map([
        [share.name, at],
        ...(besides === undefined ? [] : [[besides.name, besides.extent.mean * roomLeft] as const]),
      ]);
    const dependents = besides === undefined ? share.dependents : [...share.dependents, ...besides.dependents];
    const may = (at: number) => this.isPossible(by(at), dependents);
    const part = (at: number) => this.#partAt(by(at), targets);
    const ends = [tops[0], leastShare].filter((end) => part(end) >= this.#enough);
    for (const end of ends) {
      const top = end === leastShare ? Number.POSITIVE_INFINITY : this.topOf(mean, may);
      if (top === undefined || (end === leastShare && !may(leastShare))) continue;
      const far = end === leastShare ? leastShare : top;
      const most = part(far);
      if (!(most >= this.#enough)) continue;
      const at = between(mean, far, (middle) => part(middle) >= Math.min(1, most));
      return { at, top, part: most, ...(besides && { besides }) };
    }
    return undefined;
  }

  /** The most that a share can be, above its usual mean. */
  topOf(mean: number, may: (at: number) => boolean): number | undefined {
    const place = tops.findIndex((one) => one <= mean || may(one));
    const possible = place < 0 ? mean : Math.max(mean, tops[place]!);
    const top = place === 0 ? possible : between(tops.at(place - 1)!, possible, may, topHalvings);
    return top > mean ? top : undefined;
  }

  /** How far series are on the way from their usual sum to the one that they are to come to, at the worst hour. */
  #partAt(by: ReadonlyMap<string, number>, targets: readonly Target[]): number {
    const sums: number[] = [];
    let [to, usual] = [0, 0];
    for (const target of targets) {
      to += target.to;
      usual += dayExtent(target.metric, target.place, this.#courses)?.mean ?? Number.NaN;
      for (const [hour, value] of this.valuesAt(by, target).entries()) sums[hour] = (sums[hour] ?? 0) + value;
    }
    return Math.min(...sums.map((sum) => (sum - usual) / (to - usual)));
  }

  /** Whether everything that follows shares is where it can be if they are such. */
  isPossible(by: ReadonlyMap<string, number>, dependents: readonly Dependent[]): boolean {
    return dependents.every(({ metric, place }) => {
      const usual = dayExtent(metric, place, this.#courses);
      const values = this.valuesAt(by, { metric, place });
      const least = (usual?.min ?? 0) >= 0 ? 0 : Number.NEGATIVE_INFINITY;
      const most = (metric.kind === "counter" ? topRateByName(metric.name) : undefined) ?? Number.POSITIVE_INFINITY;
      return values.every((value) => !(value < least) && !(value > most));
    });
  }

  /** A series at the hours of a day on which shares are such. */
  valuesAt(by: ReadonlyMap<string, number>, { metric, place }: Pick<Dependent, "metric" | "place">): Float64Array {
    const { labels, signal } = metric.series[place]!;
    return this.#courses.valuesOf(this.#graph.replaced(specOf(signal), by), labels);
  }
}

/** The nearest number to the first one, between two, from which on something is so. */
function between(near: number, far: number, isSo: (middle: number) => boolean, steps = halvings): number {
  let [from, to] = [near, far];
  for (let step = 0; step < steps; step++) {
    const middle = (from + to) / 2;
    if (isSo(middle)) to = middle;
    else from = middle;
  }
  return to;
}

function labelsOf({ per }: Cause, labels: ReadonlyMap<string, string>): Map<string, string> | undefined {
  const of = per.flatMap((name) => (labels.has(name) ? [[name, labels.get(name)!] as const] : []));
  return of.length === per.length ? new Map(of) : undefined;
}
