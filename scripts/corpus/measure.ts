import { setTimeout as wait } from "node:timers/promises";
import { checkDashboard } from "../../src/check/check-dashboard.ts";
import { knowSpec } from "../../src/check/explain/spec-knowledge.ts";
import { previewInput } from "../../src/check/preview-input.ts";
import type { CheckResult } from "../../src/check/result.ts";
import { prometheusBackend } from "../../src/check/run/prometheus-backend.ts";
import { readDashboard } from "../../src/dashboard/read/read.ts";
import { rewriteForPreview } from "../../src/dashboard/rewrite/rewrite.ts";
import { parts } from "../../src/dashboard/view/parts.ts";
import { type DashboardQuery, panelsIn } from "../../src/dashboard/view/queries.ts";
import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { anchorMs, gridEndMs } from "../../src/generator/sampling/grid.ts";
import { createSharingSources } from "../../src/generator/sampling/sharing-sources.ts";
import { startInference } from "../../src/infer/infer-spec.ts";
import { repairUntilFull } from "../../src/infer/repair-until-full.ts";
import { renderSpec } from "../../src/infer/write/render.ts";
import { planLeadIn } from "../../src/preview/lead-in/plan-lead-in.ts";
import { createPrometheus } from "../../src/prometheus/connection.ts";
import type { Prometheus } from "../../src/prometheus/prometheus.ts";
import { writeHistory } from "../../src/prometheus/write/write-history.ts";
import { findSelectors } from "../../src/promql/tree/selectors.ts";
import type { QueryBackend } from "../../src/templating/backend.ts";
import { capture } from "./capture.ts";
import { type Judged, judge } from "./inference/judge.ts";
import { modelOf, type PanelModel } from "./inference/panel-model.ts";

/** A dashboard that was inferred, written and checked. */
export interface Measured {
  readonly file: string;
  readonly text: string;
  readonly result: CheckResult;
  readonly judged: readonly Judged[];
  readonly series: number;
  readonly inferMs: number;
  readonly totalMs: number;
  readonly rounds: number;
}

/** How dashboards are measured. */
export interface MeasureOptions {
  readonly url: string;
  /** Unix milliseconds: the end of the series that are written. */
  readonly nowMs: number;
  readonly historyMs: number;
  readonly stepMs: number;
}

/** Infers, writes under a label value of its own, checks. */
export async function measure(
  file: string,
  dashboardText: string,
  options: MeasureOptions,
  number: number,
): Promise<Measured> {
  const prometheus = createPrometheus({ url: options.url, userAgent: "dashpreview-corpus" });
  try {
    const { nowMs } = options;
    const started = performance.now();
    const source = readDashboard(dashboardText, { file });
    const inference = await startInference([source], { nowMs, stepMs: options.stepMs, historyMs: options.historyMs });
    const inferMs = performance.now() - started;
    const value = (round: number) => `corpus00.local.r${String(number * 10 + round).padStart(7, "0")}`;
    const fillings: (Filled & { readonly text: string })[] = [];
    await repairUntilFull<Filled & { readonly round: number }>(inference, {
      async fill({ spec }, round) {
        const text = renderSpec(spec);
        const filled = await fill(prometheus, { source, text, file, value: value(round), nowMs });
        fillings.push({ ...filled, text });
        return { ...filled, round };
      },
      checkOf({ result, judged, round }) {
        if (judged.every(({ data }) => data)) return undefined;
        return { results: result.queries, isolation: { name: "dashpreview", value: value(round) } };
      },
    });
    const best = fillings.reduce((one, other) => (withData(other) > withData(one) ? other : one));
    return { file, ...best, inferMs, totalMs: performance.now() - started, rounds: fillings.length };
  } finally {
    prometheus.close();
  }
}

type Filled = Pick<Measured, "result" | "judged" | "series">;

function withData({ judged }: Pick<Measured, "judged">): number {
  return judged.filter(({ data }) => data).length;
}

interface Filling {
  readonly source: ReturnType<typeof readDashboard>;
  readonly text: string;
  readonly file: string;
  readonly value: string;
  readonly nowMs: number;
}

async function fill(prometheus: Prometheus, { source, text, file, value, nowMs }: Filling): Promise<Filled> {
  const isolation = { name: "dashpreview", value };
  const plan = planSpec(parseSpec(text, { file: `${file}.data.yaml` }), { nowMs });
  // As `up` does: queries look back from the beginning of the window.
  const { grid } = await planLeadIn({ ...plan, definitions: [] }, [source], { nowMs });
  await writeHistory(prometheus, {
    sources: createSharingSources(plan.definitions, { seed: plan.seed, grid }),
    grid,
    isolation,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms) => wait(ms),
  });
  const window = { fromMs: anchorMs(grid), toMs: gridEndMs(grid) - grid.stepMs };
  const dataSource = { uid: "prometheus", type: "prometheus", name: "Prometheus" };
  const preview = rewriteForPreview(source, { uid: "dp-corpus", key: "corpus", dataSource, isolation, window });
  const backend = prometheusBackend(prometheus);
  const captured = capture(backend);
  const input = previewInput(preview, isolation);
  const models = panelsIn(parts({ model: preview.model, kind: preview.kind })).map(modelOf);
  const result = await checkDashboard({
    ...input,
    backend: captured.backend,
    window,
    spec: knowSpec(plan.definitions),
  });
  const judged: Judged[] = [];
  for (const one of result.queries) {
    const { query, state, ranExpr } = one;
    if (
      query.place !== "panel" ||
      !query.prometheus ||
      query.hidden === true ||
      state === "skipped" ||
      !hasSelector(ranExpr ?? query.expr)
    )
      continue;
    const series = ranExpr === undefined ? [] : (captured.answerTo(ranExpr) ?? []);
    const panel = (query as Partial<DashboardQuery>).panelIndex;
    judged.push(
      judge({
        result: one,
        series,
        panel: models[panel ?? -1] ?? noPanel,
        recentMs: recentFrom(window, ranExpr === undefined ? undefined : captured.lastMomentOf(ranExpr)),
        nowMs,
        withoutPreview: state === "ok" && (await standsAlone(backend, ranExpr!, value, window.toMs)),
      }),
    );
  }
  return { result, judged, series: plan.seriesCount };
}

/** For a query whose panel nobody finds. */
const noPanel: PanelModel = {
  type: "",
  title: "",
  unit: undefined,
  rightUnit: undefined,
  rightSeries: [],
  overrides: [],
  mappings: [],
  renamed: new Map(),
  steps: undefined,
};

/**
 * The moment from which a sample counts as recent: the middle of the window, or the last moment of a query with so long
 * a step that it lies before that. Steps are aligned to the clock: else the minute of the hour would decide.
 */
function recentFrom({ fromMs, toMs }: { fromMs: number; toMs: number }, lastMomentMs: number | undefined): number {
  return Math.min((fromMs + toMs) / 2, lastMomentMs ?? Number.POSITIVE_INFINITY);
}

/** `vector(100)` asks for no series. */
function hasSelector(query: string): boolean {
  const found = findSelectors(query);
  return !found.ok || found.selectors.length > 0;
}

/** Whether a query has the same data without the preview's series too. */
async function standsAlone(backend: QueryBackend, query: string, value: string, timeMs: number): Promise<boolean> {
  if (!/\b(vector|absent\w*|time)\s*\(/.test(query)) return false;
  const show = async (text: string) =>
    JSON.stringify((await backend.instant(text, timeMs)).series.map(({ labels, values }) => [[...labels], values]));
  const without = await show(query.replaceAll(value, `${value}x`));
  return without !== "[]" && without === (await show(query));
}
