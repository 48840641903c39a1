import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkRules,
  ruleNeeds,
  seriesNeeds,
  testRulesOn,
  verifyHistory,
  withLeadIn
} from "./chunk-OD6TAQFI.js";
import {
  localRetryMs,
  startLocalPrometheus,
  withRoom,
  writeHistory
} from "./chunk-OQXLBAJJ.js";
import {
  createSources,
  planSeries,
  windowOf
} from "./chunk-LRRWOHJL.js";
import {
  createPrometheus
} from "./chunk-JN2EJA7T.js";
import {
  gridEndMs
} from "./chunk-YJEH4LXZ.js";
import {
  missing
} from "./chunk-RQHKSZ5E.js";

// src/generator/sampling/begin-later.ts
function beginLater(source, fromIndex) {
  if (fromIndex <= 0) return source;
  return {
    definition: source.definition,
    series: source.series,
    get totalsFrom() {
      return source.totalsFrom;
    },
    get clampedRates() {
      return source.clampedRates;
    },
    fill(firstIndex, length, blocks) {
      const skipped = Math.min(length, Math.max(0, fromIndex - firstIndex));
      if (skipped < length) source.fill(firstIndex, length, blocks);
      for (const { states } of blocks) states.fill(missing, 0, skipped);
    }
  };
}

// src/preview/alerts/test-rules.ts
var samplesPerRequest = 3e4;
var longestSliceMs = 24 * 36e5;
var usualSliceMs = 30 * 6e4;
async function testRules(options, context) {
  const groups = options.files.flatMap((file) => file.groups);
  const checked = checkRules(groups, options.evaluationIntervalMs);
  const historyMs = context.now() - planFor(checked.groups, options, context).grid.fromMs;
  context.progress.step("starting a throw-away Prometheus");
  const server = await startLocalPrometheus({ ...options, ...context, historyMs });
  const prometheus = createPrometheus({ url: server.url, userAgent: options.userAgent });
  try {
    const plan = planFor(checked.groups, options, context);
    const needs = options.leadIn === void 0 || options.leadIn === "auto" ? needsFor(checked.groups, plan) : void 0;
    await withRoom(options.temporaryFolder, () => fill(prometheus, plan, needs, context));
    const { files, spec } = options;
    return await testRulesOn({ prometheus, plan }, { files, checked, specs: [spec] }, context);
  } finally {
    context.progress.clear();
    prometheus.close();
    await server.stop();
  }
}
function planFor(groups, options, { now }) {
  const plan = planSeries([options.spec], { ...options, nowMs: now() });
  if (options.leadIn === 0) return plan;
  const data = { fromMs: plan.grid.fromMs, toMs: gridEndMs(plan.grid) - plan.grid.stepMs };
  const { leadIn, maxSamples, maxLeadInMs = Number.POSITIVE_INFINITY } = options;
  const needs = ruleNeeds(groups, data).map(({ place, ms }) => ({ place, ms: Math.min(ms, maxLeadInMs) }));
  return withLeadIn(plan, needs, { leadIn, maxSamples, nowMs: now() });
}
function needsFor(groups, plan) {
  const { fromMs, toMs } = windowOf(plan);
  return seriesNeeds(groups, { fromMs, toMs: toMs - plan.grid.stepMs });
}
async function fill(prometheus, plan, needs, context) {
  const { progress } = context;
  const { grid, metadata } = plan;
  const leadInOf = ({ series }) => Math.max(...series.map(({ name }) => needs?.get(name) ?? 0));
  const sourcesOf = () => createSources(plan).map((source) => {
    const { leadIn = 0 } = grid;
    return needs === void 0 ? source : beginLater(source, leadIn - Math.ceil(leadInOf(source) / grid.stepMs) - 1);
  });
  progress.step(`writing ${plan.seriesCount} series of ${grid.count} samples`);
  context.tune?.("writing");
  const onProgress = (done, total) => progress.update("writing samples", done, total);
  const sources = sourcesOf();
  const sliceMs = Math.min(longestSliceMs, Math.floor(samplesPerRequest / Math.max(1, plan.seriesCount)) * grid.stepMs);
  const slices = { samplesPerRequest, sliceMs: Math.max(usualSliceMs, sliceMs) };
  const written = await writeHistory(prometheus, {
    ...{ ...context, ...slices, sources, grid, metadata, onProgress },
    retryMs: localRetryMs
  });
  await verifyHistory(prometheus, { ...context, windows: written.windows, grid, sources: sourcesOf });
  context.tune?.("reading");
}

export {
  testRules
};
