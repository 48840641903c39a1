import type { CheckResult } from "../../check/result.ts";
import { openingRange } from "../../dashboard/opening/opening-range.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { rewriteForPreview } from "../../dashboard/rewrite/rewrite.ts";
import { repairUntilFull } from "../../infer/repair-until-full.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { verifyHistory } from "../../prometheus/write/verify-history.ts";
import { writeHistory } from "../../prometheus/write/write-history.ts";
import { checkPreview, type PreviewCheck } from "../check-preview.ts";
import { checkSideBySide } from "../check-side-by-side.ts";
import type { RunContext } from "../context.ts";
import type { Inputs, LoadedSpec } from "../inputs.ts";
import { planLeadIn } from "../lead-in/plan-lead-in.ts";
import { shortHistoryWarnings } from "../lead-in/short-history.ts";
import type { LeadIn } from "../lead-in/with-lead-in.ts";
import { runLive } from "../live.ts";
import { inferMissing, repairingText, withInferredSpec } from "../up/inferred-inputs.ts";
import { clampedWarnings, createSources, planSeries, type SeriesPlan, sampleRange } from "../up/plan.ts";
import { requireSpecs } from "../up/prepare.ts";
import { startLocalPrometheus } from "./server.ts";

/** Inputs, limits and programs of {@link upLocal}. */
export interface UpLocalOptions {
  readonly inputs: Inputs;
  /** Of the Prometheus to run. */
  readonly binary: string;
  readonly temporaryFolder: string;
  readonly userAgent: string;
  readonly historyMs?: number | undefined;
  readonly stepMs?: number | undefined;
  readonly leadIn?: LeadIn | undefined;
  readonly maxSeries: number;
  readonly maxSamples: number;
  readonly untrusted: boolean;
  /** How the dashboards are checked. Default: for the verdicts alone. */
  readonly checks?: LocalChecks | undefined;
}

/** A check that learns more of a dashboard than its verdict. */
export interface LocalChecks {
  check(check: PreviewCheck, context: RunContext): Promise<CheckResult>;
  /** The dashboard whose time range another one is looked at over. */
  windowOf(source: SourceDashboard): SourceDashboard;
}

/** A dashboard as it was checked on the throw-away server. */
export interface LocalDashboard {
  readonly source: SourceDashboard;
  readonly check: CheckResult;
}

/** A server that runs until {@link LocalUp.stop}. */
export interface LocalUp {
  /** Of the throw-away Prometheus, for a browser. */
  readonly url: string;
  readonly plan: SeriesPlan;
  readonly series: number;
  readonly samples: number;
  readonly dashboards: readonly LocalDashboard[];
  readonly warnings: readonly string[];
  /** How a dashboard is checked on the server, for checking it again. */
  checkOf(source: SourceDashboard): PreviewCheck;
  /** Keeps writing for `liveMs` milliseconds, or until the run is interrupted. */
  live(liveMs: number): Promise<void>;
  /** Ends the server and removes its folder. Safe to repeat. */
  stop(): Promise<void>;
}

const lookbackMs = 300_000;

/**
 * `up` without any server: a throw-away Prometheus takes the history, and every panel's query is run there. Nothing is
 * left behind, however this process ends.
 *
 * @throws {UsageError} {@link SpecError} {@link PrometheusError}
 */
export async function upLocal(options: UpLocalOptions, context: RunContext): Promise<LocalUp> {
  const started = { ...options, nowMs: context.now(), signal: context.signal };
  context.tune?.("reading");
  const { inputs, inference } = await inferMissing(options.inputs, started);
  if (inference === undefined) return fillLocally({ ...options, inputs }, context);
  const { filled } = await repairUntilFull<LocalUp>(inference, {
    fill(current, round) {
      if (round > 0) context.progress.step(repairingText);
      return fillLocally({ ...options, inputs: withInferredSpec(inputs, current) }, context);
    },
    checkOf: ({ dashboards }) => ({ results: dashboards.flatMap(({ check }) => check.queries) }),
    release: (local) => local.stop(),
  });
  return filled;
}

/** Starts a throw-away Prometheus, fills it and checks the dashboards on it. */
export async function fillLocally(options: UpLocalOptions, context: RunContext): Promise<LocalUp> {
  const specs = requireSpecs(options);
  const plans = () => planLocally(specs, options, context);
  const planned = await plans();
  context.progress.step("starting a throw-away Prometheus");
  const server = await startLocalPrometheus({ ...options, ...context, historyMs: context.now() - planned.grid.fromMs });
  const prometheus = createPrometheus({ url: server.url, userAgent: options.userAgent });
  const stop = async () => {
    prometheus.close();
    await server.stop();
  };
  try {
    const plan = await plans();
    return { url: server.url, stop, ...(await fill(prometheus, plan, options, context)) };
  } catch (error) {
    context.progress.clear();
    await stop();
    throw error;
  }
}

async function planLocally(
  specs: readonly LoadedSpec[],
  options: UpLocalOptions,
  { now, signal }: RunContext,
): Promise<SeriesPlan> {
  const nowMs = now();
  const plan = planSeries(specs, { ...options, nowMs });
  const sources = options.inputs.dashboards.map(({ source }) => source);
  const { leadIn, maxSamples } = options;
  const led = await planLeadIn(plan, sources, {
    leadIn,
    maxSamples,
    nowMs,
    scrapeIntervalMs: plan.grid.stepMs,
    signal,
  });
  const short = shortHistoryWarnings(plan, { sources, specs, history: options.historyMs });
  return { ...led, warnings: [...led.warnings, ...short] };
}

async function fill(
  prometheus: Prometheus,
  plan: SeriesPlan,
  { inputs, untrusted, checks }: UpLocalOptions,
  context: RunContext,
): Promise<Omit<LocalUp, "url" | "stop">> {
  const { progress } = context;
  const { grid } = plan;
  progress.step(`writing ${plan.seriesCount} series of ${grid.count} samples`);
  const sources = createSources(plan);
  context.tune?.("writing");
  const onProgress = (done: number, total: number) => progress.update("writing samples", done, total);
  const written = await writeHistory(prometheus, { ...context, sources, grid, metadata: plan.metadata, onProgress });
  await verifyHistory(prometheus, { ...context, windows: written.windows, grid, sources: () => createSources(plan) });
  context.tune?.("reading");
  const definitions = plan.definitions.map(({ definition }) => definition);
  const checkFor = (source: SourceDashboard) => ({ ...checkOf(prometheus, plan, { source, untrusted }), definitions });
  const { check: checkWith = checkPreview, windowOf = (source: SourceDashboard) => source } = checks ?? {};
  const dashboards = await checkSideBySide(inputs.dashboards, context, async ({ source }, turn) => {
    const { window } = checkFor(windowOf(source));
    const check = await checkWith({ ...checkFor(source), window, slots: turn.slots }, turn.context);
    return { source, check };
  });
  progress.clear();
  const clampedRates = sources.reduce((sum, one) => sum + one.clampedRates, 0);
  return {
    plan,
    series: written.series,
    samples: written.samples,
    dashboards,
    checkOf: checkFor,
    warnings: [...inputs.warnings, ...plan.warnings, ...clampedWarnings(clampedRates)],
    live: (liveMs) =>
      runLive({ prometheus, prepared: { plan, receiver: { clockAheadMs: 0 } }, isolation: undefined, liveMs }, context),
  };
}

/** The same rewriting as for a real preview, without isolation: the server is its own. */
function checkOf(
  prometheus: Prometheus,
  plan: SeriesPlan,
  { source, untrusted }: { source: SourceDashboard; untrusted: boolean },
): PreviewCheck {
  const { grid } = plan;
  const window = openingRange(source, sampleRange(plan));
  const dataSource = { uid: "local", type: "prometheus", name: "Prometheus" };
  return {
    source,
    preview: rewriteForPreview(source, { uid: "local", key: "local", dataSource, window, untrusted }),
    isolation: undefined,
    prometheus,
    window,
    // Nobody has set up a data source here: the interval is that of the data, as a scrape of it would be.
    scrapeIntervalMs: Math.min(grid.stepMs, lookbackMs),
    dataSources: [dataSource],
  };
}
