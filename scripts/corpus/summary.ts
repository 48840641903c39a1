import type { QueryResult } from "../../src/check/result.ts";
import type { Measured } from "./measure.ts";

/** The numbers of a corpus, as JSON and as text. */
export function summarizeCorpus(measured: readonly Measured[], failed: readonly { file: string; reason: string }[]) {
  const queries = measured.flatMap(({ file, result }) => panelQueries(result.queries).map((query) => ({ file, query })));
  const withData = queries.filter(({ query }) => query.state === "ok");
  const variables = measured.flatMap(({ file, result }) =>
    result.variables.filter(({ type }) => type !== "adhoc").map((variable) => ({ file, variable })),
  );
  const asked = variables.filter(({ variable }) => variable.state !== "skipped");
  const bad = measured.filter(({ result }) => {
    const own = panelQueries(result.queries);
    return own.length >= 10 && own.filter(({ state }) => state === "ok").length / own.length < 0.95;
  });
  const range = withData.filter(({ query }) => query.query.instant !== true);
  const flat = range.filter(({ query }) => isFlat(query));
  const json = {
    dashboards: measured.length,
    queries: queries.length,
    with_data: withData.length,
    flat: flat.length,
    range_queries: range.length,
    several_series: 0,
    variables: asked.length,
    variables_with_values: asked.filter(({ variable }) => variable.state === "ok").length,
    series_median: median(measured.map(({ series }) => series)),
    series_max: Math.max(0, ...measured.map(({ series }) => series)),
    infer_ms_median: Math.round(median(measured.map(({ inferMs }) => inferMs))),
    total_ms_median: Math.round(median(measured.map(({ totalMs }) => totalMs))),
    below_95_percent: bad.map(({ file }) => file),
    failures: [
      ...failed.map(({ file, reason }) => ({ file, reason })),
      ...queries
        .filter(({ query }) => query.state !== "ok")
        .map(({ file, query }) => ({
          file,
          panel: query.query.panelTitle,
          state: query.state,
          code: query.code,
          expr: query.query.originalExpr ?? query.query.expr,
          ran: query.ranExpr,
          part: query.part,
          reason: query.reason,
        })),
      ...asked
        .filter(({ variable }) => variable.state !== "ok")
        .map(({ file, variable }) => ({ file, variable: variable.name, state: variable.state, reason: variable.reason })),
    ],
  };
  const text = Object.entries(json)
    .filter(([name]) => name !== "failures")
    .map(([name, value]) => `${name.padEnd(24)} ${Array.isArray(value) ? `${value.length} ${value.slice(0, 8).join(" ")}` : value}`)
    .join("\n");
  return { json, text };
}

function panelQueries(queries: readonly QueryResult[]): QueryResult[] {
  return queries.filter(({ query, state }) => query.place === "panel" && query.prometheus && query.hidden !== true && state !== "skipped");
}

function isFlat({ shape }: QueryResult): boolean {
  const values = shape.filter((value) => value !== undefined);
  return values.length > 1 && values.every((value) => value === values[0]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
