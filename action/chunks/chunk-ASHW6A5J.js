import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  agreeOnVersion,
  encodePoints,
  explainRefusal,
  sendRequest,
  sliceTemplate
} from "./chunk-RZZYZ6Z2.js";
import {
  instantQuery,
  selectorOf,
  subjectOf
} from "./chunk-6M77KGMD.js";
import {
  shardText,
  wholeShard
} from "./chunk-T7EJVMAX.js";
import {
  dsQuery
} from "./chunk-ZCLG54QM.js";
import {
  decodeAnswer,
  decodeLabelSets
} from "./chunk-ZUCV4DK7.js";
import {
  requireData
} from "./chunk-JN2EJA7T.js";
import {
  keepsSeries
} from "./chunk-Q663M3BX.js";
import {
  asArray,
  asObject,
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  formatDuration,
  parseDuration
} from "./chunk-ACMFHTB5.js";
import {
  GrafanaError,
  PrometheusError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/grafana/same-address.ts
function isSameAddress(one, other) {
  const [first, second] = [normalise(one), normalise(other)];
  return first !== void 0 && first === second;
}
function normalise(address) {
  if (!URL.canParse(address)) return void 0;
  const { protocol, host, pathname } = new URL(address);
  if (protocol !== "http:" && protocol !== "https:") return void 0;
  const path = pathname.replace(/\/+$/, "").replace(/\/api\/v1(?:\/(?:write|push|receive))?$|(?<=\/api\/prom)\/push$/, "").replace(/\/(?:insert|select)(?=\/[^/]+\/prometheus$)/, "/select").replace(/(?<!\/select\/[^/]+)\/prometheus$|\/api\/prom$/, "");
  return `${protocol}//${host}${path}`;
}

// src/grafana/data-sources.ts
var prometheusTypes = ["prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource"];
function takesPreviews(type) {
  return prometheusTypes.includes(type);
}
async function listDataSources(grafana) {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: "/api/datasources",
    accept: [403],
    doing: "listing the data sources"
  });
  if (status !== 403) return asArray(body).flatMap((entry) => readDataSource(entry, textField(entry, "url")));
  const settings = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "listing the data sources"
  });
  const named = asObject(field(settings.body, "datasources")) ?? {};
  return Object.values(named).flatMap((entry) => readDataSource(entry, void 0));
}
function readDataSource(entry, url) {
  const [uid, name, type] = ["uid", "name", "type"].map((property) => textField(entry, property));
  if (uid === void 0 || uid === "" || name === void 0 || type === void 0) return [];
  const interval = textField(entry, "jsonData", "timeInterval");
  const scrapeIntervalMs = interval === void 0 ? void 0 : parseDuration(interval) || void 0;
  return [
    {
      uid,
      name,
      type,
      isDefault: field(entry, "isDefault") === true,
      scrapeIntervalMs,
      url: url === "" ? void 0 : url
    }
  ];
}
async function chooseDataSource(grafana, wanted, near) {
  const all = await listDataSources(grafana);
  const fitting = all.filter(({ type }) => takesPreviews(type));
  const list = fitting.length === 0 ? "It has no Prometheus data source." : `There ${fitting.length === 1 ? "is" : "are"}: ${names(fitting)}.`;
  if (wanted !== void 0) {
    const found = all.find(({ uid }) => uid === wanted) ?? all.find(({ name }) => name === wanted);
    if (found === void 0)
      throw new UsageError(`--datasource ${wanted}: ${grafana.url} has no data source with this uid or name. ${list}`);
    if (takesPreviews(found.type)) return found;
    throw new UsageError(`--datasource ${wanted}: it is of type ${found.type}, and previews need Prometheus. ${list}`);
  }
  const [first, second] = fitting;
  if (first !== void 0 && second === void 0) return first;
  if (first !== void 0) {
    const there = near === void 0 ? [] : fitting.filter(({ url }) => url !== void 0 && isSameAddress(url, near));
    const [only, another] = there.length > 1 ? there.filter(({ isDefault }) => isDefault) : there;
    if (only !== void 0 && another === void 0) return only;
    const none = near === void 0 || there.length > 0 ? "" : `, and none of them has the address ${near}`;
    throw new UsageError(
      `${grafana.url} has several Prometheus data sources${none}: pass --datasource with one of ${names(fitting)}`
    );
  }
  throw new GrafanaError(
    `${grafana.url} has no Prometheus data source that the token may see; ask an Admin to add one that points to the Prometheus that receives the series`,
    { code: "no-data-source" }
  );
}
function names(sources) {
  const shown = sources.slice(0, 20).map(({ uid, name }) => `${uid} (${name})`);
  return [...shown, ...sources.length > 20 ? [`and ${sources.length - 20} more`] : []].join(", ");
}

// src/prometheus/query/delete-series.ts
async function deleteSeries(prometheus, label, options = {}) {
  if (label.name === "" || label.value === "")
    throw new RangeError("deleteSeries: name and value must not be empty, or every series would match");
  return deleteSelected(prometheus, selectorOf(label), options);
}
async function deleteSelected(prometheus, selector, { signal, timeoutMs: timeoutMs2 = 12e4, repeat } = {}) {
  const receiver = await prometheus.identify({ signal, timeoutMs: timeoutMs2 });
  if (receiver.deletesSeries === "never") return { deleted: false, reason: keepsSeries(receiver) };
  const parameters = { "match[]": selector };
  const { status, error } = await prometheus.ask({
    method: "POST",
    path: "/admin/tsdb/delete_series",
    parameters,
    signal,
    timeoutMs: timeoutMs2,
    repeat
  });
  if (status >= 200 && status < 300) return { deleted: true };
  return { deleted: false, reason: explain(status, error) };
}
function explain(status, error) {
  if (/admin APIs disabled/i.test(error) || status === 503) return "its admin API is off (--web.enable-admin-api)";
  if (status === 401 || status === 403) return "these credentials may not delete series";
  if (status === 404 || status === 405) return "it has no API that deletes series";
  return `it answered ${status}${error === "" ? "" : ` (${error})`}`;
}

// src/prometheus/query/read-clock.ts
async function readClock(prometheus, { signal } = {}) {
  const doing = "asking the receiver for its clock";
  const answer = await prometheus.ask({ method: "GET", path: "/query", parameters: { query: "time()" }, signal });
  const { series } = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
  const nowMs = Math.round((series[0]?.values[0] ?? Number.NaN) * 1e3);
  if (!Number.isFinite(nowMs))
    throw new PrometheusError(`${doing}: the answer to time() is not a number`, { code: "unexpected" });
  return { nowMs, headers: answer.headers };
}

// src/prometheus/live/live-progress.ts
var progressMetric = "dashpreview_live_progress";
async function writeProgress(prometheus, { value, shard = wholeShard, index, timeMs }, context) {
  const labels = [
    ["preview", value],
    ["shard", shardText(shard)]
  ];
  const version = await agreeOnVersion(prometheus, context);
  const points = [{ name: progressMetric, labels, value: index }];
  const outcome = await sendRequest(prometheus, encodePoints(version, points, sliceTemplate(timeMs, 1, 1)), context);
  return outcome.state === "stored";
}
async function readProgress(prometheus, { value, shard = wholeShard }, { signal } = {}) {
  const query = `last_over_time(${progressMetric}{preview=${JSON.stringify(value)}}[30d])`;
  const doing = `asking how far live writing of ${value} has come`;
  const found = await instantQuery(prometheus, query, { doing, signal });
  const indexes = /* @__PURE__ */ new Map();
  for (const { labels, value: index } of found)
    if (Number.isSafeInteger(index) && index >= 0) indexes.set(labels["shard"] ?? "", index);
  const own = indexes.get(shardText(shard)) ?? -1;
  const counts = new Set(
    [...indexes.keys()].flatMap((text) => /^\d{1,4}\/(\d{1,4})$/.exec(text)?.[1] ?? []).map(Number)
  );
  const together = [...counts].map((count) => {
    const all = Array.from({ length: count }, (_, i) => indexes.get(shardText({ index: i + 1, count })) ?? -1);
    return Math.min(...all);
  });
  const most = Math.max(own, ...together);
  return most < 0 ? void 0 : most;
}

// src/prometheus/shards/shard-marks.ts
var shardMetrics = ["dashpreview_shard_plan", "dashpreview_shard_done"];
var [planMetric, doneMetric] = shardMetrics;
async function writeShardPlan(prometheus, { value, run, count, grid, specs, createdAtMs }, context) {
  const { fromMs, stepMs, leadIn = 0 } = grid;
  const numbers = { shards: count, from: fromMs, step: stepMs, count: grid.count, lead_in: leadIn };
  const texts = Object.entries(numbers).map(([name, number]) => [name, String(number)]);
  const labels = [...texts, ["preview", value], ["run", run], ["specs", specs]];
  await write(prometheus, planMetric, [{ labels, value: createdAtMs }], context);
}
async function findShardPlan(prometheus, {
  run,
  count,
  project,
  key
}, { signal } = {}) {
  const own = `preview=~${JSON.stringify(`${project}[.]${key}[.].+`)}`;
  const selector = `${planMetric}{run=${JSON.stringify(run)},shards="${count}",${own}}`;
  const doing = "looking for what the first shard plans";
  const found = await instantQuery(prometheus, `last_over_time(${selector}[1d])`, { doing, signal });
  const [newest] = found.toSorted((a, b) => b.value - a.value);
  return newest === void 0 ? void 0 : readPlan(newest, run, count);
}
function readPlan({ labels, value }, run, count) {
  const number = (name) => Number(labels[name] ?? Number.NaN);
  const leadIn = number("lead_in");
  const grid = { fromMs: number("from"), stepMs: number("step"), count: number("count") };
  const whole = [...Object.values(grid), leadIn, value].every((one) => Number.isSafeInteger(one) && one >= 0);
  if (!whole || grid.stepMs < 1 || grid.count < 1 || leadIn >= grid.count) return void 0;
  return {
    value: labels["preview"] ?? "",
    run,
    count,
    grid: leadIn === 0 ? grid : { ...grid, leadIn },
    specs: labels["specs"] ?? "",
    createdAtMs: value
  };
}
async function writeShardDone(prometheus, { value, shard, series, byName }, context) {
  const who = [
    ["preview", value],
    ["shard", shardText(shard)]
  ];
  const rows = [
    { labels: [...who, ["kind", "series"]], value: series },
    { labels: [...who, ["kind", "names"]], value: byName.size },
    ...[...byName].flatMap(
      ([name, { samples, nans }]) => Object.entries({ samples, nans }).map(([kind, count]) => ({
        labels: [...who, ["kind", kind], ["name", name]],
        value: count
      }))
    )
  ];
  await write(prometheus, doneMetric, rows, context);
}
async function readShardsDone(prometheus, { value, count }, { signal } = {}) {
  const selector = `${doneMetric}{preview=${JSON.stringify(value)},shard=~".+/${count}"}`;
  const doing = "looking which shards are done";
  const found = await instantQuery(prometheus, `last_over_time(${selector}[1d])`, { doing, signal });
  const rows = /* @__PURE__ */ new Map();
  for (const one of found) {
    const index = Number((one.labels["shard"] ?? "").split("/")[0]);
    const known = rows.get(index);
    if (known === void 0) rows.set(index, [one]);
    else known.push(one);
  }
  const done = /* @__PURE__ */ new Map();
  for (const [index, some] of rows) {
    const of = (kind) => some.filter(({ labels }) => labels["kind"] === kind);
    const [series, names2] = [of("series")[0]?.value, of("names")[0]?.value];
    const nans = new Map(of("nans").map(({ labels, value: count2 }) => [labels["name"], count2]));
    const byName = new Map(
      of("samples").map(({ labels, value: samples }) => {
        const name = labels["name"] ?? "";
        return [name, { samples, nans: nans.get(name) ?? 0 }];
      })
    );
    if (series !== void 0 && names2 === byName.size) done.set(index, { series, byName });
  }
  return done;
}
async function write(prometheus, name, rows, { timeMs, ...context }) {
  const version = await agreeOnVersion(prometheus, context);
  const points = rows.map(({ labels, value }) => ({ name, labels, value }));
  const request = encodePoints(version, points, sliceTemplate(Math.floor(timeMs), 1, 1));
  const outcome = await sendRequest(prometheus, request, context);
  if (outcome.state === "refused" && !outcome.maybeStored)
    throw explainRefusal(prometheus, outcome.reason, outcome.status);
}

// src/prometheus/write/revision-mark.ts
var markMetric = "dashpreview_preview_info";
async function writeMark(prometheus, { value, home, srcs }, { timeMs, ...context }) {
  const each = new Set(srcs);
  const points = [...each].map((src) => {
    const labels = [
      ["dashboards", String(each.size)],
      ["home", home],
      ["preview", value],
      ["src", src]
    ];
    return { name: markMetric, labels, value: 1 };
  });
  const version = await agreeOnVersion(prometheus, context);
  const outcome = await sendRequest(prometheus, encodePoints(version, points, sliceTemplate(timeMs, 1, 1)), context);
  return outcome.state === "stored";
}
async function listMarks(prometheus, projects) {
  const matchers = projects === void 0 ? "" : `,preview=~"(?:${projects.join("|")})[.].+"`;
  const parameters = { "match[]": `{__name__="${markMetric}"${matchers}}`, start: "1", end: "4102444800" };
  const doing = "listing the marks of previews";
  const data = requireData(prometheus, doing, await prometheus.ask({ method: "GET", path: "/series", parameters }));
  const found = /* @__PURE__ */ new Map();
  for (const labels of decodeLabelSets(data, subjectOf(prometheus, doing))) {
    const [value, home, src] = ["preview", "home", "src"].map((name) => labels.get(name));
    if (value === void 0 || home === void 0 || src === void 0) continue;
    const one = found.get(value) ?? { homes: /* @__PURE__ */ new Set(), srcs: /* @__PURE__ */ new Set(), counts: /* @__PURE__ */ new Set() };
    one.homes.add(home);
    one.srcs.add(src);
    one.counts.add(labels.get("dashboards") ?? "");
    found.set(value, one);
  }
  return new Map(
    [...found].map(([value, { homes, srcs, counts }]) => {
      const whole = homes.size === 1 && counts.size === 1 && counts.has(String(srcs.size));
      return [value, { value, home: [...homes][0], srcs: [...srcs], whole }];
    })
  );
}
async function deleteMark(prometheus, value, options = {}) {
  return deleteSelected(
    prometheus,
    `{__name__=~"${[markMetric, progressMetric, ...shardMetrics].join("|")}",preview=${JSON.stringify(value)}}`,
    options
  );
}

// src/preview/cleanup/reach.ts
var reachMs = 366 * 864e5;
var reachText = formatDuration(reachMs);

// src/grafana/see-samples.ts
var timeoutMs = 2e4;
async function seeThrough(grafana, { uid, type }, { expr, timeMs }) {
  const query = {
    refId: "A",
    expr,
    datasource: { uid, type },
    type: "instant",
    intervalMs: 15e3,
    maxDataPoints: 1
  };
  const result = (await dsQuery(grafana, [query], { fromMs: timeMs - 6e4, toMs: timeMs, timeoutMs })).get("A");
  if (result?.state !== "ok")
    return { state: "unknown", reason: result?.message ?? "Grafana gave no result", labels: [] };
  const labels = result.series.map((series) => series.labels);
  return { state: labels.length > 0 ? "seen" : "absent", labels };
}
function addressText({ url }) {
  return url === void 0 ? "an address that Grafana does not show" : url;
}

export {
  writeProgress,
  readProgress,
  deleteSeries,
  writeShardPlan,
  findShardPlan,
  writeShardDone,
  readShardsDone,
  markMetric,
  writeMark,
  listMarks,
  deleteMark,
  reachMs,
  reachText,
  readClock,
  isSameAddress,
  takesPreviews,
  listDataSources,
  chooseDataSource,
  seeThrough,
  addressText
};
