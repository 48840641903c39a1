import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  healthyName,
  incidentName
} from "./chunk-3ADR7GN4.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import {
  nearestKey
} from "./chunk-5AO6ZF25.js";
import {
  SpecError
} from "./chunk-E7O6XGVL.js";

// src/data-spec/scenarios/parse-scenario.ts
function parseScenario(text, options, scenario) {
  const base = parseSpec(text, options);
  if (scenario === void 0 || !base.scenarios.includes(scenario)) return base;
  const chosen = parseSpec(text, { ...options, scenario });
  return { ...chosen, files: new Map([...base.files, ...chosen.files]) };
}
function requireScenario(specs, { scenario }) {
  const [first] = specs;
  if (scenario === void 0) return;
  if (first === void 0)
    throw new SpecError([
      {
        message: `--scenario ${scenario.slice(0, 60)}: there is no data spec, so it has no scenarios`
      }
    ]);
  if (specs.some(({ document: document2 }) => document2.scenarios.includes(scenario))) return;
  const { file, document } = specs.find((spec) => nearestKey(scenario, spec.document.scenarios) !== void 0) ?? specs.find((spec) => spec.document.scenarios.length > 0) ?? first;
  parseSpec(document.text, { file, scenario, readFile: (path) => document.files.get(path) ?? "" });
}

// src/preview/scenarios/in-scenario.ts
function inScenario(inputs, scenario, blocking = (action) => action()) {
  if (scenario === void 0) return inputs;
  const specs = new Map(
    inputs.specs.map((spec) => {
      const { file, readFile, document } = spec;
      const options = { file, ...readFile === void 0 ? {} : { readFile } };
      return [spec, { ...spec, document: blocking(() => parseScenario(document.text, options, scenario)) }];
    })
  );
  return {
    ...inputs,
    scenario,
    specs: [...specs.values()],
    dashboards: inputs.dashboards.map((one) => ({ ...one, spec: one.spec && specs.get(one.spec) }))
  };
}
function scenariosOf(asked, inputs) {
  const named = asked?.flatMap((text) => text.split(/[\s,]+/).filter((name) => name !== ""));
  const scenarios = [...new Set(named ?? inputs.scenarios ?? [])];
  if (inputs.dashboards.length + inputs.specs.length > 0) {
    for (const scenario of scenarios) if (!isInferred(scenario, inputs)) requireScenario(inputs.specs, { scenario });
  }
  return scenarios.length === 0 ? [void 0] : scenarios;
}
function isInferred(scenario, { dashboards }) {
  return (scenario === healthyName || scenario === incidentName) && dashboards.some(({ spec }) => spec === void 0);
}

export {
  parseScenario,
  inScenario,
  scenariosOf
};
