import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  PrometheusError
} from "./chunk-E7O6XGVL.js";

// src/prometheus/query/decode-answer.ts
function decodeAnswer(data, subject) {
  const { resultType, result } = data ?? {};
  if (resultType === "scalar") return { series: [decodeSeries({ value: result }, subject)] };
  if (resultType === "string") return { series: [], text: String(decodeList(result, subject)[1] ?? "") };
  return { series: decodeList(result, subject).map((item) => decodeSeries(item, subject)) };
}
function decodeList(value, subject = "the answer") {
  if (Array.isArray(value)) return value;
  if (value === null) return [];
  throw new PrometheusError(`${subject} is not from Prometheus' API: it holds no list`, { code: "unexpected" });
}
function decodeTexts(value, subject) {
  return decodeList(value, subject).filter((item) => typeof item === "string");
}
function decodeLabelSets(value, subject) {
  return decodeList(value, subject).map(decodeLabels);
}
function decodeNumber(text) {
  if (text === "+Inf") return Number.POSITIVE_INFINITY;
  return text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
}
function decodeExemplars(data) {
  return decodeList(data).flatMap((item) => {
    const { seriesLabels, exemplars } = item ?? {};
    const series = decodeLabels(seriesLabels);
    return decodeList(exemplars ?? null).map((one) => {
      const { labels, value, timestamp } = one ?? {};
      const timeMs = Math.round(Number(timestamp) * 1e3);
      return { seriesLabels: series, labels: decodeLabels(labels), value: decodeNumber(value), timeMs };
    });
  });
}
function decodeLabels(value) {
  if (typeof value !== "object" || value === null) return /* @__PURE__ */ new Map();
  return new Map(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
function decodeSeries(item, subject) {
  const { metric, value, values, histogram, histograms } = item ?? {};
  const floats = value === void 0 ? decodeList(values ?? null, subject) : [value];
  const native = histogram === void 0 ? decodeList(histograms ?? null, subject) : [histogram];
  const points = floats.map((point) => decodePoint(point, subject));
  if (native.length > 0) {
    points.push(...native.map((point) => decodePoint(point, subject)));
    if (floats.length > 0) points.sort(([a], [b]) => a - b);
  }
  return {
    labels: decodeLabels(metric),
    timesMs: points.map(([time]) => time),
    values: points.map(([, content]) => decodeNumber(isHistogram(content) ? content.count : content)),
    ...native.length === 0 ? {} : { histograms: points.map(([, content]) => decodeBuckets(content)) }
  };
}
function decodePoint(point, subject) {
  const [seconds, content] = decodeList(point, subject);
  return [Math.round(Number(seconds) * 1e3), content];
}
function isHistogram(content) {
  return typeof content === "object" && content !== null;
}
function decodeBuckets(content) {
  if (!isHistogram(content)) return void 0;
  const list = Array.isArray(content.buckets) ? content.buckets : [];
  return list.flatMap((bucket) => {
    if (!Array.isArray(bucket)) return [];
    const [, lower, upper, count] = bucket;
    return [[decodeNumber(lower), decodeNumber(upper), decodeNumber(count)]];
  });
}

export {
  decodeAnswer,
  decodeTexts,
  decodeLabelSets,
  decodeNumber,
  decodeExemplars
};
