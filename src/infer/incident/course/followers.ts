import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { specOf } from "../../levels/signal.ts";
import type { InferredMetric } from "../../series/model.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import { isOfMember, speaksForMember } from "../hit-members.ts";
import type { ChangeCourse, Changes, SeriesChange } from "../incident-rule.ts";
import { keyOf, placeOf } from "../series-key.ts";
import { busier } from "./busier.ts";
import { dayExtent, dayValues } from "./day-extent.ts";
import { growingWholes } from "./growing-wholes.ts";

/** Input of {@link withFollowers}. */
export interface FollowersInput {
  readonly metrics: readonly InferredMetric[];
  /** Know the causes of the metrics. */
  readonly courses: DayCourses;
  /** Series that alerts of the same time read: they are as the alerts need them. */
  readonly reads: ReadonlySet<string>;
}

const minute = 60_000;
/** Whether parts come to the same whole all day. */
const sameWhole = 0.02;
/** The least of a part that is left where others take all. */
const least = 0.02;

/**
 * The changes, and what follows from them elsewhere: the other parts of a whole make room for the parts that grow (an
 * idle processor), parts of a sum shrink with it (free memory), load averages over a longer time come later,
 * processors and load are busier where there is more to do, and nothing is scraped from what is down.
 */
export function withFollowers(led: Changes, input: FollowersInput): Changes {
  const changes = new Map([...busier(led, input), ...led]);
  const all = new Map(changes);
  const adding = (follows: string) => (key: string, change: SeriesChange) => {
    if (!all.has(key) && !input.reads.has(key)) all.set(key, { ...change, follows });
  };
  for (const [index, metric] of input.metrics.entries()) {
    const own = [...metric.series.keys()].flatMap((place) => {
      const change = changes.get(keyOf(index, place));
      return change === undefined ? [] : [{ place, change }];
    });
    if (own.length === 0) continue;
    input.courses.learn(metric.causes ?? []);
    otherParts(metric, index, changes, input, adding);
    for (const { place, change } of own) {
      const add = adding(keyOf(index, place));
      partsOfSum(metric, place, change, input, add);
      loadAverages(metric, place, change, input.metrics, add);
    }
  }
  for (const [key, change] of growingWholes(changes, input)) adding(change.follows!)(key, change);
  for (const [key, change] of goneWith(changes, input.metrics)) if (!input.reads.has(key)) all.set(key, change);
  return all;
}

type Add = (key: string, change: SeriesChange) => void;

function otherParts(
  metric: InferredMetric,
  index: number,
  changes: Changes,
  input: FollowersInput,
  adding: (follows: string) => Add,
): void {
  if (metric.kind !== "counter" && metric.kind !== "gauge") return;
  for (const places of wholesOf(metric, input.courses)) {
    // What causes do to a whole leaves it what it is.
    if (places.some((place) => changes.get(keyOf(index, place))?.through !== undefined)) continue;
    const extents = places.map((place) => dayExtent(metric, place, input.courses)!);
    const whole = extents.reduce((sum, { mean }) => sum + mean, 0);
    let [taken, rest] = [0, 0];
    let like: { readonly course: ChangeCourse; readonly key: string } | undefined;
    for (const [at, place] of places.entries()) {
      const course = changes.get(keyOf(index, place))?.course;
      const { mean } = extents[at]!;
      if (course === undefined) rest += mean;
      else taken += course.form === "times" ? mean * course.to : course.to;
      if (course !== undefined) like ??= { course, key: keyOf(index, place) };
    }
    if (like === undefined || rest === 0) continue;
    const to = Number(Math.max(least, (whole - taken) / rest).toPrecision(2));
    const add = adding(like.key);
    for (const [at, place] of places.entries()) {
      const value = extents[at]!.mean * to;
      const course = { ...like.course, form: "times", to, wobble: 0, grows: 1 } as const;
      add(keyOf(index, place), { ...(metric.kind === "counter" ? { rate: value } : { level: value }), course });
    }
  }
}

/** Series that differ in one label alone and come to the same sum at every hour. */
function wholesOf(metric: InferredMetric, courses: DayCourses): number[][] {
  const names = [...(metric.series[0]?.labels.keys() ?? [])];
  for (const name of names) {
    const groups = new Map<string, number[]>();
    for (const [place, { labels }] of metric.series.entries()) {
      const key = JSON.stringify([...labels].filter(([label]) => label !== name));
      groups.set(key, [...(groups.get(key) ?? []), place]);
    }
    // Of some members there may be parts alone: a budget of series has it so.
    const wholes = [...groups.values()].filter((places) => places.length > 2 && isWhole(metric, places, courses));
    if (wholes.length > 0) return wholes;
  }
  return [];
}

function isWhole(metric: InferredMetric, places: readonly number[], courses: DayCourses): boolean {
  const all = places.map((place) => dayValues(metric, place, courses));
  const sums = all[0]!.map((_, hour) => all.reduce((sum, values) => sum + values[hour]!, 0));
  const [low, high] = [Math.min(...sums), Math.max(...sums)];
  const moves = all.some((values) => Math.max(...values) > Math.min(...values) * (1 + sameWhole));
  return moves && low > 0 && high - low <= high * sameWhole;
}

/** Gauges that are one of the causes which the changed gauge is the sum of, in the same unit: memory that is free. */
function partsOfSum(
  metric: InferredMetric,
  place: number,
  change: SeriesChange,
  input: FollowersInput,
  add: Add,
): void {
  const { course } = change;
  const one = metric.series[place]!;
  const sum = scaledOf(specOf(one.signal));
  if (course === undefined || course.form === "least" || sum === undefined || !Array.isArray(sum.of.add)) return;
  const causes = new Set(
    sum.of.add.flatMap((part) => (isObject(part) && part.signal !== undefined ? [part.signal] : [])),
  );
  const mean = dayExtent(metric, place, input.courses)?.mean ?? 0;
  const to = course.form === "times" ? course.to : mean > 0 ? Number((course.to / mean).toPrecision(3)) : 1;
  const labels = JSON.stringify([...one.labels]);
  for (const [index, other] of input.metrics.entries()) {
    if (other.kind !== "gauge") continue;
    for (const [at, { labels: own, signal }] of other.series.entries()) {
      const part = scaledOf(specOf(signal));
      if (part?.of.signal === undefined || part.by !== sum.by || !causes.has(part.of.signal)) continue;
      if (JSON.stringify([...own]) !== labels) continue;
      const level = (dayExtent(other, at, input.courses)?.mean ?? 0) * to;
      add(keyOf(index, at), { level, course: { ...course, form: "times", to, wobble: 0 } });
    }
  }
}

type SignalObject = Exclude<SignalSpec, number | string | SignalSpec[]>;

function isObject(spec: SignalSpec): spec is SignalObject {
  return typeof spec === "object" && !Array.isArray(spec);
}

/** A signal times a number, taken apart. */
function scaledOf(spec: SignalSpec): { readonly of: SignalObject; readonly by: number } | undefined {
  const [of, by, ...more] = isObject(spec) ? (spec.mul ?? []) : [];
  if (of === undefined || more.length > 0) return undefined;
  const [signal, factor] = typeof of === "number" ? [by, of] : [of, by];
  return typeof factor === "number" && signal !== undefined && isObject(signal)
    ? { of: signal, by: factor }
    : undefined;
}

function loadAverages(
  metric: InferredMetric,
  place: number,
  change: SeriesChange,
  metrics: readonly InferredMetric[],
  add: Add,
): void {
  const [, stem] = /^(.*load_?)1$/.exec(metric.name) ?? [];
  const { course } = change;
  if (stem === undefined || course === undefined) return;
  const labels = JSON.stringify([...metric.series[place]!.labels]);
  for (const minutes of [5, 15]) {
    const index = metrics.findIndex(({ name }) => name === `${stem}${minutes}`);
    const follower = metrics[index]?.series.findIndex((one) => JSON.stringify([...one.labels]) === labels) ?? -1;
    if (follower < 0) continue;
    const onsetMs = course.onsetMs + minutes * minute;
    add(keyOf(index, follower), {
      level: change.level ?? 0,
      course: { ...course, wobble: course.wobble / minutes, onsetMs, recoveryMs: course.recoveryMs + minutes * minute },
    });
  }
}

/** The begin of the name of a gauge that is 0 where something is down: empty where nothing can be scraped. */
function downPrefix({ name, kind }: InferredMetric, { level }: SeriesChange): string | undefined {
  return kind === "gauge" && level === 0 ? /^((?:.+_)?)up$/.exec(name)?.[1] : undefined;
}

/** The series that are not there while others say that their member is down, with what they follow. */
export function goneWith(changes: Changes, metrics: readonly InferredMetric[]): Map<string, SeriesChange> {
  const gone = new Map<string, SeriesChange>();
  for (const [follows, change] of changes) {
    const [index, place] = placeOf(follows);
    const prefix = downPrefix(metrics[index]!, change);
    if (prefix === undefined || !speaksForMember(metrics[index]!, place)) continue;
    const down = metrics[index]!.series[place]!.labels;
    for (const [other, { name, kind, series }] of metrics.entries()) {
      if (other === index || !name.startsWith(prefix) || (kind === "info" && prefix !== "")) continue;
      for (const [at, { labels }] of series.entries())
        if (isOfMember(labels, down) && !changes.has(keyOf(other, at)))
          gone.set(keyOf(other, at), { missing: true, follows });
    }
  }
  return gone;
}
