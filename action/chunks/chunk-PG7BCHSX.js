import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatUnit
} from "./chunk-7JRK62TH.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/present/format-values.ts
function valuesToJson({ least, median, greatest, last }, unit) {
  const encode = (value) => ({ value: jsonNumber(value), text: formatUnit(value, unit) });
  return { least: encode(least), median: encode(median), greatest: encode(greatest), last: encode(last) };
}
function jsonNumber(value) {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return value;
  return value > 0 ? "+Inf" : "-Inf";
}

// src/present/format-json.ts
function resultDocument(fields) {
  return { schemaVersion: 1, ...fields };
}
function checkToJson(result) {
  const { panels, findings, unchecked, unusedMetrics } = result;
  return {
    panels,
    panelResults: result.panelResults.map(({ panelId, title, shape: _, values, ...verdict }) => ({
      ...defined({ panelId }),
      title,
      ...verdict,
      ...defined({ values: values && valuesToJson(values, verdict.unit) })
    })),
    queries: queriesToJson(result),
    variables: result.variables.map(({ name, type, state, value, options, reason }) => ({
      ...{ name, type, state, value, options: options.length },
      ...defined({ reason })
    })),
    findings,
    unchecked,
    unusedMetrics
  };
}
function queriesToJson({ queries }) {
  return queries.map((result) => {
    const { query, copy, state, series, samples, lastValue, reason, code, part, ranExpr, evaluated, values } = result;
    const expr = query.originalExpr ?? query.expr;
    const isWrong = state === "empty" || state === "error";
    return {
      ...query.place === "annotation" ? { annotation: query.name ?? "" } : { panel: query.panelTitle ?? "" },
      ...defined({ panelId: query.panelId, panelIndex: query.panelIndex, refId: query.refId, copy }),
      state,
      series,
      samples,
      ...defined({ lastValue, reason, code, note: result.note, sharedFrom: result.sharedFrom }),
      expr,
      ...defined({ ranExpr, part: isWrong ? part ?? expr : void 0 }),
      ...defined({ dataSource: query.dataSource, unit: query.unit }),
      ...defined({ range: evaluated && rangeToJson(evaluated), values: values && valuesToJson(values, query.unit) })
    };
  });
}
function rangeToJson({ startMs, endMs, stepMs, instant }) {
  const to = new Date(endMs).toISOString();
  if (instant) return { instant, at: to };
  return { instant, from: new Date(startMs).toISOString(), to, stepSeconds: stepMs / 1e3 };
}

export {
  resultDocument,
  checkToJson
};
