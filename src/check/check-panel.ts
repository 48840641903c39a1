import type { Answered } from "./answered.ts";
import { judgeAnswers } from "./broken/answers/judge-answers.ts";
import { explainBroken } from "./broken/explain-broken.ts";
import type { CheckRun } from "./check-run.ts";
import { joinPanel } from "./collect.ts";
import { checkExpressions } from "./expressions/check-expressions.ts";
import { fillInExpressions } from "./expressions/fill-in.ts";
import { panelGraph } from "./expressions/panel-graph.ts";
import type { PanelGroup } from "./panel-groups.ts";
import type { CheckFinding, PanelResult, QueryResult } from "./result.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { runQuery } from "./run-query.ts";
import { showPanel } from "./shown/show-panel.ts";

/** A panel, and what its queries gave. */
export interface CheckedPanel {
  readonly panel: PanelResult;
  /** In the order of the panel's queries. */
  readonly results: readonly QueryResult[];
  /** About the panel as a whole, not about one of its queries. */
  readonly findings: readonly CheckFinding[];
  /** Oddities of the answers, which may be the data's. */
  readonly hints: readonly CheckFinding[];
  /** The series that the panel shows; empty unless {@link PanelAsks.keep} is set. */
  readonly series: Answered["series"];
}

/** How the queries of a panel get their answers. */
export interface PanelAsks {
  /** Answers a query when its turn comes. Default: at once. */
  readonly ask?: (query: CheckQuery, answer: () => Promise<Answered>) => Promise<Answered>;
  /** Answers a query that shows the result of another panel. Default: it is skipped. */
  readonly share?: (query: CheckQuery) => Promise<Answered>;
  /** Keeps the series that the panel shows: another panel shares them. */
  readonly keep?: boolean;
}

/**
 * Runs the queries of one panel, those that are hidden and used by its expressions too, then the expressions, and says
 * what the panel shows. Answers are kept only until then.
 */
export async function checkPanel(
  group: PanelGroup,
  run: CheckRun,
  { ask = (_, answer) => answer(), share, keep = false }: PanelAsks = {},
): Promise<CheckedPanel> {
  const { panel, queries } = group;
  const graph = panelGraph(group, fillInExpressions(queries[0], run));
  const isExpression = new Set(graph.expressions.map(({ refId }) => graph.byRefId.get(refId)));
  const answer = async (query: CheckQuery): Promise<Answered> => {
    if (share !== undefined && query.dataSourceKind === "dashboard") {
      // It waits for another panel's queries, so that it may not keep them from their turn.
      const shared = await share(query);
      return await ask(query, async () => shared);
    }
    if (!graph.feeding.has(query)) return await ask(query, () => runQuery(query, run));
    const { result, series } = await ask(query, () => runQuery({ ...query, hidden: false }, run));
    // The panel's unit is that of what is calculated.
    return { result: { ...result, query: { ...query, unit: undefined } }, series };
  };
  const given = new Map<CheckQuery, Answered>();
  const plain = queries.filter((query) => !isExpression.has(query));
  await Promise.all(plain.map(async (query) => given.set(query, await answer(query))));
  const calculated = await checkExpressions(graph, given, run);
  for (const [query, result] of calculated) given.set(query, await ask(query, async () => result));
  for (const [query, { result, series }] of given)
    given.set(query, { result: explainBroken(result, run.written), series });
  const results = queries.map((query) => given.get(query)!.result);
  const shown = queries.filter((query) => !graph.feeding.has(query));
  const answers = shown.map((query) => given.get(query)!);
  const joined = joinPanel(
    panel,
    answers.map(({ result }) => result),
  );
  const judged = showPanel(joined, group, { answers, run });
  const hints = judgeAnswers(panel, answers, run);
  run.sink?.panel({
    of: panel,
    copy: run.copy,
    resolved: run.resolved,
    panel: judged.panel,
    findings: [...judged.findings, ...hints],
    answers: queries.map((query) => given.get(query)!),
  });
  return {
    ...judged,
    results,
    hints,
    series: keep ? answers.flatMap(({ series }) => series) : [],
  };
}
