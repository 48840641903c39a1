import { ExpectedError } from "../../errors.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { askable, childrenOf } from "../../promql/tree/node-walk.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { isFault } from "../../templating/fault.ts";

/** How {@link failingPart} asks. */
export interface FailingPartOptions {
  /** Evaluates a part as the query itself was evaluated. */
  readonly ask: (expression: string) => Promise<unknown>;
  /** Most parts that are asked for. */
  readonly maxAsks: number;
}

/**
 * The smallest part of a refused query that the server refuses on its own, as it stands in the query. Where no part of
 * it is refused, that is the query itself.
 *
 * @param query - with all variables filled in.
 * @returns undefined for what the parser cannot take apart.
 * @throws what `ask` throws except `ExpectedError`.
 */
export async function failingPart(query: string, { ask, maxAsks }: FailingPartOptions): Promise<string | undefined> {
  const parsed = parseFilled(query);
  if (!parsed.ok) return undefined;
  const text = ({ from, to }: PromqlNode) => query.slice(from, to);
  let left = maxAsks;
  let smallest = parsed.root;
  for (let found: PromqlNode | undefined = smallest; found !== undefined; ) {
    smallest = found;
    found = undefined;
    for (const child of childrenOf(smallest)) {
      if (child.type === "number" || child.type === "string") continue;
      if (left-- <= 0) break;
      if (!(await isRefused(askable(child, text(child)), ask))) continue;
      found = child;
      break;
    }
  }
  return text(smallest);
}

async function isRefused(expression: string, ask: FailingPartOptions["ask"]): Promise<boolean> {
  try {
    await ask(expression);
    return false;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return !isFault(error);
  }
}
