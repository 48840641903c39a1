import { wireNames } from "../../generator/wire-names.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import type { Family } from "../read/families.ts";
import { addMeasure, type MeasureUse } from "./measured.ts";
import { quantityOfName } from "./name-units.ts";

/** Aggregations and functions that leave the unit of both sides of an operation as far apart as it was. */
const alike = new Set(
  "sum avg min max rate irate increase last_over_time avg_over_time max_over_time min_over_time".split(" "),
);
/** Metrics of a side that are looked at. */
const maxMetrics = 10;
/** From a metric with a unit to one without, at most. */
const maxSteps = 3;

/** The metrics whose values, summed up or not, are the value of an expression; none where constants change it. */
export function plainMetrics(node: PromqlNode, found: Set<string> = new Set()): ReadonlySet<string> {
  requireSteps(1);
  if (found.size >= maxMetrics) return found;
  switch (node.type) {
    case "selector":
      if (node.metric !== undefined) found.add(node.metric);
      break;
    case "paren":
    case "modifier":
    case "matrix":
    case "subquery":
      plainMetrics(node.expr, found);
      break;
    case "aggregation":
      if (alike.has(node.op)) plainMetrics(node.expr, found);
      break;
    case "call":
      if (alike.has(node.name) && node.args.length === 1) plainMetrics(node.args[0]!, found);
      break;
    case "binary":
      if (node.op === "+" || node.op === "-" || node.op === "or") {
        plainMetrics(node.left, found);
        plainMetrics(node.right, found);
      }
      break;
    default:
      break;
  }
  return found;
}

/**
 * Gives metrics of which nobody says a unit that of the metrics that they are taken from, added to or made shares of: a
 * `limit` is in bytes if its `used_bytes` are.
 */
export function shareUnits(families: readonly Family[]): void {
  const byWire = new Map(families.flatMap((family) => wireNames(family).map((name) => [name, family] as const)));
  for (let step = 0; step < maxSteps; step++) {
    const given = families.flatMap((family) => {
      requireSteps(1 + family.use.sameUnit.size);
      if (unitOf(family) !== undefined) return [];
      const others = [...family.use.sameUnit].flatMap((name) => unitOf(byWire.get(name)) ?? []);
      return others.slice(0, 1).map((measure) => ({ family, measure }));
    });
    for (const { family, measure } of given) addMeasure(family.use.measures, { ...measure, conditions: [] });
    if (given.length === 0) return;
  }
}

function unitOf(family: Family | undefined): MeasureUse | undefined {
  if (family === undefined) return undefined;
  const [measure] = family.use.measures;
  const named = quantityOfName(family.name);
  const found = named === undefined || named.dimension === "count" ? measure?.quantity : named;
  if (found === undefined || found.dimension === "share" || found.dimension === "state") return undefined;
  return { quantity: found, shown: measure?.shown ?? "value", conditions: [] };
}
