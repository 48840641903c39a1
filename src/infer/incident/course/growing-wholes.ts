import type { InferredMetric, InferredSeries } from "../../series/model.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import { nameRelations, type Relation } from "../../world/name-relations.ts";
import { nearest } from "../../world/related-rows.ts";
import type { ChangeCourse, Changes, SeriesChange } from "../incident-rule.ts";
import { keyOf, placeOf } from "../series-key.ts";
import { dayExtent } from "./day-extent.ts";

/** Input of {@link growingWholes}. */
interface WholesInput {
  readonly metrics: readonly InferredMetric[];
  /** Know the causes of the metrics. */
  readonly courses: DayCourses;
}

/** A limit lies so far above what was asked for, times. */
const above = 1.25;
/** A whole of which a part grows by less than this part of it stays. */
const little = 0.02;

interface Grown {
  readonly leader: string;
  /** Undefined: at once. */
  readonly course: ChangeCourse | undefined;
  by: number;
}

/**
 * The wholes that grow because their parts do, by names: all requests by as many as fail more; a limit where more is
 * requested than it allows. Sizes of what is there stay.
 */
export function growingWholes(changes: Changes, { metrics, courses }: WholesInput): Map<string, SeriesChange> {
  const places = new Map(metrics.map(({ name }, index) => [name, index] as const));
  const led = new Set([...changes.keys()].map((key) => metrics[placeOf(key)[0]]!.name));
  const found = new Map<string, SeriesChange>();
  for (const { part, whole, kind } of relationsOf(metrics)) {
    const [own, other] = [places.get(part.name), places.get(whole.name)];
    if (!led.has(part.name) || own === undefined || other === undefined) continue;
    if (kind !== "requested" && metrics[own]!.kind === "gauge") continue;
    const grown = new Map<InferredSeries, Grown>();
    for (const [place, row] of metrics[own]!.series.entries()) {
      const leader = keyOf(own, place);
      const change = changes.get(leader);
      const usual = dayExtent(metrics[own]!, place, courses)?.mean;
      const to = change && usual !== undefined ? levelOf(change, usual) : undefined;
      const of = to === undefined ? undefined : nearest(row, metrics[other]!.series);
      if (to === undefined || usual === undefined || of === undefined || !isSamePlace(row, of)) continue;
      const known = grown.get(of) ?? { leader, course: change?.course, by: 0 };
      known.by += kind === "requested" ? to * above : Math.max(0, to - usual);
      grown.set(of, known);
    }
    for (const [row, { leader, course, by }] of grown) {
      const place = metrics[other]!.series.indexOf(row);
      const usual = dayExtent(metrics[other]!, place, courses)?.mean ?? 0;
      const to = Number((kind === "requested" ? by / usual : 1 + by / usual).toPrecision(3));
      if (!(usual > 0) || !(to > 1 + little)) continue;
      const value = usual * to;
      found.set(keyOf(other, place), {
        ...(metrics[other]!.kind === "gauge" ? { level: value } : { rate: value }),
        ...(course && { course: { ...course, form: "times", to, wobble: 0, grows: 1 } }),
        follows: leader,
      });
    }
  }
  return found;
}

const known = new WeakMap<readonly InferredMetric[], readonly Relation[]>();

function relationsOf(metrics: readonly InferredMetric[]): readonly Relation[] {
  const found = known.get(metrics) ?? nameRelations(metrics);
  known.set(metrics, found);
  return found;
}

/** The most that a change brings a series to; undefined where it says nothing of its level. */
function levelOf({ course, level, rate, missing, flaps, through }: SeriesChange, usual: number): number | undefined {
  if (course !== undefined) return (course.form === "times" ? usual * course.to : course.to) * course.grows;
  const isAlone = missing === undefined && flaps === undefined && through === undefined;
  return isAlone ? (level ?? rate) : undefined;
}

/** Whether two series have no label of different values. */
function isSamePlace(a: InferredSeries, b: InferredSeries): boolean {
  return [...a.labels].every(([name, value]) => !b.labels.has(name) || b.labels.get(name) === value);
}
