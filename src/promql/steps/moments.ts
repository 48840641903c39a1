import type { PromqlNode } from "../tree/node.ts";
import { walkNodes } from "../tree/node-walk.ts";
import type { Shift } from "./part.ts";

/** When a step is evaluated. Unix milliseconds. */
export interface Moments {
  /** The moment that its result is shown at. */
  readonly atMs: number;
  /** All of them: those of the graph, or inside a subquery those of the subquery. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  /** The times that `start()` and `end()` of `@` mean. */
  readonly queryFromMs: number;
  readonly queryToMs: number;
}

/** The moment that `offset` and `@` make of one. */
export function shifted({ offsetMs, at }: Shift, { atMs, queryFromMs, queryToMs }: Moments): number {
  const base =
    at === undefined
      ? atMs
      : /^start/.test(at)
        ? queryFromMs
        : /^end/.test(at)
          ? queryToMs
          : Math.round(Number(at) * 1000);
  return base - offsetMs;
}

/** The moments at which a subquery evaluates its expression: multiples of its step, as Prometheus has it. */
export function subqueryMoments(
  { rangeMs, stepMs, endMs }: { readonly rangeMs: number; readonly stepMs: number; readonly endMs: number },
  fromBelongs: boolean,
): { readonly firstMs: number; readonly lastMs: number; readonly stepMs: number; readonly count: number } {
  const startMs = endMs - rangeMs;
  let firstMs = stepMs * Math.floor(startMs / stepMs);
  if (firstMs < startMs || (!fromBelongs && firstMs === startMs)) firstMs += stepMs;
  const count = Math.max(0, Math.floor((endMs - firstMs) / stepMs) + 1);
  return { firstMs, lastMs: firstMs + Math.max(0, count - 1) * stepMs, stepMs, count };
}

/**
 * The text of a part as a query of its own: `@ start()` and `@ end()` become the times that they mean in the whole
 * query.
 */
export function askedText(
  query: string,
  node: PromqlNode,
  { from, to }: { readonly from: number; readonly to: number },
  { queryFromMs, queryToMs }: Moments,
): string {
  const edits: { from: number; to: number; text: string }[] = [];
  walkNodes(node, (one) => {
    if (one.type !== "modifier" || one.kind !== "at") return;
    const word = /^(start|end)/.exec(one.text.trim())?.[1];
    if (word === undefined) return;
    const at = query.lastIndexOf(one.text, one.to - one.text.length);
    const ms = word === "start" ? queryFromMs : queryToMs;
    edits.push({ from: at, to: at + one.text.length, text: (ms / 1000).toFixed(3) });
  });
  let text = "";
  let done = from;
  for (const edit of edits.sort((a, b) => a.from - b.from)) {
    text += query.slice(done, edit.from) + edit.text;
    done = edit.to;
  }
  return text + query.slice(done, to);
}
