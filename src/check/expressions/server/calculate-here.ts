import type { QuerySeries } from "../../../templating/backend.ts";
import type { TimeRange } from "../../../templating/query-timing.ts";
import type { Answered } from "../../answered.ts";
import type { Calculated } from "../../run/ask-reviewer.ts";
import type { ExpressionNode, PanelGraph } from "../panel-graph.ts";
import { runExpression } from "./run-expression.ts";
import { type Inputs, NotComputed, noData, numberOf, RefusedExpression, type Value } from "./value.ts";

/** A panel with the answers that its expressions work with. */
export interface CalculationSource extends Pick<PanelGraph, "byRefId"> {
  /** Of the panel's queries, by refId, at all of Grafana's instants. */
  readonly answers: ReadonlyMap<string, Answered>;
  /** Of the panel. Numbers are given at its end. */
  readonly range: TimeRange;
  /** A label that the panel has only for the preview: it decides nothing. */
  readonly hiddenLabel: string | undefined;
}

/**
 * Works a panel's expressions out where there is no Grafana to ask.
 *
 * @param nodes - those that are needed and not at fault, inputs before those that use them.
 * @returns what each gives, by refId, but for those that only Grafana can work out, and those that use them.
 */
export function calculateHere(
  nodes: Iterable<ExpressionNode>,
  { answers, byRefId, range, hiddenLabel }: CalculationSource,
): Map<string, Calculated> {
  const values = new Map<string, readonly Value[]>();
  const calculated = new Map<string, Calculated>();
  const known = (refId: string): readonly Value[] | undefined => {
    const query = byRefId.get(refId);
    const answer = answers.get(refId);
    if (values.has(refId) || query === undefined || answer === undefined) return values.get(refId);
    // Of a query of both kinds Grafana takes now the one answer, now the other.
    if (query.instant === true && query.range === true) return undefined;
    const given = valuesOf(answer.series, { isInstant: query.instant === true, hiddenLabel });
    if (given !== undefined) values.set(refId, given);
    return given;
  };
  for (const { refId, expression } of nodes) {
    const inputs: Inputs = new Map(
      expression.inputs.flatMap((input): [string, readonly Value[]][] => {
        const given = known(input);
        return given === undefined ? [] : [[input, given]];
      }),
    );
    if (inputs.size < expression.inputs.length) continue;
    try {
      const result = runExpression(expression, inputs, range);
      values.set(refId, result);
      const series = result.flatMap((value) => seriesOf(value, range.toMs));
      calculated.set(refId, { state: "ok", series, rows: 0, notices: [] });
    } catch (error) {
      if (error instanceof NotComputed) continue;
      if (!(error instanceof RefusedExpression)) throw error;
      calculated.set(refId, { state: "error", message: `[${refId}]: ${error.message}`, refused: true });
    }
  }
  return calculated;
}

/**
 * The answer to a query as expressions take it.
 *
 * @returns undefined for native histograms, with which Grafana does not calculate.
 */
export function valuesOf(
  series: readonly QuerySeries[],
  { isInstant, hiddenLabel }: { readonly isInstant: boolean; readonly hiddenLabel?: string | undefined },
): readonly Value[] | undefined {
  if (series.some(({ histograms }) => histograms?.some((buckets) => buckets !== undefined))) return undefined;
  if (series.length === 0) return [noData];
  const given = series.map(({ labels, timesMs, values }): Value => {
    const shown = new Map([...labels].filter(([name]) => name !== hiddenLabel));
    return isInstant ? numberOf(values.at(-1) ?? null, shown) : { kind: "series", labels: shown, timesMs, values };
  });
  return isInstant ? given.sort((one, other) => compare(textOf(one), textOf(other))) : given;
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const textOf = ({ labels }: Value) =>
  [...labels]
    .map((pair) => pair.join("="))
    .sort(compare)
    .join(", ");

/** Missing values have no place in a series. */
function seriesOf({ kind, labels, timesMs, values }: Value, atMs: number): QuerySeries[] {
  if (kind === "none") return [];
  const times = kind === "series" ? timesMs : [atMs];
  const kept = values.flatMap((value, index) => (value === null ? [] : [{ timeMs: times[index]!, value }]));
  return [{ labels, timesMs: kept.map(({ timeMs }) => timeMs), values: kept.map(({ value }) => value) }];
}
