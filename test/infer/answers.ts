import { measure } from "../../scripts/corpus/measure.ts";
import type { TestServer } from "../servers/process.ts";

/** A panel of a test: field settings as Grafana has them, and queries by `refId`. */
export interface Panel {
  readonly type?: string;
  readonly defaults?: object;
  readonly overrides?: readonly object[];
  readonly transformations?: readonly object[];
  readonly targets: Readonly<Record<string, string | { readonly expr: string; readonly [setting: string]: unknown }>>;
}

/** A query's finite values, all together and by series, and the labels of its series. */
export interface Answer {
  readonly all: readonly number[];
  readonly series: readonly (readonly number[])[];
  readonly labels: readonly Readonly<Record<string, string>>[];
}

let count = 0;

/** The answer to each query of a panel on inferred data, by `refId`. */
export async function answersOf(
  server: TestServer,
  { type = "timeseries", defaults = {}, overrides = [], ...panel }: Panel,
  templating: object[] = [],
): Promise<Record<string, Answer>> {
  const targets = Object.entries(panel.targets).map(([refId, target]) => ({
    refId,
    ...(typeof target === "string" ? { expr: target } : target),
  }));
  const dashboard = {
    title: "T",
    uid: "t",
    schemaVersion: 39,
    time: { from: "now-1h", to: "now" },
    templating: { list: templating },
    panels: [
      {
        id: 1,
        type,
        title: "Panel",
        datasource: { type: "prometheus", uid: "p" },
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        fieldConfig: { defaults, overrides },
        transformations: panel.transformations ?? [],
        targets,
      },
    ],
  };
  const options = { url: server.url, historyMs: 3_600_000, stepMs: 60_000, nowMs: Date.now() };
  const { judged } = await measure("x.json", JSON.stringify(dashboard), options, count++);
  const found: Record<string, Answer> = {};
  for (const { query, series } of judged) {
    found[query.refId!] = {
      all: series.flatMap(({ values }) => values.filter(Number.isFinite)),
      series: series.map(({ values }) => values.filter(Number.isFinite)),
      labels: series.map(({ labels }) => Object.fromEntries(labels)),
    };
  }
  return found;
}
