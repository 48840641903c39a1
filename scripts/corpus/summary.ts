import type { DashboardQuery } from "../../src/dashboard/view/queries.ts";
import type { Judged } from "./judge.ts";
import type { Measured } from "./measure.ts";

/** The numbers of a corpus, as JSON and as text. */
export function summarizeCorpus(measured: readonly Measured[], failed: readonly { file: string; reason: string }[]) {
  const all = measured.flatMap(({ file, judged }) => judged.map((one) => ({ file, one })));
  const count = (question: (one: Judged) => boolean | undefined) =>
    all.filter(({ one }) => question(one) === true).length;
  const applies = (question: (one: Judged) => boolean | undefined) =>
    all.filter(({ one }) => question(one) !== undefined).length;
  const variables = measured.flatMap(({ file, result }) =>
    result.variables
      .filter(({ type, state }) => type !== "adhoc" && state !== "skipped")
      .map((variable) => ({ file, variable })),
  );
  const bad = measured.filter(
    ({ judged }) => judged.length >= 10 && judged.filter(({ data }) => data).length / judged.length < 0.95,
  );
  const thresholds = measured.flatMap(({ file, judged }) =>
    thresholdPanels(judged).map((panel) => ({ file, ...panel })),
  );
  const json = {
    dashboards: measured.length,
    queries: all.length,
    with_data: count(({ data }) => data),
    range_queries: applies(({ flat }) => flat),
    flat: count(({ flat }) => flat),
    percent_queries: applies(({ outOfBounds }) => outOfBounds),
    out_of_bounds: count(({ outOfBounds }) => outOfBounds),
    negative_rates: count(({ negative }) => negative),
    threshold_panels: thresholds.length,
    thresholds_crossed: thresholds.filter(({ crossed }) => crossed).length,
    variables: variables.length,
    variables_with_values: variables.filter(({ variable }) => variable.state === "ok").length,
    several_series_queries: applies(({ several }) => several),
    several_series: count(({ several }) => several),
    series_median: median(measured.map(({ series }) => series)),
    series_max: Math.max(0, ...measured.map(({ series }) => series)),
    infer_ms_median: Math.round(median(measured.map(({ inferMs }) => inferMs))),
    total_ms_median: Math.round(median(measured.map(({ totalMs }) => totalMs))),
    below_95_percent: bad.map(({ file }) => file),
    failures: [
      ...failed.map(({ file, reason }) => ({ file, reason })),
      ...all.flatMap(({ file, one }) => describeFailure(file, one)),
      ...thresholds.filter(({ crossed }) => !crossed).map((panel) => ({ problem: "threshold", ...panel })),
      ...variables
        .filter(({ variable }) => variable.state !== "ok")
        .map(({ file, variable }) => ({
          file,
          variable: variable.name,
          state: variable.state,
          reason: variable.reason,
        })),
    ],
  };
  const text = Object.entries(json)
    .filter(([name]) => name !== "failures")
    .map(
      ([name, value]) =>
        `${name.padEnd(24)} ${Array.isArray(value) ? `${value.length} ${value.slice(0, 8).join(" ")}` : value}`,
    )
    .join("\n");
  return { json, text };
}

function describeFailure(file: string, { result, data, flat, outOfBounds, negative, several, extent }: Judged) {
  const problem = !data
    ? "empty"
    : outOfBounds
      ? "out of bounds"
      : negative
        ? "negative"
        : flat
          ? "flat"
          : several === false
            ? "one series"
            : undefined;
  if (problem === undefined) return [];
  const { query, state, code, part, reason, ranExpr } = result;
  const expr = query.originalExpr ?? query.expr;
  return [
    { problem, file, panel: query.panelTitle, state, code, expr, ran: ranExpr, part, reason, unit: query.unit, extent },
  ];
}

interface ThresholdPanel {
  readonly panel: string;
  readonly expr: string;
  readonly thresholds: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly crossed: boolean;
}

/** For each panel with thresholds whether one of them lies between its lowest and highest value. */
function thresholdPanels(judged: readonly Judged[]): ThresholdPanel[] {
  const panels = new Map<unknown, ThresholdPanel>();
  for (const { result, extent } of judged) {
    const { panelContext: context } = result.query as Partial<DashboardQuery>;
    const thresholds = (context?.thresholds ?? []).flatMap(({ value }) => value ?? []);
    if (context === undefined || extent === undefined || thresholds.length === 0) continue;
    const percent = context.thresholdMode === "percentage";
    const [low, high] = [context.min ?? 0, context.max ?? 100];
    const own = percent ? thresholds.map((value) => low + ((high - low) * value) / 100) : thresholds;
    const known = panels.get(context);
    const max = Math.max(known?.max ?? Number.NEGATIVE_INFINITY, extent.max);
    panels.set(context, {
      panel: context.title,
      expr: result.query.expr,
      thresholds: own,
      min: Math.min(known?.min ?? extent.min, extent.min),
      max,
      crossed: own.some((value) => max >= value),
    });
  }
  return [...panels.values()];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
