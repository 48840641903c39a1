import type { StepSeries } from "../../../../src/promql/steps/answer.ts";
import type { StepCurves, StepResult } from "../../../../src/promql/steps/step.ts";
import type { PagePanel, PageSeries, PageTarget, PageValue } from "../../../../src/report/page-data.ts";
import type { PlaygroundMetric } from "../../../../src/report/playground/playground-data.ts";
import { notFiniteText, seriesName } from "./words.ts";

const lines = {
  drawStyle: "line",
  lineInterpolation: "linear",
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: "none",
  showPoints: "auto",
  spanNulls: false,
  axisPlacement: "auto",
  pointSize: 5,
  stacking: { mode: "none", group: "A" },
  thresholdsStyle: { mode: "off" },
  scaleDistribution: { type: "linear" },
  hideFrom: { legend: false, tooltip: false, viz: false },
};

/** Curves as a panel of the page. */
export function curvesPanel(key: string, title: string, curves: StepCurves): PagePanel {
  const { fromMs, toMs, stepMs } = curves;
  const instants = { startMs: fromMs, stepMs, count: Math.floor((toMs - fromMs) / stepMs) + 1 };
  const series = curves.series.map((one) => onInstants(one, instants));
  return graph(key, title, { ...target(series, curves.total), instants });
}

/** The generator's curves of a metric as a panel. */
export function metricPanel(key: string, { name, curves }: PlaygroundMetric): PagePanel {
  const [first] = curves;
  const series = curves.map((one) => ({
    name: seriesName(one.labels, one.name),
    labels: one.labels,
    values: one.values,
  }));
  const instants = { startMs: first?.startMs ?? 0, stepMs: first?.stepMs ?? 1, count: first?.values.length ?? 0 };
  return graph(key, name, { ...target(series, curves.length), instants });
}

/** The answer at one moment as a table. */
export function resultPanel(key: string, title: string, result: StepResult, atMs: number): PagePanel {
  const series = result.series.map((one) => ({
    name: seriesName(one.labels),
    labels: one.labels,
    values: [pageValue(one.values.at(-1) ?? Number.NaN)],
  }));
  const base = target(series, result.total);
  return {
    ...panel(key, title, "table", { ...base, format: "table", instant: true, timeMs: atMs }),
    options: { showHeader: true, cellHeight: "sm" },
    fieldConfig: { defaults: { custom: { align: "auto", cellOptions: { type: "auto" } } }, overrides: [] },
    transformations: [{ id: "organize", options: { excludeByName: { Time: true } } }],
  };
}

function graph(key: string, title: string, answered: PageTarget): PagePanel {
  return {
    ...panel(key, title, "timeseries", answered),
    options: {
      legend: { displayMode: "list", placement: "bottom", showLegend: true, calcs: [] },
      tooltip: { mode: "multi", sort: "desc" },
    },
    fieldConfig: { defaults: { custom: lines, color: { mode: "palette-classic" } }, overrides: [] },
  };
}

function panel(key: string, title: string, type: string, answered: PageTarget): PagePanel {
  return {
    ...{ key, title, type, links: [], transparent: true, options: {}, transformations: [], annotations: false },
    fieldConfig: { defaults: {}, overrides: [] },
    targets: [answered],
    state: answered.series.length === 0 ? "empty" : "ok",
    findings: [],
  };
}

function target(series: readonly PageSeries[], seriesCount: number): PageTarget {
  return {
    ...{ refId: "A", hidden: false, dataSource: "prometheus", format: "time_series", instant: false, expr: "" },
    ...{ state: series.length === 0 ? "empty" : "ok", seriesCount, sampleCount: 0, series },
  };
}

interface Instants {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

function onInstants({ labels, timesMs, values }: StepSeries, { startMs, stepMs, count }: Instants): PageSeries {
  const placed = new Array<PageValue | null>(count).fill(null);
  for (const [index, timeMs] of timesMs.entries()) {
    const place = Math.round((timeMs - startMs) / stepMs);
    if (place >= 0 && place < count) placed[place] = pageValue(values[index]!);
  }
  return { name: seriesName(labels), labels, values: placed };
}

function pageValue(value: number): PageValue {
  return Number.isFinite(value) ? value : notFiniteText(value);
}
