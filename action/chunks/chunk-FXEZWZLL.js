import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/text/scenario-title.ts
function scenarioTitle(title, scenario, maxChars = Number.POSITIVE_INFINITY) {
  const end = endOf(scenario);
  return `${title.slice(0, Math.max(0, maxChars - end.length))}${end}`;
}
function withoutScenario(title, scenario) {
  const end = endOf(scenario);
  return end !== "" && title.endsWith(end) ? title.slice(0, -end.length) : title;
}
function endOf(scenario) {
  return scenario === void 0 ? "" : ` · ${scenario}`;
}

export {
  scenarioTitle,
  withoutScenario
};
