import type { RuleTest } from "../../alerts/result/rule-test.ts";
import { checkRules } from "../../alerts/rules/check-rules.ts";
import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { beginLater } from "../../generator/sampling/begin-later.ts";
import { gridEndMs } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import { verifyHistory } from "../../prometheus/write/verify-history.ts";
import { writeHistory } from "../../prometheus/write/write-history.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { type LeadIn, withLeadIn } from "../lead-in/with-lead-in.ts";
import { startLocalPrometheus } from "../local/server.ts";
import { localRetryMs, withRoom } from "../local/with-room.ts";
import { createSources, planSeries, type SeriesPlan, windowOf } from "../up/plan.ts";
import { ruleNeeds, seriesNeeds } from "./rule-needs.ts";
import { testRulesOn } from "./test-rules-on.ts";

/** Input of {@link testRules}. */
export interface TestRulesOptions {
  readonly files: readonly RuleFile[];
  readonly spec: LoadedSpec;
  /** Of the Prometheus to run. */
  readonly binary: string;
  readonly temporaryFolder: string;
  readonly userAgent: string;
  readonly historyMs?: number | undefined;
  readonly stepMs?: number | undefined;
  readonly leadIn?: LeadIn | undefined;
  /** A lead-in of rules that look back further is cut here without a word; milliseconds. Default: not cut. */
  readonly maxLeadInMs?: number | undefined;
  /** Of groups that name none; milliseconds. */
  readonly evaluationIntervalMs: number;
  readonly maxSeries?: number | undefined;
  readonly maxSamples?: number | undefined;
}

/**
 * A long lead-in of few series goes in one request after the other, each as full as others are; the throw-away server
 * takes samples that are this much older than others.
 */
const samplesPerRequest = 30_000;
const longestSliceMs = 24 * 3_600_000;
const usualSliceMs = 30 * 60_000;

/**
 * Runs rules against the series of a data spec on a throw-away Prometheus, which leaves nothing behind.
 *
 * @throws {SpecError} {@link PrometheusError}
 */
export async function testRules(options: TestRulesOptions, context: RunContext): Promise<RuleTest> {
  const groups = options.files.flatMap((file) => file.groups);
  const checked = checkRules(groups, options.evaluationIntervalMs);
  const historyMs = context.now() - planFor(checked.groups, options, context).grid.fromMs;
  context.progress.step("starting a throw-away Prometheus");
  const server = await startLocalPrometheus({ ...options, ...context, historyMs });
  const prometheus = createPrometheus({ url: server.url, userAgent: options.userAgent });
  try {
    const plan = planFor(checked.groups, options, context);
    const needs =
      options.leadIn === undefined || options.leadIn === "auto" ? needsFor(checked.groups, plan) : undefined;
    await withRoom(options.temporaryFolder, () => fill(prometheus, plan, needs, context));
    const { files, spec } = options;
    return await testRulesOn({ prometheus, plan }, { files, checked, specs: [spec] }, context);
  } finally {
    context.progress.clear();
    prometheus.close();
    await server.stop();
  }
}

function planFor(groups: readonly ParsedGroup[], options: TestRulesOptions, { now }: RunContext): SeriesPlan {
  const plan = planSeries([options.spec], { ...options, nowMs: now() });
  if (options.leadIn === 0) return plan;
  const data = { fromMs: plan.grid.fromMs, toMs: gridEndMs(plan.grid) - plan.grid.stepMs };
  const { leadIn, maxSamples, maxLeadInMs = Number.POSITIVE_INFINITY } = options;
  const needs = ruleNeeds(groups, data).map(({ place, ms }) => ({ place, ms: Math.min(ms, maxLeadInMs) }));
  return withLeadIn(plan, needs, { leadIn, maxSamples, nowMs: now() });
}

function needsFor(groups: readonly ParsedGroup[], plan: SeriesPlan): ReadonlyMap<string, number> | undefined {
  const { fromMs, toMs } = windowOf(plan);
  return seriesNeeds(groups, { fromMs, toMs: toMs - plan.grid.stepMs });
}

/** @param needs - how long a lead-in series have by their names, no longer than that of the plan. Default: as that. */
async function fill(
  prometheus: Prometheus,
  plan: SeriesPlan,
  needs: ReadonlyMap<string, number> | undefined,
  context: RunContext,
): Promise<void> {
  const { progress } = context;
  const { grid, metadata } = plan;
  const leadInOf = ({ series }: SeriesSource) => Math.max(...series.map(({ name }) => needs?.get(name) ?? 0));
  const sourcesOf = () =>
    createSources(plan).map((source) => {
      const { leadIn = 0 } = grid;
      return needs === undefined ? source : beginLater(source, leadIn - Math.ceil(leadInOf(source) / grid.stepMs) - 1);
    });
  progress.step(`writing ${plan.seriesCount} series of ${grid.count} samples`);
  context.tune?.("writing");
  const onProgress = (done: number, total: number) => progress.update("writing samples", done, total);
  const sources = sourcesOf();
  const sliceMs = Math.min(longestSliceMs, Math.floor(samplesPerRequest / Math.max(1, plan.seriesCount)) * grid.stepMs);
  const slices = { samplesPerRequest, sliceMs: Math.max(usualSliceMs, sliceMs) };
  const written = await writeHistory(prometheus, {
    ...{ ...context, ...slices, sources, grid, metadata, onProgress },
    retryMs: localRetryMs,
  });
  await verifyHistory(prometheus, { ...context, windows: written.windows, grid, sources: sourcesOf });
  context.tune?.("reading");
}
