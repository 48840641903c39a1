import { parseDuration } from "../../text/duration.ts";
import type { ModifierNode, PromqlNode } from "../tree/node.ts";
import { childrenOf } from "../tree/node-walk.ts";

/** When a query is evaluated: Unix milliseconds, both inclusive. */
export interface EvaluationTimes {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** How long Prometheus takes the last sample of a series for its present value, by default. */
const lookbackMs = 300_000;

/** An absolute `@` further back than this names a moment in the past, which no data of a preview reaches. */
const farthestAtMs = 31 * 86_400_000;

/**
 * How far before its first instant a query reads samples, in milliseconds: ranges, subqueries and offsets add up along
 * the tree, and an instant selector looks back 5 minutes. Negative if it only reads later samples. A length that is not
 * known counts as 0.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export function queryReach(root: PromqlNode, times: EvaluationTimes): number {
  return reachFrom(root, 0, times);
}

/** @param backMs - by how much the evaluation of this part lies before the query's first instant. */
function reachFrom(node: PromqlNode, backMs: number, times: EvaluationTimes): number {
  switch (node.type) {
    case "selector":
      return backMs + lookbackMs;
    case "matrix":
    case "subquery": {
      const rangeMs = lengthOf(node.range, times);
      if (node.type === "matrix" && node.expr.type === "selector") return backMs + rangeMs;
      return reachFrom(node.expr, backMs + rangeMs, times);
    }
    case "modifier":
      return reachOfModified(node, backMs, times);
    default:
      return childrenOf(node).reduce(
        (most, child) => Math.max(most, reachFrom(child, backMs, times)),
        Number.NEGATIVE_INFINITY,
      );
  }
}

/** `@` sets the instant and offsets are taken from it, in whichever order they are written. */
function reachOfModified(outermost: ModifierNode, backMs: number, times: EvaluationTimes): number {
  let [base, shift, widened] = [backMs, 0, 0];
  let node: PromqlNode = outermost;
  for (; node.type === "modifier"; node = node.expr) {
    const text = node.text.trim();
    if (node.kind === "offset") shift += signedLength(text, times);
    else if (node.kind === "at") base = instantBack(text, times) ?? base;
    else widened = lookbackMs;
  }
  return base === Number.NEGATIVE_INFINITY ? base : widened + reachFrom(node, base + shift, times);
}

/** By how much the instant of an `@` lies before the start; not at all if that is too long ago. */
function instantBack(text: string, { startMs, endMs }: EvaluationTimes): number | undefined {
  if (/^start\s*\(\s*\)$/i.test(text)) return 0;
  if (/^end\s*\(\s*\)$/i.test(text)) return startMs - endMs;
  const seconds = Number(text);
  if (text === "" || !Number.isFinite(seconds)) return undefined;
  const backMs = startMs - seconds * 1000;
  return backMs > farthestAtMs ? Number.NEGATIVE_INFINITY : backMs;
}

function signedLength(text: string, times: EvaluationTimes): number {
  return text.startsWith("-") ? -lengthOf(text.slice(1).trim(), times) : lengthOf(text, times);
}

/** A duration, seconds, or MetricsQL's `3i` for three steps. */
function lengthOf(text: string, { stepMs }: EvaluationTimes): number {
  const bare = text.trim();
  const steps = /^(\d{1,9})i$/.exec(bare)?.[1];
  if (steps !== undefined) return Number(steps) * stepMs;
  if (/^\d{1,12}(\.\d{1,12})?$/.test(bare)) return Number(bare) * 1000;
  return parseDuration(bare) ?? 0;
}
