import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Courses,
  anchorMs,
  createSource,
  gridEndMs,
  leadInMs,
  planSpec,
  writeUnique
} from "./chunk-YJEH4LXZ.js";
import {
  wireNames
} from "./chunk-PLX77PAM.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/up/plan.ts
function nativeNames(definitions) {
  const isNative = (one) => one.kind === "histogram" && one.native !== false;
  return new Set(definitions.filter(isNative).map(({ name }) => name));
}
function planSeries(specs, options) {
  const first = specs.map((spec) => planSpec(spec.document, options));
  if (first.length <= 1) return single(first[0]);
  checkTogether(specs, first);
  const historyMs = Math.max(...first.map(({ grid }) => grid.count * grid.stepMs));
  const plans = specs.map((spec) => planSpec(spec.document, { ...options, historyMs }));
  return merge(specs, plans, options);
}
function single(plan) {
  return { ...plan, definitions: plan.definitions.map((definition) => ({ seed: plan.seed, definition })) };
}
function checkTogether(specs, plans) {
  const [firstSpec, firstPlan] = [specs[0], plans[0]];
  for (const [index, plan] of plans.entries()) {
    const names = `${firstSpec.file} and ${specs[index].file}`;
    if (plan.grid.stepMs !== firstPlan.grid.stepMs)
      throw new UsageError(
        `${names} have different steps; previews of one run share one grid: give both the same step, or pass --step`
      );
    if (plan.fixedStart !== firstPlan.fixedStart || plan.fixedStart && plan.grid.fromMs !== firstPlan.grid.fromMs)
      throw new UsageError(
        `${names} have different windows: a fixed start must be the same in all specs of a run; or preview them apart with --name`
      );
  }
}
function merge(specs, plans, { maxSeries = 5e4, maxSamples = 1e8 }) {
  const seen = /* @__PURE__ */ new Map();
  const definitions = plans.flatMap((plan, index) => {
    const file = specs[index].file;
    return plan.definitions.flatMap((definition) => {
      const text = writeUnique([plan.seed, definition]);
      const ids = wireNames(definition).map((name) => JSON.stringify([name, definition.labels]));
      const others = ids.flatMap((id) => seen.get(id) ?? []);
      const known = others.find((other) => other.text !== text) ?? others[0];
      for (const id of ids) if (!seen.has(id)) seen.set(id, { file, text });
      if (known === void 0) return [{ seed: plan.seed, definition }];
      if (known.text === text) return [];
      throw new UsageError(
        `${known.file} and ${file} both define ${definition.name} with the same labels, but not alike; put the metric into one spec, or preview the dashboards apart with --name`
      );
    });
  });
  const seriesCount = plans.reduce((sum, plan) => sum + plan.seriesCount, 0);
  const sampleCount = plans.reduce((sum, plan) => sum + plan.sampleCount, 0);
  if (seriesCount > maxSeries)
    throw new UsageError(
      `the specs make ${seriesCount} series together, more than ${maxSeries}; raise --max-series if that is meant`
    );
  if (sampleCount > maxSamples)
    throw new UsageError(
      `the specs make ${sampleCount} samples together, more than ${maxSamples}; shorten --history or raise --max-samples`
    );
  const metadata = new Map(plans.flatMap((plan) => plan.metadata.map((one) => [one.name, one])));
  const { grid, fixedStart } = plans[0];
  return {
    grid,
    fixedStart,
    definitions,
    metadata: [...metadata.values()],
    seriesCount,
    sampleCount,
    warnings: plans.flatMap((plan) => plan.warnings)
  };
}
function createSources({ grid, definitions }) {
  const courses = new Courses(grid);
  return definitions.map(({ seed, definition }) => createSource(definition, { seed, grid, courses }));
}
function sampleRange({ grid }) {
  return { fromMs: anchorMs(grid), toMs: gridEndMs(grid) - grid.stepMs };
}
function windowOf({ grid }) {
  return { fromMs: anchorMs(grid), toMs: gridEndMs(grid), stepMs: grid.stepMs, leadInMs: leadInMs(grid) };
}
function clampedWarnings(clampedRates) {
  return clampedRates === 0 ? [] : [`${clampedRates} rates below 0 were taken as 0: a counter cannot count down`];
}

export {
  nativeNames,
  planSeries,
  createSources,
  sampleRange,
  windowOf,
  clampedWarnings
};
