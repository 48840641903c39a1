import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readText
} from "./chunk-MTFR5NHR.js";
import {
  isLabelName
} from "./chunk-OD6TAQFI.js";
import {
  isTotalName,
  splitPart,
  withoutTotal
} from "./chunk-PLX77PAM.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/infer/sources/from-metrics-page.ts
var limits = { bytes: 16 * 1024 * 1024, metrics: 5e3, valuesPerLabel: 12, help: 4096, value: 2e3 };
function fromMetricsPage(text, { file }) {
  if (text.length > limits.bytes) throw new UsageError(`${file}: larger than 16 MiB`);
  const page = readText(text);
  if (page.samples.length === 0)
    throw new UsageError(`${file}: no metrics; expected the text that a /metrics page shows`);
  return knownFromPage(page);
}
function knownFromPage(page) {
  const families = /* @__PURE__ */ new Map();
  for (const sample of page.samples) {
    const name = familyOf(sample, page);
    const known = families.get(name);
    if (known === void 0 && families.size >= limits.metrics) continue;
    if (known === void 0) families.set(name, [sample]);
    else known.push(sample);
  }
  return [...families].map(([name, samples]) => describe(name, samples, page));
}
function familyOf({ name }, { types }) {
  const base = splitPart(name)?.base;
  return base !== void 0 && ["histogram", "summary", "gaugehistogram"].includes(types.get(base) ?? "") ? base : name;
}
function describe(name, samples, { types, helps }) {
  const kind = kindOf(types.get(name) ?? types.get(withoutTotal(name)), name);
  const labels = /* @__PURE__ */ new Map();
  for (const sample of samples) {
    for (const [label, value] of sample.labels) {
      if (!isLabelName(label) || label === "le" && kind === "histogram" || label === "quantile" && kind === "summary")
        continue;
      const values2 = labels.get(label) ?? [];
      labels.set(label, values2);
      if (value !== "" && value.length <= limits.value && !values2.includes(value) && values2.length < limits.valuesPerLabel)
        values2.push(value);
    }
  }
  const numbers = (label) => {
    const all = samples.flatMap((sample) => sample.labels.has(label) ? [Number(sample.labels.get(label))] : []);
    const found = [...new Set(all)].filter(Number.isFinite).sort((a, b) => a - b);
    return found.length === 0 ? void 0 : found;
  };
  const values = samples.map(({ value }) => value).filter((value) => Number.isFinite(value) && value !== 0);
  return {
    name,
    kind,
    help: (helps.get(name) ?? helps.get(withoutTotal(name)))?.slice(0, limits.help),
    labels,
    level: kind === "gauge" ? levelOf(values) : void 0,
    buckets: kind === "histogram" ? numbers("le") : void 0,
    quantiles: kind === "summary" ? numbers("quantile") : void 0
  };
}
function levelOf(values) {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === void 0) return void 0;
  return middle > 0 ? { min: middle * 0.9, max: middle * 1.1 } : { min: middle * 1.1, max: middle * 0.9 };
}
function kindOf(type, name) {
  switch (type) {
    case "counter":
    case "gauge":
    case "histogram":
    case "summary":
    case "info":
      return type;
    case "stateset":
      return "gauge";
    default:
      return isTotalName(name) ? "counter" : void 0;
  }
}

export {
  fromMetricsPage,
  knownFromPage,
  levelOf
};
