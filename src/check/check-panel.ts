import { judgeAnswers } from "./broken/answers/judge-answers.ts";
import { explainBroken } from "./broken/explain-broken.ts";
import type { CheckRun } from "./check-run.ts";
import { joinPanel } from "./collect.ts";
import type { PanelGroup } from "./panel-groups.ts";
import type { CheckFinding, PanelResult, QueryResult } from "./result.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { type Answered, runQuery } from "./run-query.ts";

/** A panel, and what its queries gave. */
export interface CheckedPanel {
  readonly panel: PanelResult;
  /** In the order of the panel's queries. */
  readonly results: readonly QueryResult[];
  /** Oddities of the answers, which may be the data's. */
  readonly hints: readonly CheckFinding[];
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
  const results = answers.map(({ result }) => explainBroken(result, run.written));
  return { panel: joinPanel(panel, results), results, hints: judgeAnswers(panel, answers, run) };
}
