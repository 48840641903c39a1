import type { CheckFinding, CheckResult, CopyResult, Evaluated, PanelCounts, Unchecked } from "../check/result.ts";
import type { CopyValues } from "../dashboard/finding.ts";
import { defined } from "../json/defined.ts";
import type { VariableValue } from "../promql/variables/variable-value.ts";
import { type ValuesJson, valuesToJson } from "./format-values.ts";

/** A check in the JSON results of `up` and `check`; `schema/result.schema.json` describes it. */
export interface CheckJson {
  readonly panels: PanelCounts;
  readonly panelResults: readonly PanelJson[];
  readonly queries: readonly QueryJson[];
  readonly variables: readonly VariableJson[];
  readonly findings: readonly CheckFinding[];
  /** Parts that could not be checked because a server failed. */
  readonly unchecked: readonly Unchecked[];
  readonly unusedMetrics: readonly string[];
}

/** Fields of a query, and of the panel with its queries put together. */
interface VerdictJson {
  readonly state: string;
  readonly code?: string;
  readonly reason?: string;
  /** `not computed here`. */
  readonly note?: string;
  readonly series: number;
  readonly samples: number;
  readonly lastValue?: number;
  readonly values?: ValuesJson;
  /** Grafana's unit id. */
  readonly unit?: string;
}

/** One panel. */
export interface PanelJson extends VerdictJson {
  readonly title: string;
  readonly panelId?: number;
  /** Of a repeated panel. */
  readonly copies?: readonly CopyResult[];
  readonly copyCount?: number;
  /** Why nobody here knows whether Grafana draws anything of its data. */
  readonly notJudged?: string;
}

/** One query of a panel or an annotation. */
export interface QueryJson extends VerdictJson {
  readonly panel?: string;
  readonly panelId?: number;
  /** The position of its panel among the panels, from 0. */
  readonly panelIndex?: number;
  readonly refId?: string;
  /** Of a repeated panel. */
  readonly copy?: CopyValues;
  readonly annotation?: string;
  /** As written. */
  readonly expr: string;
  /** As run: with isolation, variables filled in. */
  readonly ranExpr?: string;
  readonly part?: string;
  /** Type, else name. */
  readonly dataSource?: string;
  /** The id of the panel that it shows the result of. */
  readonly sharedFrom?: number;
  readonly range?: RangeJson;
}

type RangeJson =
  | { readonly instant: true; readonly at: string }
  | { readonly instant: false; readonly from: string; readonly to: string; readonly stepSeconds: number };

/** One variable with the value that queries got. */
export interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly value: VariableValue;
  /** Number of options. */
  readonly options: number;
  readonly reason?: string;
}

/** A JSON result of `up` or `check` with the version of its schema. */
export function resultDocument<Fields extends { readonly state: string }>(fields: Fields) {
  return { schemaVersion: 1, ...fields } as const;
}

/** Every panel, query and variable with its verdict and numbers, findings, unchecked queries and unused metrics. */
export function checkToJson(result: CheckResult): CheckJson {
  const { panels, findings, unchecked, unusedMetrics } = result;
  return {
    panels,
    panelResults: result.panelResults.map(({ panelId, title, shape: _, values, ...verdict }) => ({
      ...defined({ panelId }),
      title,
      ...verdict,
      ...defined({ values: values && valuesToJson(values, verdict.unit) }),
    })),
    queries: queriesToJson(result),
    variables: result.variables.map(({ name, type, state, value, options, reason }) => ({
      ...{ name, type, state, value, options: options.length },
      ...defined({ reason }),
    })),
    findings,
    unchecked,
    unusedMetrics,
  };
}

function queriesToJson({ queries }: CheckResult): QueryJson[] {
  return queries.map((result) => {
    const { query, copy, state, series, samples, lastValue, reason, code, part, ranExpr, evaluated, values } = result;
    const expr = query.originalExpr ?? query.expr;
    const isWrong = state === "empty" || state === "error";
    return {
      ...(query.place === "annotation" ? { annotation: query.name ?? "" } : { panel: query.panelTitle ?? "" }),
      ...defined({ panelId: query.panelId, panelIndex: query.panelIndex, refId: query.refId, copy }),
      state,
      series,
      samples,
      ...defined({ lastValue, reason, code, note: result.note, sharedFrom: result.sharedFrom }),
      expr,
      ...defined({ ranExpr, part: isWrong ? (part ?? expr) : undefined }),
      ...defined({ dataSource: query.dataSource, unit: query.unit }),
      ...defined({ range: evaluated && rangeToJson(evaluated), values: values && valuesToJson(values, query.unit) }),
    };
  });
}

function rangeToJson({ startMs, endMs, stepMs, instant }: Evaluated): RangeJson {
  const to = new Date(endMs).toISOString();
  if (instant) return { instant, at: to };
  return { instant, from: new Date(startMs).toISOString(), to, stepSeconds: stepMs / 1000 };
}
