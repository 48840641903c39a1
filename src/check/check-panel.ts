import type { CheckRun } from "./check-run.ts";
import { joinPanel } from "./collect.ts";
import type { PanelGroup } from "./panel-groups.ts";
import type { PanelResult, QueryResult } from "./result.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { type Answered, runQuery } from "./run-query.ts";

/** A panel, and what its queries gave. */
export interface CheckedPanel {
  readonly panel: PanelResult;
  /** In the order of the panel's queries. */
  readonly results: readonly QueryResult[];
}

/**
 * Runs the queries of one panel, and says what the panel shows. Answers are kept only until then.
 *
 * @param ask - runs a query when its turn comes.
 */
export async function checkPanel(
  { panel, queries }: PanelGroup,
  run: CheckRun,
  ask: (query: CheckQuery) => Promise<Answered> = (query) => runQuery(query, run),
): Promise<CheckedPanel> {
  const answers = await Promise.all(queries.map(ask));
  const results = answers.map(({ result }) => result);
  return { panel: joinPanel(panel, results), results };
}
