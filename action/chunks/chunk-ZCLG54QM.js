import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  repeatForStatus
} from "./chunk-JN2EJA7T.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/data-frames.ts
function readFrames(frames, { atMs } = {}) {
  return frames.flatMap((frame) => readFrame(frame, atMs));
}
function countRows(frames) {
  return Math.max(0, ...frames.map((frame) => asArray(asArray(field(frame, "data", "values"))[0]).length));
}
function readFrame(frame, atMs) {
  const fields = asArray(field(frame, "schema", "fields"));
  const columns = asArray(field(frame, "data", "values"));
  const entities = asArray(field(frame, "data", "entities"));
  const timeIndex = fields.findIndex((candidate) => textField(candidate, "type") === "time");
  const column = asArray(columns[Math.max(0, timeIndex)]);
  const timesMs = timeIndex !== -1 ? column.map(Number) : atMs === void 0 ? void 0 : column.map(() => atMs);
  if (timesMs === void 0) return [];
  return fields.flatMap((candidate, index) => {
    if (textField(candidate, "type") !== "number") return [];
    const values = withEntities(asArray(columns[index]), entities[index]);
    return [{ labels: readLabels(field(candidate, "labels")), timesMs, values }];
  });
}
function readLabels(labels) {
  const read = Object.entries(asObject(labels) ?? {}).filter(
    (entry) => typeof entry[1] === "string"
  );
  return Object.assign(/* @__PURE__ */ Object.create(null), Object.fromEntries(read));
}
function withEntities(column, entities) {
  const values = column.map((value) => typeof value === "number" ? value : null);
  for (const [name, value] of [
    ["NaN", Number.NaN],
    ["Inf", Number.POSITIVE_INFINITY],
    ["NegInf", Number.NEGATIVE_INFINITY]
  ]) {
    for (const index of asArray(field(entities, name))) {
      if (typeof index === "number" && index in values) values[index] = value;
    }
  }
  return values;
}

// src/grafana/data-query.ts
var queryStatuses = [400, 404, 422];
async function dsQuery(grafana, queries, range) {
  if (new Set(queries.map(({ refId }) => refId)).size !== queries.length)
    throw new RangeError("dsQuery: every query needs a unique refId");
  const calculates = queries.some((query) => "settings" in query);
  const { status, body } = await grafana.ask({
    method: "POST",
    path: "/api/ds/query",
    json: { from: String(range.fromMs), to: String(range.toMs), queries: queries.map(encodeQuery) },
    // If the answer has results, each result has its own error.
    accept: [400, 404, 500],
    question: true,
    repeatAnswer: ({ status: status2, body: body2 }) => calculates && isRefusal(status2, textField(body2, "message")) ? "final" : worstOf(status2, asObject(field(body2, "results"))),
    doing: "running queries through Grafana",
    ...defined({ timeoutMs: range.timeoutMs })
  });
  const results = asObject(field(body, "results"));
  if (results === void 0 && status < 400)
    throw new GrafanaError("running queries through Grafana: the answer contains no results", { code: "unexpected" });
  const said = textField(body, "message");
  const aboutQuery = said !== void 0 && (status === 400 || status === 404 && /data ?source/i.test(said) || calculates && isRefusal(status, said));
  const whole = { state: "error", message: cut(said ?? "Grafana gave no result"), status, aboutQuery };
  const atMs = range.toMs;
  return new Map(queries.map(({ refId }) => [refId, readResult(field(results, refId), { atMs, calculates }) ?? whole]));
}
function isRefusal(status, message) {
  return status === 500 && message === "Query data error";
}
function isFailedInput(error) {
  return /^\[sse\.dataQueryError\]/.test(error) && !/\]: (?:bad_data|execution|bad_response|invalid)/.test(error);
}
var isDependency = (error) => /^\[sse\.dependencyError\]/.test(error);
function worstOf(status, results) {
  if (results === void 0) return status < 300 ? "fault" : repeatForStatus(status);
  const failed = Object.values(results).filter((result) => (textField(result, "error") ?? "") !== "");
  const each = failed.map((result) => {
    const error = textField(result, "error");
    const own = numberField(result, "status") ?? status;
    if (/^\[sse\./.test(error)) return isFailedInput(error) ? "fault" : "final";
    return own === 200 ? "fault" : repeatForStatus(own);
  });
  return ["outage", "fault"].find((repeat) => each.includes(repeat)) ?? "final";
}
function encodeQuery(query) {
  if ("settings" in query)
    return { ...query.settings, refId: query.refId, datasource: { type: "__expr__", uid: "__expr__" } };
  const { refId, expr, datasource, type, intervalMs, maxDataPoints, interval, intervalFactor } = query;
  return {
    refId,
    expr,
    datasource,
    range: type === "range",
    instant: type === "instant",
    exemplar: false,
    intervalMs,
    maxDataPoints,
    ...defined({ interval, intervalFactor })
  };
}
function readResult(result, { atMs, calculates }) {
  if (asObject(result) === void 0) return void 0;
  const error = textField(result, "error");
  if (error !== void 0 && error !== "") {
    const status = numberField(result, "status");
    return {
      state: "error",
      message: cut(error),
      status,
      aboutQuery: /^\[sse\./.test(error) ? !isFailedInput(error) && !isDependency(error) : calculates || status !== void 0 && queryStatuses.includes(status)
    };
  }
  const frames = asArray(field(result, "frames"));
  const notices = frames.flatMap(
    (frame) => asArray(field(frame, "schema", "meta", "notices")).map((notice) => cut(textField(notice, "text") ?? ""))
  );
  const executed = textField(frames[0], "schema", "meta", "executedQueryString");
  return {
    state: "ok",
    series: readFrames(frames, calculates ? { atMs } : {}),
    rows: countRows(frames),
    executed: executed === void 0 ? void 0 : expressionOf(executed),
    notices
  };
}
function expressionOf(executed) {
  const end = executed.lastIndexOf("\nStep: ");
  return (end === -1 ? executed : executed.slice(0, end)).replace(/^Expr: /, "");
}
function cut(text) {
  return text.length > 2e3 ? `${text.slice(0, 1999)}…` : text;
}

export {
  dsQuery
};
