import { setTimeout as wait } from "node:timers/promises";
import { checkDashboard } from "../../src/check/check-dashboard.ts";
import { previewInput } from "../../src/check/preview-input.ts";
import { prometheusBackend } from "../../src/check/prometheus-backend.ts";
import type { CheckResult } from "../../src/check/result.ts";
import { knowSpec } from "../../src/check/spec-knowledge.ts";
import { readDashboard } from "../../src/dashboard/read.ts";
import { rewriteForPreview } from "../../src/dashboard/rewrite.ts";
import { gridEndMs } from "../../src/generator/grid.ts";
import { createSource } from "../../src/generator/source.ts";
import { inferSpec } from "../../src/infer/infer-spec.ts";
import type { InferredSpec } from "../../src/infer/model.ts";
import { renderSpec } from "../../src/infer/render.ts";
import { createPrometheus, type Prometheus } from "../../src/prometheus/connection.ts";
import { writeHistory } from "../../src/prometheus/write-history.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { planSpec } from "../../src/spec/plan.ts";

/** A dashboard that was inferred, written and checked. */
export interface Measured {
  readonly file: string;
  readonly text: string;
  readonly result: CheckResult;
  readonly series: number;
  readonly inferMs: number;
  readonly totalMs: number;
  readonly rounds: number;
}

/** How dashboards are measured. */
export interface MeasureOptions {
  readonly url: string;
  readonly historyMs: number;
  readonly stepMs: number;
}

/** Infers, writes under a label value of its own, checks. */
export async function measure(file: string, dashboardText: string, options: MeasureOptions, number: number): Promise<Measured> {
  const prometheus = createPrometheus({ url: options.url, userAgent: "dashpreview-corpus" });
  try {
    const started = performance.now();
    const source = readDashboard(dashboardText, { file });
    const nowMs = Date.now();
    const spec: InferredSpec = await inferSpec([source], { nowMs, stepMs: options.stepMs, historyMs: options.historyMs });
    const text = renderSpec(spec);
    const inferMs = performance.now() - started;
    const { result, series } = await fill(prometheus, { source, text, file, value: `corpus00.local.r${String(number).padStart(7, "0")}` });
    return { file, text, result, series, inferMs, totalMs: performance.now() - started, rounds: 1 };
  } finally {
    prometheus.close();
  }
}

interface Filling {
  readonly source: ReturnType<typeof readDashboard>;
  readonly text: string;
  readonly file: string;
  readonly value: string;
}

async function fill(prometheus: Prometheus, { source, text, file, value }: Filling): Promise<{ result: CheckResult; series: number }> {
  const isolation = { name: "dashpreview", value };
  const plan = planSpec(parseSpec(text, { file: `${file}.data.yaml` }), { nowMs: Date.now() });
  const { grid } = plan;
  await writeHistory(prometheus, {
    sources: plan.definitions.map((definition) => createSource(definition, { seed: plan.seed, grid })),
    grid,
    isolation,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms) => wait(ms),
  });
  const window = { fromMs: grid.fromMs, toMs: gridEndMs(grid) - grid.stepMs };
  const dataSource = { uid: "prometheus", type: "prometheus", name: "Prometheus" };
  const preview = rewriteForPreview(source, { uid: "dp-corpus", key: "corpus", dataSource, isolation, window });
  const result = await checkDashboard({
    ...previewInput(source, preview, isolation),
    backend: prometheusBackend(prometheus),
    window,
    spec: knowSpec(plan.definitions),
  });
  return { result, series: plan.seriesCount };
}
