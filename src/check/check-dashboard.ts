import { removeVariableInjection } from "../promql/isolation/inject-variable-query.ts";
import { removeInjection } from "../promql/isolation/remove.ts";
import { createSlots, mapBounded } from "../system/bounded.ts";
import { nextTurn } from "../system/turn.ts";
import { RegexTime } from "../templating/regex-time.ts";
import { resolveVariables } from "../templating/variables/resolve-variables.ts";
import type { Answered } from "./answered.ts";
import { findBroken } from "./broken/find-broken.ts";
import { mergeFindings } from "./broken/merge-findings.ts";
import type { CheckInput } from "./check-input.ts";
import { checkPanel } from "./check-panel.ts";
import type { CheckRun } from "./check-run.ts";
import { collectFindings, countPanels } from "./collect.ts";
import { variableExplainer } from "./explain/explain-variable.ts";
import { unusedMetrics } from "./explain/unused-metrics.ts";
import { groupByPanel } from "./panel-groups.ts";
import { checkCopies } from "./repeat/check-copies.ts";
import { planCopies } from "./repeat/plan-copies.ts";
import { findShownOnce } from "./repeat/shown-once.ts";
import type { CheckResult } from "./result.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { createGuard, guardBackend } from "./run/guarded-backend.ts";
import { isolateBackend } from "./run/isolated-backend.ts";
import { createRunner } from "./run/query-runner.ts";
import { runQuery, skipped } from "./run-query.ts";
import { shareResults } from "./shared/share-results.ts";

/**
 * Runs every panel's, variable's and annotation's query over the window and says which have data, and of the others why
 * not. A query that fails is a finding, one that a server does not answer is `unchecked`; the others go on.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function checkDashboard(input: CheckInput): Promise<CheckResult> {
  const { limits = {}, window, scrapeIntervalMs, dashboard, dataSources, signal } = input;
  const deadline = AbortSignal.timeout(limits.totalMs ?? 600_000);
  const backend = isolateBackend(guardBackend(input.backend, createGuard({ deadline, signal })), input.isolation);
  const explain = variableExplainer({ ...input, backend });
  const regexTime = input.regexTime ?? new RegexTime();
  const resolved = await resolveVariables(input.variables, {
    regexTime,
    backend,
    range: window,
    scrapeIntervalMs,
    dashboard,
    dataSources,
    explain,
    signal,
  });
  const runner = createRunner({ backend });
  const budget = { explained: limits.maxExplained ?? 500, maxAsks: limits.maxAsks ?? 30 };
  const { isolation } = input;
  const withoutIsolation = (text: string) => (isolation === undefined ? text : removeInjection(text, isolation));
  const asInSource = (query: string) =>
    input.originals?.get(query) ?? (isolation === undefined ? query : removeVariableInjection(query, isolation));
  const reviewerGuard = createGuard({ deadline, signal });
  const written = input.source === undefined ? [] : findBroken(input.source, resolved);
  const run: CheckRun = { ...input, backend, runner, resolved, budget, withoutIsolation, reviewerGuard, written };
  const asked = input.queries.filter(({ place }) => place !== "variable");
  const concurrency = input.concurrency ?? 8;
  const slots = input.slots ?? createSlots(concurrency);
  const maxQueries = limits.maxQueries ?? 10_000;
  const allowed = new Set(asked.slice(0, maxQueries));
  const groups = groupByPanel(asked, input.panels);
  const single = asked.length;
  const planned = planCopies(groups, resolved, { maxQueries, maxCopies: limits.maxCopies, single });
  let done = 0;
  const ask = (query: CheckQuery, answer: () => Promise<Answered>, again?: "again") =>
    slots(async () => {
      await nextTurn(signal);
      const answered = allowed.has(query) ? await answer() : { result: tooMany(query), series: [] };
      if (again === undefined) input.onProgress?.(++done, single + planned.added);
      return answered;
    });
  const copiesOf = new Map(planned.panels.map(({ group, copies }) => [group, copies]));
  const shared = shareResults(groups, (group, sharing) =>
    checkCopies(copiesOf.get(group), run, (ofCopy) => checkPanel(group, ofCopy, { ask, ...sharing })),
  );
  const panels = await mapBounded(groups, concurrency, (group) => shared.check(group));
  const others = asked.filter(({ place }) => place !== "panel");
  const annotations = await mapBounded(others, concurrency, async (query) => {
    const answered = await ask(query, () => runQuery(query, run));
    run.sink?.annotation(answered);
    return answered.result;
  });
  const panelResults = panels.map(({ panel }) => panel);
  const queries = [...panels.flatMap(({ results }) => results), ...annotations];
  const variables = [...resolved.values()];
  // One that is not defined is a finding of the dashboard as it is written already.
  const shownOnce = findShownOnce(input.panels ?? [], resolved).filter(
    ({ variable = "" }) => input.source === undefined || resolved.has(variable),
  );
  const { findings, unchecked } = collectFindings({
    queries,
    ofPanels: panels.flatMap((panel) => panel.findings),
    variables,
    sources: input.variables,
    withoutIsolation,
    asInSource,
  });
  return {
    panels: countPanels(panelResults),
    panelResults,
    queries,
    variables,
    findings: mergeFindings(findings, [...written, ...shownOnce, ...panels.flatMap(({ hints }) => hints)]),
    unchecked,
    unusedMetrics:
      input.spec === undefined ? [] : unusedMetrics(input.spec, { queries, sources: input.variables, time: regexTime }),
  };
}

const tooMany = (query: CheckQuery) => skipped(query, "too-many-queries", "the dashboard has too many queries");
