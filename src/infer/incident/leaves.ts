import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { parseDuration } from "../../text/duration.ts";
import type { SeriesWorld } from "./series-world.ts";

/** The ways in which a selector's series can change: fields of `SeriesChange`. */
export type ChangeField = "level" | "rate" | "mean" | "missing" | "flaps";

/** A selector of an expression, or of a recording rule that it reads. */
export interface Leaf {
  readonly selector: SelectorNode;
  readonly fields: ReadonlySet<ChangeField>;
  /** The longest range around it, in milliseconds. */
  readonly rangeMs: number;
  /** Its expression looks at how its values differ from one another, not at how high they are. */
  readonly isTrend: boolean;
  /** Its expression looks at how many series there are, not at their values. */
  readonly isCounted: boolean;
}

const trends = new Set([
  ...["deriv", "predict_linear", "delta", "idelta", "changes", "resets", "holt_winters"],
  ...["double_exponential_smoothing", "stddev_over_time", "stdvar_over_time", "mad_over_time"],
]);
const comparisons = new Set(["==", "!=", ">", "<", ">=", "<="]);
const growing = new Set(["rate", "irate", "increase", "idelta", "delta", "deriv"]);
const maxDepth = 5;
const maxLeaves = 40;

/** Every selector below an expression, through recording rules, with the changes that its expression can see. */
export function leavesOf(root: PromqlNode, world: Pick<SeriesWorld, "recordOf">): Leaf[] {
  const found: Leaf[] = [];
  collect(root, { fields: new Set(), rangeMs: 0, isTrend: false, isCounted: false, depth: 0 });
  return found.slice(0, maxLeaves);

  function collect(
    node: PromqlNode,
    around: {
      readonly fields: ReadonlySet<ChangeField>;
      readonly rangeMs: number;
      readonly isTrend: boolean;
      readonly isCounted: boolean;
      readonly depth: number;
    },
  ): void {
    walkNodes(node, (inner, ancestors) => {
      if (inner.type !== "selector") return;
      const { fields, rangeMs, isTrend, isCounted } = usedBy(inner, ancestors);
      const all = {
        fields: new Set([...around.fields, ...fields]),
        rangeMs: around.rangeMs + rangeMs,
        isTrend: around.isTrend || isTrend,
        isCounted: around.isCounted || isCounted,
      };
      const record = world.recordOf(inner.metric);
      if (record === undefined) found.push({ selector: inner, ...all });
      else if (around.depth < maxDepth) collect(record.root, { ...all, depth: around.depth + 1 });
    });
  }
}

function usedBy(selector: SelectorNode, ancestors: readonly PromqlNode[]) {
  const fields = new Set<ChangeField>();
  let [rangeMs, grows, isTrend, isCounted] = [0, false, false, false];
  for (const [index, node] of ancestors.entries()) {
    if (node.type === "matrix" || node.type === "subquery") rangeMs += parseDuration(node.range) ?? 0;
    const below = ancestors[index + 1] ?? selector;
    if (node.type === "aggregation" && (node.op === "count" || node.op === "group")) isCounted = true;
    // A comparison decides by values which series are counted.
    if (node.type === "binary" && comparisons.has(node.op)) isCounted = false;
    if (node.type === "binary" && node.op === "unless" && node.right === below) fields.add("missing");
    if (node.type !== "call") continue;
    if (growing.has(node.name)) grows = true;
    if (trends.has(node.name)) isTrend = true;
    if (node.name === "predict_linear") for (const field of ["level", "rate"] as const) fields.add(field);
    if (node.name === "changes" || node.name === "resets") fields.add("flaps");
    if (node.name.startsWith("absent")) fields.add("missing");
    if (node.name.startsWith("histogram_")) fields.add("mean");
  }
  fields.add(grows ? "rate" : "level");
  if (/_(?:sum|count|bucket)$/.test(selector.metric ?? "")) fields.add("mean").add("rate");
  return { fields, rangeMs, isTrend, isCounted };
}

/** The numbers of an expression: what its values are compared with and scaled by. Durations count in seconds. */
export function constantsOf(root: PromqlNode): number[] {
  const found = new Set<number>();
  walkNodes(root, (node) => {
    if (node.type === "matrix" || node.type === "subquery") found.add((parseDuration(node.range) ?? 0) / 1000);
    if (node.type !== "number") return;
    const value = Number(node.text);
    found.add(Number.isNaN(value) ? (parseDuration(node.text) ?? 0) / 1000 : value);
  });
  return [...found].filter((value) => Number.isFinite(value)).slice(0, 12);
}

/** Whether an expression compares with the time. */
export function readsClock(root: PromqlNode): boolean {
  let found = false;
  walkNodes(root, (node) => {
    if (node.type === "call" && /^(time|timestamp)$/.test(node.name)) found = true;
  });
  return found;
}
