import { existsSync, readFileSync } from "node:fs";
import { checkDashboard } from "../src/check/check-dashboard.ts";
import { previewInput } from "../src/check/preview-input.ts";
import { readDashboard } from "../src/dashboard/read/read.ts";
import { rewriteForPreview } from "../src/dashboard/rewrite/rewrite.ts";
import type { DashboardPanel } from "../src/dashboard/view/queries.ts";
import { asDrawn } from "../src/preview/page/full-queries.ts";
import { collectAnswers } from "../src/report/answers/collect-answers.ts";
import { pageDashboard } from "../src/report/page-dashboard.ts";
import type { PageData } from "../src/report/page-data.ts";
import { pageHtml } from "../src/report/page-html.ts";
import type { QueryAnswer, QueryBackend } from "../src/templating/backend.ts";
import { median } from "./median.ts";

/** What a page of a large dashboard costs once its queries are answered. */
export interface PageFigures {
  readonly seconds: number;
  /** Of the document, the page around it left out. */
  readonly documentBytes: number;
  readonly pageBytes: number;
  /** The page, as a browser gets it. */
  readonly page: { readonly html: string; readonly data: PageData };
}

/** As many panels, queries and series as Node Exporter Full has over six hours. */
const [panels, queriesEach, hours] = [125, 2, 6];
const window = { fromMs: 1_769_839_200_000, toMs: 1_769_839_200_000 + hours * 3_600_000 };
const emptyPage = '<script type="application/json" id="dashpreview-data">null</script>';

/** Makes the page of one dashboard from answers that are at hand. */
export async function measurePage(runs: number): Promise<PageFigures> {
  const template = existsSync("assets/page.html") ? readFileSync("assets/page.html", "utf8") : emptyPage;
  const source = readDashboard(JSON.stringify(model()), { file: "bench.json" });
  const dataSource = { uid: "local", type: "prometheus", name: "Prometheus" };
  const preview = rewriteForPreview(source, { uid: "b", key: "b", dataSource, window, untrusted: false });
  const input = asDrawn(previewInput(preview, undefined));
  const answers = collectAnswers();
  const asked = { backend, window, scrapeIntervalMs: 15_000, sink: answers.sink, resolution: "full" } as const;
  const check = await checkDashboard({ ...input, ...asked, source });
  const view = { check, answers, panels: input.panels as readonly DashboardPanel[] };
  const made = Array.from({ length: runs }, () => {
    const started = performance.now();
    const page = pageDashboard({
      ...{ source, preview, isolation: undefined, window, untrusted: false },
      ...{ views: [view], choices: new Map(), maxValues: 3_000_000 },
    });
    const data = { version: 1, generator: "bench", title: "Bench", untrusted: false, dashboards: [page] } as const;
    const html = pageHtml(template, data);
    return { seconds: (performance.now() - started) / 1000, page: { html, data } };
  });
  const [{ page }] = made as [(typeof made)[number]];
  const pageBytes = Buffer.byteLength(page.html);
  return {
    seconds: median(made.map(({ seconds }) => seconds)),
    documentBytes: pageBytes - Buffer.byteLength(template),
    pageBytes,
    page,
  };
}

/** Three series for two queries. As in Node Exporter Full, a third of the values are small whole numbers. */
const backend: QueryBackend = {
  instant: async (_, timeMs) => answer([timeMs], 1, Math.round),
  range: async (query, { startMs, endMs, stepMs }) => {
    const count = Math.floor((endMs - startMs) / stepMs) + 1;
    return answer(
      Array.from({ length: count }, (_, index) => startMs + index * stepMs),
      query.includes("_1") ? 2 : 1,
      query.includes("_1") ? (value) => value : Math.round,
    );
  },
  labelNames: async () => [],
  labelValues: async () => [],
  series: async () => [],
};

function answer(timesMs: readonly number[], series: number, shape: (value: number) => number): QueryAnswer {
  return {
    series: Array.from({ length: series }, (_, index) => ({
      labels: new Map([
        ["instance", "host-1:9100"],
        ["device", `sd${index}`],
      ]),
      timesMs,
      values: timesMs.map((_, at) => shape(40 + 10 * Math.sin(at / 50 + index) + Math.sin(at * 12.9898) / 3)),
    })),
  };
}

function model() {
  return {
    title: "Bench",
    uid: "bench",
    panels: Array.from({ length: panels }, (_, panel) => ({
      ...{ id: panel + 1, type: "timeseries", title: `Panel ${panel}` },
      gridPos: { x: 12 * (panel % 2), y: 8 * Math.floor(panel / 2), w: 12, h: 8 },
      targets: Array.from({ length: queriesEach }, (_, query) => ({
        ...{ refId: "AB"[query], legendFormat: "{{device}}" },
        expr: `rate(node_metric_${query}_total{panel="${panel}"}[$__rate_interval])`,
      })),
    })),
  };
}
