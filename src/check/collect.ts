import type { DashboardVariable } from "../dashboard/view/variables.ts";
import { defined } from "../json/defined.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import { explainAll } from "./explain/explain-all.ts";
import { mergeCopies } from "./repeat/merge-copies.ts";
import type { CheckFinding, CheckState, PanelCounts, PanelResult, QueryResult, Unchecked } from "./result.ts";
import type { CheckPanel } from "./run/check-query.ts";

/** The state of a panel by the results of its queries; one without queries that are run is `skipped`. */
export function joinPanel(panel: CheckPanel, results: readonly QueryResult[]): PanelResult {
  const shown = results.find(({ state, values }) => state === "ok" && values !== undefined);
  const state = joinStates(results.map((result) => result.state));
  const cause =
    results.length === 0
      ? ({ code: "no-query", reason: "the panel has no queries" } as const)
      : state === "ok"
        ? undefined
        : results.find((result) => result.state === state);
  const note = state === "ok" ? results.find((result) => result.note !== undefined)?.note : undefined;
  const unit = panel.unit ?? results.find(({ query }) => query.unit !== undefined)?.query.unit;
  return {
    ...defined({ panelId: panel.id }),
    title: panel.title,
    state,
    ...defined({ code: cause?.code, reason: cause?.reason, note }),
    series: results.reduce((sum, { series }) => sum + series, 0),
    samples: results.reduce((sum, { samples }) => sum + samples, 0),
    ...defined({ lastValue: shown?.lastValue, values: shown?.values, unit }),
    shape: shown?.shape ?? [],
  };
}

/**
 * A panel with an error is an error; else, if nobody knows about one of its queries, nobody knows; else it has data if
 * one of its queries has.
 */
function joinStates(states: readonly CheckState[]): CheckState {
  return (["error", "unchecked", "ok", "empty"] as const).find((state) => states.includes(state)) ?? "skipped";
}

export function countPanels(panels: readonly PanelResult[]): PanelCounts {
  const count = (wanted: CheckState) => panels.filter(({ state }) => state === wanted).length;
  return {
    total: panels.length,
    ok: count("ok"),
    empty: count("empty"),
    error: count("error"),
    skipped: count("skipped"),
    unchecked: count("unchecked"),
  };
}

/** Input of {@link collectFindings}. */
export interface FindingSources {
  readonly queries: readonly QueryResult[];
  /** About panels as a whole. */
  readonly ofPanels?: readonly CheckFinding[];
  readonly variables: readonly ResolvedVariable[];
  readonly sources: readonly DashboardVariable[];
  /** Takes isolation out of a panel's query. */
  readonly withoutIsolation: (text: string) => string;
  /** A variable's query as the source dashboard has it. */
  readonly asInSource: (query: string) => string;
}

/** Findings, and queries and variables that no server answered. */
export interface Collected {
  readonly findings: CheckFinding[];
  readonly unchecked: Unchecked[];
}

/**
 * Of variables, then of queries in the dashboard's order, then of panels as a whole. Annotations without data are
 * normal and no finding; hidden queries neither.
 */
export function collectFindings({
  queries,
  ofPanels = [],
  variables,
  sources,
  withoutIsolation,
  asInSource,
}: FindingSources): Collected {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const ofVariables = variables.flatMap((variable): (CheckFinding | Unchecked)[] => {
    const { name, state, reason } = variable;
    if (state === "ok" || state === "skipped") return [];
    const source = byName.get(name);
    const expr = asInSource(source?.query ?? "");
    const shown = { reason: reason ?? "it has no values", ...(expr === "" ? {} : { expr }) };
    if (state === "unchecked") return [{ variable: name, state, ...shown }];
    if (state === "error") return [{ variable: name, state, code: "variable-refused", ...shown }];
    return [{ variable: name, state, ...shown, ...explainAll(variable, shown.reason) }];
  });
  const merged = mergeCopies(queries);
  const ofQueries = merged.flatMap(({ query, state, reason, code, part, copies }): (CheckFinding | Unchecked)[] => {
    if (
      state === "ok" ||
      query.hidden === true ||
      (query.place === "annotation" && state !== "error" && state !== "unchecked")
    )
      return [];
    const expr = query.originalExpr ?? withoutIsolation(query.expr);
    const where = {
      ...(query.place === "annotation" ? { annotation: query.name ?? "" } : { panel: query.panelTitle ?? "" }),
      ...defined({ panelId: query.panelId, panelIndex: query.panelIndex, refId: query.refId, copies }),
    };
    const shown = expr === "" ? {} : { expr };
    if (state === "unchecked") return [{ ...where, state, reason: reason ?? "", ...shown }];
    const why = { code: code ?? "unknown", reason: reason ?? "", ...defined({ part }) } as const;
    return [{ ...where, state, ...why, ...shown }];
  });
  const all = [...ofVariables, ...ofQueries, ...ofPanels];
  return {
    findings: all.filter((one) => one.state !== "unchecked"),
    unchecked: all.filter((one) => one.state === "unchecked"),
  };
}
