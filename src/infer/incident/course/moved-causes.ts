import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import type { Cause } from "../../world/cause.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import type { CauseMove, ChangeCourse } from "../incident-rule.ts";
import { type CauseGraph, isFor } from "./cause-graph.ts";
import { signalExtent } from "./day-extent.ts";
import { type Bout, withBouts } from "./moved-signal.ts";

/** How far a trend wanders: a part of the way that it goes, and of its level at most. */
const wander = { ofWay: 0.03, most: 0.01 } as const;

/** When a cause is moved, in milliseconds from the begin of the data. */
export interface MoveTime {
  readonly move: CauseMove;
  readonly fromMs: number;
  /** Until it begins to recover; infinite where it does not. */
  readonly toMs: number;
}

/** Causes of the usual day as an incident has them. */
export interface MovedCauses {
  /** New causes, which series use instead of the usual ones. */
  readonly causes: readonly Cause[];
  /** A signal of a series with those instead of what is moved for it. */
  readonly signalOf: (usual: SignalSpec, labels: ReadonlyMap<string, string>) => SignalSpec;
}

/**
 * Makes new causes of what an incident moves: as usual, but for the times in which it does.
 *
 * @param options.called - the end of their names. Default `incident`.
 */
export function movedCauses(
  times: readonly MoveTime[],
  {
    graph,
    courses,
    called = "incident",
  }: { readonly graph: CauseGraph; readonly courses: DayCourses; readonly called?: string },
): MovedCauses {
  const byCourse = new Map<string, { readonly move: CauseMove; readonly bouts: Map<number, Bout> }>();
  for (const { move, fromMs, toMs } of times) {
    const key = JSON.stringify([move.cause, ...move.of]);
    const known = byCourse.get(key) ?? { move, bouts: new Map<number, Bout>() };
    byCourse.set(key, known);
    const { course, trend } = move;
    const grown = trend === undefined ? course : trended(course, trend, toMs - fromMs);
    if (!known.bouts.has(toMs)) known.bouts.set(toMs, { fromMs, toMs, course: grown });
  }
  const names = new Map<string, string>();
  const causes: Cause[] = [];
  const moved = [...byCourse.values()].flatMap(({ move, bouts }) => {
    const { cause: name, of } = move;
    const cause = graph.cause(name);
    const extent = signalExtent({ signal: name }, of, courses);
    if (cause === undefined || extent === undefined) return [];
    const all = [...bouts.values()].sort((a, b) => a.fromMs - b.fromMs);
    const forms = new Set(all.map(({ course }) => course.form));
    const value = [...forms].reduce<SignalSpec>((signal, form) => withBouts(signal, all.filter(isOf(form)), extent), {
      signal: name,
    });
    const id = JSON.stringify(value);
    const before = causes.filter((one) => one.name.startsWith(`${name}.${called}`)).length;
    const known = names.get(id) ?? `${name}.${called}${before === 0 ? "" : `.${before + 1}`}`;
    if (!names.has(id)) causes.push({ name: known, per: cause.per, value });
    names.set(id, known);
    return [{ name, of, instead: known }];
  });
  const signalOf = (usual: SignalSpec, labels: ReadonlyMap<string, string>): SignalSpec => {
    const own = moved.filter(({ of }) => isFor(labels, of));
    const by = new Map(own.map(({ name, instead }) => [name, { signal: instead }]));
    return by.size === 0 ? usual : graph.replaced(usual, by);
  };
  return { causes, signalOf };
}

/** A course that grows or falls for so long, and wanders a little on the way. */
function trended(
  course: ChangeCourse,
  { perSecond, end }: NonNullable<CauseMove["trend"]>,
  forMs: number,
): ChangeCourse {
  const { to, onsetMs } = course;
  const reached = to + (perSecond * Math.max(0, forMs - onsetMs)) / 1000;
  const isUp = perSecond > 0;
  const way = Math.abs((isUp ? Math.min(reached, end) : Math.max(reached, end)) - to);
  const wobble = digits(Math.min(wander.most, (wander.ofWay * way) / to));
  const last = isUp ? Math.min(reached, end / (1 + wobble)) : Math.max(reached, end);
  const grows = isUp ? Math.floor((last / to) * 1e4) / 1e4 : digits(last / to);
  return { ...course, to: digits(to), wobble, grows };
}

function digits(value: number): number {
  return Number(value.toPrecision(4));
}

function isOf(form: ChangeCourse["form"]) {
  return ({ course }: Bout): boolean => course.form === form;
}
