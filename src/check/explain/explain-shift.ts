import { ExpectedError } from "../../errors.ts";
import type { ModifierNode } from "../../promql/tree/node.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { selectionOf } from "./conditions.ts";
import { anySeriesBefore } from "./explain-selector.ts";
import type { Explanation } from "./explanation.ts";
import type { QueryParts } from "./query-parts.ts";

/** Selectors whose beginning is looked for. */
const maxSelectors = 3;

/**
 * Why `offset` or `@` leaves nothing of an expression that has data in the window: it looks at a time before the series
 * begin, or after they end.
 */
export async function explainShift(node: ModifierNode, parts: QueryParts): Promise<Explanation> {
  if (node.kind === "offset" && node.text.startsWith("-")) {
    return parts.because(
      node,
      "outside-window",
      `looks at a time for which there is no data: ${node.text.slice(1)} ahead, after the series end`,
    );
  }
  const missing = node.kind === "offset" ? [`there is no data ${node.text} ago`] : [];
  const beginMs = await beginningOf(node, parts).catch((error: unknown) => {
    // The reason is known; only a detail of it is not.
    if (error instanceof ExpectedError) return undefined;
    throw error;
  });
  if (beginMs !== undefined)
    missing.push(`the series begin at ${new Date(beginMs).toISOString().replace(/\.\d+Z$/, "Z")}`);
  const detail = missing.length === 0 ? "" : ` (${missing.join(": ")})`;
  return parts.because(
    node,
    "outside-window",
    `looks at a time for which there is no data; a longer --history would reach back to it${detail}`,
  );
}

/**
 * When the first of the shifted series begins, in Unix milliseconds; undefined if it may have begun before the window.
 */
async function beginningOf(node: ModifierNode, parts: QueryParts): Promise<number | undefined> {
  const { context } = parts;
  const selectors = selectorsIn(node.expr);
  if (context.instant || selectors.length === 0 || selectors.length > maxSelectors) return undefined;
  let first = Number.POSITIVE_INFINITY;
  for (const selector of selectors) {
    const { series } = await parts.evaluate(selector);
    for (const { timesMs } of series) first = Math.min(first, timesMs[0] ?? first);
    if (await anySeriesBefore(selectionOf(selector, parts.query), context)) return undefined;
  }
  return Number.isFinite(first) ? first : undefined;
}
