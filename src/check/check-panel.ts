import type { CheckRun } from "./check-run.ts";
import { joinPanel } from "./collect.ts";
import type { PanelGroup } from "./panel-groups.ts";
import type { CheckFinding, PanelResult, QueryResult } from "./result.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { type Answered, runQuery } from "./run-query.ts";
import { showPanel } from "./shown/show-panel.ts";

/** A panel, and what its queries gave. */
export interface CheckedPanel {
  readonly panel: PanelResult;
  /** In the order of the panel's queries. */
  readonly results: readonly QueryResult[];
  /** About the panel as a whole, not about one of its queries. */
  readonly findings: readonly CheckFinding[];
}

/**
 * Runs the queries of one panel, and says what the panel shows. Answers are kept only until then.
 *
 * @param ask - runs a query when its turn comes.
 */
export async function checkPanel(
  group: PanelGroup,
  run: CheckRun,
  ask: (query: CheckQuery) => Promise<Answered> = (query) => runQuery(query, run),
): Promise<CheckedPanel> {
  const answers = await Promise.all(group.queries.map(ask));
  const results = answers.map(({ result }) => result);
  return { ...showPanel(joinPanel(group.panel, results), group, { answers, run }), results };
}
