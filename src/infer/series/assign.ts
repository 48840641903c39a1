import { defined } from "../../json/defined.ts";
import { type InferredSignal, scaleSignal } from "../levels/signal.ts";
import { type Typical, typicalRate } from "../levels/typical.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { KnownMetric } from "../read/known-metric.ts";
import { measureOf } from "../units/measured.ts";
import { plausibleGrowth } from "../units/plausible.ts";
import { comparedSignal } from "./compared-signal.ts";
import { gaugeSignal, isState, typicalOf } from "./gauge-signal.ts";
import type { InferredMetric, InferredSeries } from "./model.ts";
import { bucketsFor, typicalObservations } from "./observations.ts";
import { rowWeight } from "./row-weight.ts";
import type { Row } from "./rows.ts";
import { isTimestamp, type TimeAnchor, timestamp } from "./timestamps.ts";

/** The first host has been up for ten days, each other one for longer, in seconds. */
const uptime = { first: 864_000, each: 200_000 } as const;
/**
 * A family with a signal for each of its rows: by its kind, its name, the unit of panels that show it, and the
 * comparisons that it stands in.
 */
export function assignSignals(family: Family, rows: readonly Row[], context: AssignContext): InferredMetric {
  const { name, kind, native, use, bounds } = family;
  const observe =
    kind === "histogram" || kind === "native" || kind === "summary"
      ? typicalObservations(
          name,
          measureOf(name, use.measures, new Map(), () => true),
        )
      : undefined;
  const series = rows.map((row): InferredSeries => ({ ...row, signal: signalFor(family, row, context) }));
  return {
    name,
    kind,
    ...defined({ native }),
    help: context.shape?.help,
    series,
    needs: [...use.selectors.values()].filter(({ removes }) => !removes).map(({ conditions }) => conditions),
    users: [...use.users],
    observe,
    buckets: kind === "histogram" ? (context.shape?.buckets ?? bucketsFor(observe!, bounds)) : [],
    quantiles: kind === "summary" ? (context.shape?.quantiles ?? (bounds.length > 0 ? bounds : [0.5])) : [],
  };
}

/** Context of {@link assignSignals}. */
export interface AssignContext {
  readonly anchor: TimeAnchor;
  /** Type, labels and level that are known from elsewhere. */
  readonly shape?: KnownMetric | undefined;
  /** Value, or rate per second of a counter, that a person has set. */
  readonly level?: Typical | undefined;
  readonly patterns: Patterns;
}

function signalFor(
  { name, kind, use }: Family,
  row: Row,
  { anchor, patterns, shape, level }: AssignContext,
): InferredSignal {
  if (kind === "info") return { form: "constant", value: 1, fixed: true };
  const weight = rowWeight(row);
  const measure = measureOf(name, use.measures, row.labels, (conditions) =>
    satisfiesAll(row.labels, conditions, patterns),
  );
  if (kind !== "gauge") {
    const growth = kind === "counter" && measure !== undefined ? plausibleGrowth(measure) : undefined;
    const rate = level ?? shape?.level ?? growth ?? typicalRate(name);
    return scaleSignal({ form: "rhythm", ...rate }, weight);
  }
  const unit = [...use.units];
  if (isTimestamp(name, measure))
    return { form: "constant", value: timestamp(name, use.functions, measure, row.index, anchor), fixed: true };
  if (/uptime/.test(name) && use.comparisons.length === 0)
    return { form: "uptime", from: uptime.first + row.index * uptime.each };
  if (level !== undefined) return { form: "walk", ...level };
  const typical = shape?.level ?? typicalOf(name, measure);
  const wanted = comparedSignal(use, row, patterns, typical);
  if (wanted !== undefined) return wanted;
  if (isState(name, unit)) return { form: "constant", value: 1, fixed: true };
  return shape?.level === undefined
    ? gaugeSignal(name, typical, weight)
    : scaleSignal({ form: "walk", ...typical }, weight);
}
