import type { LabelCondition } from "../read/label-condition.ts";
import { isShortUnit, quantityOfLabels, quantityOfName } from "./name-units.ts";
import type { Measure, Quantity } from "./quantity.ts";

/** The word of queries on the values of those series of a metric that they select. */
export interface MeasureUse extends Measure {
  /** Of the series that it holds for; none: of all. */
  readonly conditions: readonly LabelCondition[];
}

/** Kinds of measures of one metric that are kept. */
const maxMeasures = 30;

/** Adds what a query says of a metric's values; the same once. */
export function addMeasure(measures: MeasureUse[], use: MeasureUse): void {
  if (measures.length >= maxMeasures) return;
  const text = JSON.stringify(use);
  if (!measures.some((one) => JSON.stringify(one) === text)) measures.push(use);
}

/**
 * The measure of a series' raw values: of its labels (`resource="memory"`), of its name, or of the panels that show it.
 * Panels go before names for shares, as a name hardly tells 0…1 from 0…100.
 *
 * @param name - of the metric, `x_sum` or `x`.
 * @param applies - whether a series has to satisfy conditions of a selector.
 */
export function measureOf(
  name: string,
  measures: readonly MeasureUse[],
  labels: ReadonlyMap<string, string>,
  applies: (conditions: readonly LabelCondition[]) => boolean,
): Measure | undefined {
  const own = measures.filter(({ conditions }) => conditions.length === 0 || applies(conditions));
  const shown = own[0]?.shown ?? "value";
  const byLabels = quantityOfLabels(labels);
  if (byLabels !== undefined) return { ...own[0], quantity: byLabels, shown };
  const named = quantityOfName(name);
  const traced = own.find(({ quantity }) => quantity.dimension !== "state");
  const quantity = named === undefined ? traced?.quantity : reconciled(name, named, traced?.quantity);
  if (quantity === undefined) return own[0];
  return { ...(traced ?? own[0]), quantity, shown: (traced ?? own[0])?.shown ?? "value" };
}

/** Which of two quantities counts: of a metric's name, and of what panels show of it. */
function reconciled(name: string, named: Quantity, traced: Quantity | undefined): Quantity {
  if (traced === undefined) return named;
  // `x_count` need not be a histogram's; and `ms` at the end of a name can be anything but a time.
  if (named.dimension === "count" || isShortUnit(name)) return named.dimension === traced.dimension ? named : traced;
  if (named.dimension === "share" && traced.dimension === "share") return traced;
  if (named.dimension === "date")
    return traced.dimension === "date" && !/seconds|_ms$|millis|nanos|_ns$/.test(name) ? traced : named;
  // `time() - x` says so, whatever the name of the unit.
  if (traced.dimension === "date" && named.dimension === "seconds") return { ...named, dimension: "date" };
  return named;
}
