import { specOf } from "../../levels/signal.ts";
import type { InferredMetric, InferredSeries } from "../../series/model.ts";
import type { Cause } from "../../world/cause.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import type { SeriesChange } from "../incident-rule.ts";
import { keyOf, placeOf } from "../series-key.ts";
import { CauseGraph, type Dependent } from "./cause-graph.ts";
import { CauseLadders } from "./cause-ladders.ts";
import { withDependents } from "./cause-moves.ts";
import { dayExtent, signalExtent } from "./day-extent.ts";
import { movedCauses } from "./moved-causes.ts";

/** Input of {@link throughCauses}. */
export interface ThroughInput {
  /** Know the causes of the metrics. */
  readonly courses: DayCourses;
  /** From the begin of the data on. */
  readonly fromMs: number;
  /** Series whose level was moved, by their metric. */
  readonly isMoved: (metric: InferredMetric) => boolean;
  /** Series that are another way already, `metric index:series index`: no cause that they follow is moved. */
  readonly taken: ReadonlySet<string>;
}

/** Series that come to where they are in trouble by causes alone. */
export interface ThroughCauses {
  readonly causes: readonly Cause[];
  /** By `metric index:series index`. */
  readonly series: ReadonlyMap<string, InferredSeries>;
}

/** So much of a whole one part takes at most. */
const mostOfWhole = 0.95;
/** So far on its way a share has to take what is to come to a level. */
const enough = 0.85;

/**
 * Series in trouble that come to their level because a share does that they follow, and all others that follow it: a
 * processor that is less idle works more. Of parts of one whole that panels ask for one by one, such as the modes of a
 * processor, the largest alone comes to its level: the others make room.
 *
 * @param bad - the same metrics in trouble.
 */
export function throughCauses(
  usual: readonly InferredMetric[],
  bad: readonly InferredMetric[],
  { courses, fromMs, isMoved, taken }: ThroughInput,
): ThroughCauses {
  const graph = new CauseGraph(usual);
  const changes = new Map<string, SeriesChange>();
  const led = new Map<string, SeriesChange>();
  for (const [index, metric] of usual.entries())
    for (const [place, one] of metric.series.entries()) {
      const other = bad[index]!.series[place]!;
      if (other.signal === one.signal || JSON.stringify(specOf(other.signal)) === JSON.stringify(specOf(one.signal)))
        continue;
      const key = keyOf(index, place);
      const to = signalExtent(specOf(other.signal), one.labels, courses)?.mean;
      const change = to === undefined ? {} : metric.kind === "gauge" ? { level: to } : { rate: to };
      changes.set(key, change);
      if (isMoved(metric) && !taken.has(key)) led.set(key, change);
    }
  const seriesAt = (key: string) => {
    const [index, place] = placeOf(key);
    return usual[index]!.series[place]!;
  };
  const given = usual.flatMap((metric) =>
    graph.wholesOf(metric).flatMap((whole) => giveWay(whole, { metric, led, courses })),
  );
  for (const key of given) changes.delete(key);
  const ladders = new CauseLadders(led, { metrics: usual, graph, courses, enough });
  for (const [key, change] of led) {
    const [through] = ladders.of(key);
    const isFree = through?.every(({ cause, of }) => !graph.dependentsOf(cause, of).some((one) => taken.has(one.key)));
    changes.set(key, through !== undefined && isFree === true ? { ...change, through } : change);
  }
  const all = [...withDependents(changes, graph)].filter(([, { through }]) => through !== undefined);
  const toMs = Number.POSITIVE_INFINITY;
  const times = all.flatMap(([, { through = [] }]) => through.map((move) => ({ move, fromMs, toMs })));
  const { causes, signalOf } = movedCauses(times, { graph, courses, called: "trouble" });
  const series = all.map(([key]): [string, InferredSeries] => {
    const one = seriesAt(key);
    const signal = signalOf(specOf(one.signal), one.labels);
    return [key, { ...one, signal: { form: "course", signal, factor: 1, fixed: true } }];
  });
  return { causes, series: new Map([...given.map((key) => [key, seriesAt(key)] as const), ...series]) };
}

interface WholeOf {
  readonly metric: InferredMetric;
  /** Gets the level that the part which leads comes to, and loses the others. */
  readonly led: Map<string, SeriesChange>;
  readonly courses: DayCourses;
}

/** Lets one part of a whole, its rest first, come to its level. @returns the others that were to do so too. */
function giveWay(whole: readonly Dependent[], { metric, led, courses }: WholeOf): string[] {
  const own = whole.filter(({ key }) => led.has(key));
  if (own.length === 0) return [];
  const usual = whole.map(({ place }) => dayExtent(metric, place, courses)?.mean ?? 0);
  const to = whole.map(({ key }) => numberIn(led.get(key)));
  const leader = leaderOf(to, usual);
  const key = whole[leader ?? -1]?.key;
  const given = own.flatMap((one) => (one.key === key ? [] : [one.key]));
  for (const one of given) led.delete(one);
  if (key === undefined || leader === undefined || leader === 0) return given;
  // The other parts of what is not left grow with it.
  const most = (mostOfWhole * sumOf(usual) * usual[leader]!) / sumOf(usual.slice(1));
  const number = Math.min(to[leader]!, most);
  led.set(key, metric.kind === "gauge" ? { level: number } : { rate: number });
  return given;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function numberIn(change: SeriesChange | undefined): number | undefined {
  return change?.level ?? change?.rate;
}

/** Which part of a whole, its rest first, comes to its level: the largest one that grows, or the rest if it shrinks. */
function leaderOf(to: readonly (number | undefined)[], usual: readonly number[]): number | undefined {
  const parts = [...usual.keys()].filter((place) => place > 0 && (to[place] ?? 0) > usual[place]!);
  const [largest] = parts.sort((a, b) => usual[b]! - usual[a]!);
  return largest ?? (to[0]! < usual[0]! ? 0 : undefined);
}
