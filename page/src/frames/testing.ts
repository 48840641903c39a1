import { createTheme, type DataFrame } from "@grafana/data";
import { defaultsOf } from "../../../src/report/migrate/defaults/of-type.ts";
import { withDefaults } from "../../../src/report/migrate/merge-json.ts";
import type { PagePanel, PageSeries, PageTarget } from "../../../src/report/page-data.ts";
import { replaceVariables } from "../data/replace-variables.ts";
import type { Viewing } from "./settings/apply-settings.ts";

// Grafana's formats ask for the reader's language; Node 20 has none.
if (!("navigator" in globalThis)) Object.assign(globalThis, { navigator: { language: "en-US", languages: ["en-US"] } });

/** A series of a page's document. */
export const seriesOf = (labels: Record<string, string>, values: PageSeries["values"], name = ""): PageSeries => ({
  labels,
  name,
  values: values ?? [],
});

/** A target that was answered at 0 s, 60 s, 120 s, …, as many instants as its first series has values. */
export function targetOf(refId: string, series: readonly PageSeries[], more: Partial<PageTarget> = {}): PageTarget {
  const count = series[0]?.values?.length ?? series[0]?.histograms?.length ?? 0;
  return {
    refId,
    hidden: false,
    dataSource: "prometheus",
    format: "time_series",
    instant: false,
    expr: "sum(x)",
    state: series.length === 0 ? "empty" : "ok",
    seriesCount: series.length,
    sampleCount: series.length * count,
    instants: { startMs: 0, stepMs: 60_000, count },
    series,
    ...more,
  };
}

/** A panel of a page's document: with the field settings that every panel of its type has. */
export function panelOf(type: string, targets: readonly PageTarget[], more: Partial<PagePanel> = {}): PagePanel {
  const { defaults = {}, overrides = [] } = more.fieldConfig ?? {};
  return {
    key: "panel-1",
    title: "Panel",
    links: [],
    type,
    transparent: false,
    options: {},
    transformations: [],
    targets,
    annotations: false,
    state: "ok",
    findings: [],
    ...more,
    fieldConfig: { defaults: withDefaults(defaults, defaultsOf(type).fields), overrides },
  };
}

/** The columns of frames by name, for comparing. */
export const columnsOf = (frames: readonly DataFrame[]) =>
  frames.map(({ fields }) => Object.fromEntries(fields.map(({ name, values }) => [name, values])));

/** A reader who prefers the dark, in UTC. */
export const viewing: Viewing = { theme: createTheme({ colors: { mode: "dark" } }), timeZone: "utc", replaceVariables };
