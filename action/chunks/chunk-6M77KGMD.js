import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  decodeAnswer,
  decodeTexts
} from "./chunk-ZUCV4DK7.js";
import {
  requireData
} from "./chunk-JN2EJA7T.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/prometheus/query/query.ts
async function instantQuery(prometheus, query, { timeMs, doing, ...rest }) {
  const parameters = { query, ...timeMs === void 0 ? {} : { time: seconds(timeMs) } };
  const answer = await prometheus.ask({ method: "POST", path: "/query", parameters, ...rest });
  const { series } = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
  return series.map(({ labels, timesMs, values }) => ({
    labels: Object.fromEntries(labels),
    timeMs: timesMs[0] ?? Number.NaN,
    value: values[0] ?? Number.NaN
  }));
}
async function labelValues(prometheus, label, { match, doing, ...rest }) {
  const parameters = { ...defined({ "match[]": match }), start: "1", end: "4102444800" };
  const answer = await prometheus.ask({
    method: "GET",
    path: `/label/${encodeURIComponent(label)}/values`,
    parameters,
    ...rest
  });
  return decodeTexts(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
}
function subjectOf({ url }, doing) {
  return `${doing}: the answer of ${url}`;
}
function selectorOf({ name, value }) {
  return `{${name}=${JSON.stringify(value)}}`;
}
function seconds(timeMs) {
  return String(timeMs / 1e3);
}

export {
  instantQuery,
  labelValues,
  subjectOf,
  selectorOf
};
