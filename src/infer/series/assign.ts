import type { DistributionSpec, SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { defined } from "../../json/defined.ts";
import { bucketsFor, typicalObservations } from "../buckets/observations.ts";
import { recordedBuckets } from "../buckets/recorded-buckets.ts";
import { type InferredSignal, scaleSignal, walkBetween } from "../levels/signal.ts";
import type { Typical } from "../levels/typical.ts";
import { oneOfThem } from "../meaning/one-of-them.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { KnownMetric } from "../read/known-metric.ts";
import { measureOf } from "../units/measured.ts";
import { quantityOfName } from "../units/name-units.ts";
import { plausibleGrowth } from "../units/plausible.ts";
import type { Measure } from "../units/quantity.ts";
import type { Cause } from "../world/cause.ts";
import { loadOf } from "../world/fleet.ts";
import { gaugeCourse } from "../world/gauge-course.ts";
import { growthCourse, observeOf } from "../world/growth-course.ts";
import { ageSignal } from "./age-signal.ts";
import { withoutCommon } from "./compare.ts";
import { comparedRows, comparedSignal } from "./compared-signal.ts";
import { isState, typicalOf } from "./gauge-signal.ts";
import type { InferredMetric, InferredSeries, SeriesOptions } from "./model.ts";
import { outcomeSignal } from "./outcome-signal.ts";
import { rowWeight } from "./row-weight.ts";
import type { Row } from "./rows.ts";
import { stateSet } from "./state-set.ts";
import { stateSignal } from "./state-signal.ts";
import { isTimestamp, type TimeAnchor, timestamp } from "./timestamps.ts";

/** Seconds of work of one kind that one core does in a second, at most. */
const busiest = 0.95;
/** The first host has been up for ten days, each other one for longer, in seconds. */
const uptime = { first: 864_000, each: 200_000 } as const;
/** Total of a counter at first, in seconds of its rate, where nothing takes a rate of it. */
const countedFor = 6 * 86_400;

/**
 * A family with a course for each of its rows: as it is given, else by its kind, its name, what it measures and the
 * comparisons that it stands in. Rates and what goes with them follow the load of their member of the fleet.
 */
export function assignSignals(family: Family, rows: readonly Row[], context: AssignContext): InferredMetric {
  const { name, kind, native, use, bounds } = family;
  const { given } = context;
  const isOfBuckets = family.ofBuckets === true;
  const distributed = kind === "histogram" || kind === "native" || kind === "summary" || isOfBuckets;
  // Of what a rule makes of buckets only their bounds need to be known.
  const usual = distributed
    ? typicalObservations(
        name,
        measureOf(name, use.measures, new Map(), () => true),
      )
    : undefined;
  const compared = { ...family, use: withoutCommon(use, rows, context.patterns) };
  const states = kind === "gauge" ? (stateSet(use, rows) ?? oneOfThem(use, rows)) : undefined;
  const lastIndex = Math.max(0, ...rows.map(({ index }) => index));
  const load = loadOf(rows);
  const numbers = use.comparisons.length === 0 ? undefined : comparedRows(use, rows);
  const series = rows.map((row): InferredSeries => {
    const course = given?.courseOf(row);
    if (course !== undefined) {
      const { signal, observe, options } = course;
      return { ...row, signal: { form: "course", signal, factor: 1, fixed: true }, ...defined({ observe, options }) };
    }
    const state = states?.get(row);
    if (state !== undefined) return { ...row, signal: { form: "constant", value: state, fixed: true } };
    const signal = signalFor(compared, row, { ...context, lastIndex, number: numbers?.get(row), load: load.signal });
    const observe =
      usual === undefined || isOfBuckets ? undefined : observeOf(usual, { name, index: row.index, load: load.signal });
    return { ...row, signal, ...defined({ observe, options: totalOf(family, signal) }) };
  });
  return {
    name,
    kind,
    ...defined({ native }),
    help: context.shape?.help ?? given?.help,
    ...defined({ unit: given?.unit }),
    series: isOfBuckets ? recordedBuckets(series, usual!, bucketsFor(usual!, bounds)) : series,
    needs: [...use.selectors.values()].filter(({ removes }) => !removes).map(({ conditions }) => conditions),
    users: [...use.users],
    observe: isOfBuckets ? undefined : usual,
    buckets: kind === "histogram" ? bucketsOf(context, usual!, bounds) : [],
    quantiles:
      kind === "summary"
        ? (context.shape?.quantiles ?? (bounds.length > 0 ? bounds : (given?.quantiles ?? [0.5])))
        : [],
    causes: [...(given?.causes ?? []), ...load.causes],
  };
}

/** A counter of which nothing takes a rate shows what was counted since long ago. */
function totalOf({ name, kind, use }: Family, signal: InferredSignal): SeriesOptions | undefined {
  if (kind !== "counter" || signal.form !== "course") return undefined;
  if (["rate", "irate", "increase", "resets"].some((each) => use.functions.has(each))) return undefined;
  const initial = signal.factor * countedFor;
  const of = quantityOfName(name)?.dimension ?? "count";
  return of === "count" ? { initial: Math.round(initial), integer: true } : { initial: Number(initial.toPrecision(4)) };
}

function bucketsOf({ shape, given }: AssignContext, usual: Usual, named: readonly number[]): readonly number[] {
  if (shape?.buckets !== undefined) return shape.buckets;
  if (given?.buckets === undefined) return bucketsFor(usual, named);
  return [...new Set([...given.buckets, ...named])].sort((a, b) => a - b);
}

type Usual = NonNullable<InferredMetric["observe"]>;

/** The course of one series as it is known from elsewhere. */
export interface GivenCourse {
  /** Of a gauge the value; of a counter, histogram or summary the rate. */
  readonly signal: SignalSpec;
  /** Of a histogram or summary. Default: by the metric's name and unit. */
  readonly observe?: DistributionSpec | undefined;
  readonly options?: SeriesOptions | undefined;
}

/**
 * A family whose courses are known, as those of a pack's metrics are. They are taken as they are and their levels are
 * not fitted: relations between them hold.
 */
export interface GivenFamily {
  readonly help?: string | undefined;
  readonly unit?: string | undefined;
  readonly buckets?: readonly number[] | undefined;
  readonly quantiles?: readonly number[] | undefined;
  /**
   * Everything that the courses name, directly or through others, by the names that they use: `redis.load`. A series
   * has every label that a cause of its course is `per`. Causes that no course uses are left out of the spec.
   */
  readonly causes: readonly Cause[];
  /** Undefined where the row's course is to be found as if nothing were known of the metric. */
  courseOf(row: Row): GivenCourse | undefined;
}

/** Context of {@link assignSignals}. */
export interface AssignContext {
  readonly anchor: TimeAnchor;
  /** Type, labels and level that are known from elsewhere. */
  readonly shape?: KnownMetric | undefined;
  /** Value, or rate per second of a counter, that a person has set. */
  readonly level?: Typical | undefined;
  readonly patterns: Patterns;
  readonly given?: GivenFamily | undefined;
}

/** Context of one row, which has a number of its own where queries compare it. */
interface RowContext extends AssignContext {
  readonly lastIndex: number;
  readonly number?: number | undefined;
  readonly load: SignalSpec;
}

/** How fast a counter of time grows at most, in its own unit: a core works for one second in each second. */
function mostOfTime({ labels }: Row, measure: Measure | undefined): number {
  const isShared = ["mode", "cpu", "core"].some((label) => labels.has(label));
  return isShared && measure?.quantity.dimension === "seconds" ? busiest / measure.quantity.scale : Infinity;
}

function signalFor(
  { name, kind, use, ofBuckets }: Family,
  row: Row,
  { anchor, patterns, shape, level, lastIndex, number = row.index, load }: RowContext,
): InferredSignal {
  if (kind === "info") return { form: "constant", value: 1, fixed: true };
  const weight = rowWeight(row);
  const measure = measureOf(name, use.measures, row.labels, (conditions) =>
    satisfiesAll(row.labels, conditions, patterns),
  );
  const of = { name, index: row.index, load };
  if (kind !== "gauge" || ofBuckets === true) {
    const growth = kind === "counter" && measure !== undefined ? plausibleGrowth(measure) : undefined;
    const most = mostOfTime(row, measure);
    const course = growthCourse({ ...of, usual: level ?? shape?.level, growth, weight, most });
    // Buckets of one histogram have nothing of their own.
    return ofBuckets === true && course.form === "course" ? { ...course, signal: load } : course;
  }
  const unit = [...use.units];
  if (isTimestamp(name, measure))
    return { form: "constant", value: timestamp(name, use.functions, measure, row.index, anchor), fixed: true };
  if (/uptime/.test(name) && use.comparisons.length === 0) return uptimeOf(row);
  if (level !== undefined) return walkBetween(level);
  const state = stateSignal(use, row, patterns, lastIndex);
  if (state !== undefined) return state;
  const typical = shape?.level ?? typicalOf(name, measure);
  const wanted = comparedSignal(use, { ...row, index: number }, patterns, typical);
  if (wanted !== undefined) return wanted;
  const age = shape?.level === undefined ? ageSignal(name, measure, row.index) : undefined;
  if (age !== undefined) return age;
  if (isState(name, unit) || (use.joined && !use.valued)) return { form: "constant", value: 1, fixed: true };
  if (use.outcome !== undefined && level === undefined && shape?.level === undefined)
    return outcomeSignal(use.outcome, measure, weight);
  return shape?.level === undefined
    ? gaugeCourse({ ...of, measure, typical, weight })
    : scaleSignal(walkBetween(typical), weight);
}

function uptimeOf({ index }: Row): InferredSignal {
  const from = uptime.first + index * uptime.each;
  return {
    form: "course",
    signal: { line: { from, to: from + 4 * 604_800, for: "4w" } },
    factor: 1,
    fixed: true,
  };
}
