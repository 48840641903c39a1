import { removeVariableInjection } from "../promql/isolation/inject-variable-query.ts";
import { removeInjection } from "../promql/isolation/remove.ts";
import { nextTurn } from "../system/turn.ts";
import { RegexTime } from "../templating/regex-time.ts";
import { resolveVariables } from "../templating/variables/resolve-variables.ts";
import type { CheckInput } from "./check-input.ts";
import { checkPanel } from "./check-panel.ts";
import type { CheckRun } from "./check-run.ts";
import { collectFindings, countPanels } from "./collect.ts";
import { variableExplainer } from "./explain/explain-variable.ts";
import { unusedMetrics } from "./explain/unused-metrics.ts";
import { groupByPanel } from "./panel-groups.ts";
import type { CheckResult } from "./result.ts";
import { createSlots, mapBounded } from "./run/bounded.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { createGuard, guardBackend } from "./run/guarded-backend.ts";
import { isolateBackend } from "./run/isolated-backend.ts";
import { createRunner } from "./run/query-runner.ts";
import { runQuery, skipped } from "./run-query.ts";

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
  const run: CheckRun = { ...input, backend, runner, resolved, budget, withoutIsolation, reviewerGuard };
  const asked = input.queries.filter(({ place }) => place !== "variable");
  const concurrency = input.concurrency ?? 8;
  const slots = createSlots(concurrency);
  const allowed = new Set(asked.slice(0, limits.maxQueries ?? 10_000));
  let done = 0;
  const ask = (query: CheckQuery) =>
    slots(async () => {
      await nextTurn(signal);
      const answered = allowed.has(query) ? await runQuery(query, run) : { result: tooMany(query), series: [] };
      input.onProgress?.(++done, asked.length);
      return answered;
    });
  const panels = await mapBounded(groupByPanel(asked, input.panels), concurrency, (group) =>
    checkPanel(group, run, ask),
  );
  const others = asked.filter(({ place }) => place !== "panel");
  const ofPanels = panels.flatMap(({ findings }) => findings);
  const annotations = await mapBounded(others, concurrency, async (query) => (await ask(query)).result);
  const panelResults = panels.map(({ panel }) => panel);
  const queries = [...panels.flatMap(({ results }) => results), ...annotations];
  const variables = [...resolved.values()];
  return {
    panels: countPanels(panelResults),
    panelResults,
    queries,
    variables,
    ...collectFindings({ queries, ofPanels, variables, sources: input.variables, withoutIsolation, asInSource }),
    unusedMetrics:
      input.spec === undefined ? [] : unusedMetrics(input.spec, { queries, sources: input.variables, time: regexTime }),
  };
}

const tooMany = (query: CheckQuery) => skipped(query, "too-many-queries", "the dashboard has too many queries");
