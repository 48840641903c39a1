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
  /** Answers a query when its turn comes, `again` for one that was answered before. Default: at once. */
  readonly ask?: (query: CheckQuery, answer: () => Promise<Answered>, again?: "again") => Promise<Answered>;
  /** Answers a query that shows the result of another panel. Default: it is skipped. */
  readonly share?: (query: CheckQuery) => Promise<Answered>;
  /** Keeps the series that the panel shows: another panel shares them. */
  readonly keep?: boolean;
}

/**
 * Runs the queries of one panel, those that are hidden and used by its expressions too, then the expressions, and says
 * what the panel shows. Answers are kept only until then. Where few instants leave something to say about the panel,
 * all of them are looked at first.
 */
export async function checkPanel(
  group: PanelGroup,
  whole: CheckRun,
  { ask = (_, answer) => answer(), share, keep = false }: PanelAsks = {},
): Promise<CheckedPanel> {
  const { panel, queries } = group;
  const graph = panelGraph(group, fillInExpressions(queries[0], whole));
  const full: CheckRun = { ...whole, resolution: "full" };
  // What others calculate with, or show in their way, is theirs to judge.
  const run = keep || graph.expressions.length > 0 ? full : whole;
  const isExpression = new Set(graph.expressions.map(({ refId }) => graph.byRefId.get(refId)));
  const answer = async (query: CheckQuery): Promise<Answered> => {
    if (share !== undefined && query.dataSourceKind === "dashboard") {
      // It waits for another panel's queries, so that it may not keep them from their turn.
      const shared = await share(query);
      return await ask(query, async () => shared);
    }
    if (!graph.feeding.has(query)) return await ask(query, () => runQuery(query, run));
    const answered = await ask(query, () => runQuery({ ...query, hidden: false }, run));
    // The panel's unit is that of what is calculated.
    return { ...answered, result: { ...answered.result, query: { ...query, unit: undefined } } };
  };
  const given = new Map<CheckQuery, Answered>();
  const plain = queries.filter((query) => !isExpression.has(query));
  await Promise.all(plain.map(async (query) => given.set(query, await answer(query))));
  const calculated = await checkExpressions(graph, given, run);
  for (const [query, result] of calculated) given.set(query, await ask(query, async () => result));
  const shown = queries.filter((query) => !graph.feeding.has(query));
  const few = queries.filter((query) => given.get(query)?.few === true);
  let judged = judgePanel({ group, shown, given, run });
  if (few.length > 0 && judged.hints.length + judged.findings.length + (judged.panel.notJudged?.length ?? 0) > 0) {
    const again = async (query: CheckQuery) => ask(query, () => runQuery(query, full), "again");
    await Promise.all(few.map(async (query) => given.set(query, await again(query))));
    judged = judgePanel({ group, shown, given, run });
  }
  const answers = queries.map((query) => judged.answers.get(query)!);
  run.sink?.panel({
    of: panel,
    copy: run.copy,
    resolved: run.resolved,
    panel: judged.panel,
    findings: [...judged.findings, ...judged.hints],
    answers,
  });
  return {
    panel: judged.panel,
    findings: judged.findings,
    hints: judged.hints,
    results: answers.map(({ result }) => result),
    series: keep ? shown.flatMap((query) => judged.answers.get(query)!.series) : [],
  };
}

/** Judges a panel by the answers of its queries. */
function judgePanel({
  group,
  shown,
  given,
  run,
}: {
  readonly group: PanelGroup;
  /** The queries that the panel shows itself. */
  readonly shown: readonly CheckQuery[];
  readonly given: ReadonlyMap<CheckQuery, Answered>;
  readonly run: CheckRun;
}): Pick<CheckedPanel, "panel" | "findings" | "hints"> & { readonly answers: ReadonlyMap<CheckQuery, Answered> } {
  const explained = new Map(
    [...given].map(([query, one]) => [query, { ...one, result: explainBroken(one.result, run.written) }]),
  );
  const answers = shown.map((query) => explained.get(query)!);
  const results = answers.map(({ result }) => result);
  return {
    ...showPanel(joinPanel(group.panel, results), group, { answers, run }),
    hints: judgeAnswers(group.panel, answers, run),
    answers: explained,
  };
}
