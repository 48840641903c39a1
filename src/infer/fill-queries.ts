import { parseExpression } from "../promql/tree/parse.ts";
import { nextTurn } from "../system/turn.ts";
import type { InferWork } from "./infer-work.ts";
import type { FilledQuery } from "./levels/level-target.ts";
import type { ReadDashboard } from "./read/read-usage.ts";
import type { ResolvedDashboard } from "./resolve-dashboard.ts";

/** The queries of a dashboard's panels with the values that variables find, those of further copies last. */
export async function fillQueries(
  dashboard: ReadDashboard,
  resolved: ResolvedDashboard,
  { work, signal }: { readonly work: InferWork; readonly signal?: AbortSignal | undefined },
): Promise<FilledQuery[]> {
  const filled: FilledQuery[] = [];
  const copies: FilledQuery[] = [];
  for (const query of dashboard.queries.filter(({ place }) => place === "panel")) {
    await nextTurn(signal);
    for (const [index, { expr }] of resolved.fillQuery(query).entries()) {
      const parse = () => parseExpression(expr);
      const parsed = index === 0 ? work.attempt(query, parse) : work.tryCopy(parse)?.value;
      if (parsed?.ok === true) (index === 0 ? filled : copies).push({ query, root: parsed.root, isCopy: index > 0 });
    }
  }
  return [...filled, ...copies];
}
