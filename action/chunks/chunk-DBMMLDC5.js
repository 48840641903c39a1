import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findBroken,
  findSameUids,
  maxRunSteps,
  mergeFindings,
  rewriteForPreview
} from "./chunk-OYALHLFY.js";
import {
  planSeries
} from "./chunk-LRRWOHJL.js";
import {
  Work,
  withWork
} from "./chunk-AFILVRNC.js";
import {
  previewUid,
  sourceId
} from "./chunk-REFUIXMO.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";

// src/preview/validate.ts
async function validate(inputs, options) {
  const plans = inputs.specs.map((spec) => ({ file: spec.file, plan: planSeries([spec], options) }));
  const together = inputs.specs.length > 1 ? planSeries(inputs.specs, options) : plans[0]?.plan;
  const { blocking = (action) => action() } = options;
  const work = new Work(maxRunSteps);
  const dashboards = [];
  for (const input of inputs.dashboards) {
    await nextTurn(options.signal);
    dashboards.push(blocking(() => withWork(work, () => validateOne(input, options))));
  }
  return {
    specs: plans.map(({ file, plan }, index) => ({
      file,
      series: plan.seriesCount,
      samples: plan.sampleCount,
      scenarios: validateScenarios(inputs.specs[index], options)
    })),
    dashboards,
    warnings: [...inputs.warnings, ...together?.warnings ?? []],
    sameUids: findSameUids(inputs.dashboards)
  };
}
function validateScenarios(spec, options) {
  const { file, document, readFile } = spec;
  return document.scenarios.map((name) => {
    const plan = planSeries(
      [{ file, document: parseSpec(document.text, { file, scenario: name, readFile }) }],
      options
    );
    return { name, series: plan.seriesCount, samples: plan.sampleCount };
  });
}
var identity = { project: "local", key: "validate" };
function validateOne({ source, spec }, { untrusted }) {
  const preview = rewriteForPreview(source, {
    uid: previewUid(identity, sourceId(source.source)),
    key: identity.key,
    dataSource: { uid: "validate", type: "prometheus", name: "Prometheus" },
    isolation: { name: "dashpreview", value: "local.validate.aaaaaaaa" },
    untrusted
  });
  return {
    file: source.file,
    title: source.title,
    uid: source.uid,
    spec: spec?.file,
    queries: preview.queryCount,
    findings: mergeFindings(preview.findings, findBroken(source))
  };
}

export {
  validate
};
