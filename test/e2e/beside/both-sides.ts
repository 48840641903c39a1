import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import type { SourceDashboard } from "../../../src/dashboard/read/source.ts";
import { rewriteForPreview } from "../../../src/dashboard/rewrite/rewrite.ts";
import { createGrafana } from "../../../src/grafana/connection.ts";
import { readDashboardByUid } from "../../../src/grafana/dashboards/stored-dashboard.ts";
import { chooseDataSource } from "../../../src/grafana/data-sources.ts";
import { judgeOwnership } from "../../../src/grafana/marks/ownership.ts";
import { isolationLabel, isolationValue } from "../../../src/identity/preview-identity.ts";
import { readInputs } from "../../../src/preview/inputs.ts";
import { createPageChecks } from "../../../src/preview/page/page-checks.ts";
import { createPrometheus } from "../../../src/prometheus/connection.ts";
import type { IsolationLabel } from "../../../src/promql/isolation/label.ts";
import type { PageData } from "../../../src/report/page-data.ts";
import { type OpenPage, type Pages, startPages } from "../../page/open-page.ts";
import { toolPath } from "../../servers/process.ts";
import type { Stack } from "../stack.ts";
import { type DrawnPanel, keepCanvasTexts, readPanels } from "./read-panels.ts";

/** The width that makes a dashboard of 1,600 pixels in both. */
const width = 1632;
const agent = { userAgent: "dashpreview/test" };

/** A dashboard in Grafana, and the document of its page. */
export interface BothSides {
  readonly file: string;
  readonly grafanaUrl: string;
  readonly data: PageData;
}

interface UpJson {
  readonly project: string;
  readonly key: string;
  readonly dashboards: readonly {
    readonly source: string;
    readonly uid: string;
    readonly opensOn: { readonly from: string; readonly to: string };
  }[];
}

/**
 * Puts dashboards with data into Grafana, and makes the pages of the same dashboards by the same series: what `report`
 * does, with the Prometheus that Grafana asks and the preview's isolation.
 */
export async function prepareBoth(
  stack: Stack,
  files: readonly string[],
  more: readonly string[] = [],
): Promise<BothSides[]> {
  const run = await stack.run(["up", ...files, "--output", "json", "--fail-on", "none", ...more]);
  if (run.code !== 0) throw new Error(`up ended with ${run.code}: ${run.stderr}`);
  const result = run.json<UpJson>();
  const { sleep } = context();
  const auth = { type: "bearer", token: stack.token } as const;
  const grafana = createGrafana({ url: stack.grafanaUrl, auth, sleep, ...agent });
  const prometheus = createPrometheus({ url: stack.prometheusUrl, ...agent });
  const dataSource = await chooseDataSource(grafana);
  const inputs = await readInputs({ dashboards: files, findSpecs: false, cwd: stack.folder });
  const saved = (source: SourceDashboard) => result.dashboards.find((one) => one.source === source.file)!;
  // One that was inferred again stands under a later revision than the run's.
  const isolations = new Map<SourceDashboard, IsolationLabel>();
  for (const { source } of inputs.dashboards) {
    const stored = await readDashboardByUid(grafana, saved(source).uid);
    const { manifest } = judgeOwnership(stored!, result);
    isolations.set(source, { name: isolationLabel, value: isolationValue(result, manifest!.revision) });
  }
  const checkOf = (source: SourceDashboard) => {
    const { opensOn } = saved(source);
    const isolation = isolations.get(source)!;
    const window = { fromMs: Date.parse(opensOn.from), toMs: Date.parse(opensOn.to) };
    const preview = rewriteForPreview(source, { uid: "page", key: result.key, dataSource, isolation, window });
    const { scrapeIntervalMs } = dataSource;
    return { source, preview, isolation, prometheus, window, scrapeIntervalMs, dataSources: [dataSource] };
  };
  const sides: BothSides[] = [];
  for (const { source } of inputs.dashboards) {
    const { uid } = saved(source);
    const pages = createPageChecks({
      ...{ variables: "current", maxViews: 1, theme: "dark", generator: "dashpreview", untrusted: false },
      sources: [source],
    });
    const { data } = await pages.page(checkOf, context());
    const { fromMs, toMs } = data.dashboards[0]!.range;
    const grafanaUrl = `${stack.grafanaUrl}/d/${uid}?kiosk&theme=dark&from=${fromMs}&to=${toMs}&timezone=utc`;
    sides.push({ file: source.file, grafanaUrl, data });
  }
  prometheus.close();
  return sides;
}

function context() {
  const nothing = () => {};
  return {
    signal: new AbortController().signal,
    now: Date.now,
    random: () => 0.5,
    sleep: (ms: number) => new Promise<void>((done) => void setTimeout(done, ms)),
    progress: { step: nothing, update: nothing, clear: nothing },
  };
}

/** What both show. */
export interface DrawnSides {
  readonly ours: readonly DrawnPanel[];
  readonly grafana: readonly DrawnPanel[];
}

/** Both browsers' pages, one after the other. */
export interface BothBrowsers {
  draw(sides: BothSides, name: string): Promise<DrawnSides>;
  close(): Promise<void>;
}

/**
 * @param folder - where pictures and what was read are written; none without.
 */
export async function startBoth(token: string, folder: string | undefined): Promise<BothBrowsers> {
  const pages: Pages = await startPages();
  const browser: Browser = await chromium.launch({
    executablePath: toolPath("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  });
  const grafana: BrowserContext = await browser.newContext({
    ...{ viewport: { width, height: 1000 }, locale: "en-US", timezoneId: "UTC", reducedMotion: "reduce" },
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  await grafana.addInitScript(keepCanvasTexts);
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  return {
    async draw({ data, grafanaUrl }, name) {
      const ours = await drawPage(pages, data, folder && join(folder, `${name}-page.png`));
      const theirs = await drawGrafana(grafana, grafanaUrl, folder && join(folder, `${name}-grafana.png`));
      if (folder !== undefined)
        writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ours, grafana: theirs }, undefined, 1));
      return { ours, grafana: theirs };
    },
    async close() {
      await browser.close();
      await pages.close();
    },
  };
}

async function drawPage(pages: Pages, data: PageData, picture: string | undefined): Promise<DrawnPanel[]> {
  const open: OpenPage = await pages.open(data, "?theme=dark&all=1", {
    ...{ viewport: { width, height: 1000 }, timezoneId: "UTC", locale: "en-US" },
    initScript: keepCanvasTexts,
  });
  await open.settled();
  // As tall as the dashboard: a picture beyond the window would draw its plots anew while it is taken.
  const height = (await open.page.evaluate("document.documentElement.scrollHeight")) as number;
  await open.page.setViewportSize({ width, height: Math.min(8000, Math.max(1000, height)) });
  await open.page.waitForTimeout(1000);
  await open.settled();
  const panels = (await open.page.evaluate(readPanels)) as DrawnPanel[];
  if (picture !== undefined) await open.page.screenshot({ path: picture });
  await open.page.close();
  return panels;
}

/** Panels are drawn when they are in sight: the window becomes as tall as the dashboard. */
async function drawGrafana(browser: BrowserContext, url: string, picture: string | undefined): Promise<DrawnPanel[]> {
  const page = await browser.newPage();
  await page.goto(url, { timeout: 120_000 });
  await page.waitForSelector('section[data-testid^="data-testid Panel header"]', { timeout: 120_000 });
  let before = "";
  let calm = 0;
  for (let i = 0; i < 60 && calm < 3; i++) {
    await page.waitForTimeout(1000);
    const height = (await page.evaluate("document.documentElement.scrollHeight")) as number;
    const wanted = Math.min(8000, Math.max(1000, height));
    if (page.viewportSize()!.height < wanted) await page.setViewportSize({ width, height: wanted });
    const loading = await page.locator('[aria-label="Panel loading bar"]').count();
    const now = JSON.stringify(await page.evaluate(readPanels));
    calm = now === before && loading === 0 ? calm + 1 : 0;
    before = now;
  }
  if (picture !== undefined) await page.screenshot({ path: picture });
  await page.close();
  return JSON.parse(before) as DrawnPanel[];
}
