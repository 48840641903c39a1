import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseFilled
} from "./chunk-AFILVRNC.js";
import "./chunk-NNUYM63R.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  asArray,
  asObject,
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  parseNotation,
  parseSpec
} from "./chunk-DLEOOTJD.js";
import {
  isTotalName
} from "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  literalLabel
} from "./chunk-CTBYMT6C.js";
import {
  readSource
} from "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import {
  formatDuration,
  parseDuration
} from "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  SpecError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/import-promtool/run-import-promtool.ts
import { resolve } from "node:path";

// src/alerts/promtool/read-expectations.ts
function readExpectations(test, readDuration) {
  const unsaid = [];
  const moments = /* @__PURE__ */ new Map();
  let lastMs = 0;
  let annotated = false;
  for (const [place, one] of asArray(field(test, "alert_rule_test")).entries()) {
    const alert = textField(one, "alertname") ?? "";
    const evalMs = readDuration(field(one, "eval_time"), ["alert_rule_test", place, "eval_time"]) ?? 0;
    lastMs = Math.max(lastMs, evalMs);
    const firing = /* @__PURE__ */ new Map();
    for (const expected of asArray(field(one, "exp_alerts"))) {
      const labels = textsOf(field(expected, "exp_labels"));
      annotated ||= Object.keys(asObject(field(expected, "exp_annotations")) ?? {}).length > 0;
      firing.set(JSON.stringify(Object.entries(labels).toSorted()), labels);
    }
    moments.set(alert, [...moments.get(alert) ?? [], { evalMs, firing }]);
  }
  const expectations = [...moments].flatMap(([alert, list]) => {
    const ordered = list.toSorted((a, b) => a.evalMs - b.evalMs);
    const sets = new Map(ordered.flatMap(({ firing }) => [...firing]));
    if (sets.size === 0) {
      unsaid.push(`${alert} must not fire at ${ordered.length} moments; the data spec says never`);
      return [{ alert, labels: {}, fires: "never" }];
    }
    return [...sets].map(([key, labels]) => {
      const first = ordered.findIndex(({ firing }) => firing.has(key));
      if (ordered.slice(first).some(({ firing }) => !firing.has(key)))
        unsaid.push(`${alert} must have stopped firing at a later moment; the data spec says when it begins`);
      const afterMs = first === 0 ? 0 : ordered[first - 1].evalMs + 1;
      return { alert, labels, fires: { afterMs, withinMs: ordered[first].evalMs - afterMs } };
    });
  });
  if (annotated) unsaid.push("annotations of alerts are not part of an expectation");
  const queries = asArray(field(test, "promql_expr_test"));
  for (const [place, one] of queries.entries()) {
    const evalMs = readDuration(field(one, "eval_time"), ["promql_expr_test", place, "eval_time"]);
    lastMs = Math.max(lastMs, evalMs ?? 0);
  }
  if (queries.length > 0) unsaid.push(`${queries.length} promql_expr_test: a data spec expects nothing of queries`);
  return { expectations, unsaid, lastMs };
}
function textsOf(labels) {
  return Object.fromEntries(
    Object.entries(asObject(labels) ?? {}).filter(([name]) => name !== "alertname" && !name.startsWith("__")).map(([name, value]) => [name, String(value ?? "")])
  );
}

// src/alerts/promtool/read-series.ts
var metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
var labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
function readInputSeries(series, values) {
  const parsed = parseFilled(series);
  if (!parsed.ok) return { at: "series", error: `${short(series)} is no series: ${parsed.reason}` };
  const { root } = parsed;
  if (root.type !== "selector") return { at: "series", error: `${short(series)} is no series` };
  const labels = /* @__PURE__ */ new Map();
  let name = root.metric;
  for (const { name: label, op, value } of root.matchers) {
    if (op !== "=") return { at: "series", error: `${short(series)}: a series has labels with =, not ${op}` };
    if (label === "__name__") name = value;
    else if (labels.has(label)) return { at: "series", error: `${short(series)}: label ${label} is there twice` };
    else labels.set(label, value);
  }
  if (name === void 0 || !metricName.test(name))
    return { at: "series", error: `${short(series)}: a data spec needs a metric name of letters, digits, _ and :` };
  const wrong = [...labels.keys()].find((label) => !labelName.test(label) || label.startsWith("__"));
  if (wrong !== void 0)
    return { at: "series", error: `${short(series)}: label ${JSON.stringify(wrong)} cannot be in a data spec` };
  try {
    const { count, native } = parseNotation(values);
    const sorted = [...labels].filter(([, value]) => value !== "").toSorted(([a], [b]) => a < b ? -1 : 1);
    return { name, labels: sorted, values, count, native };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { at: "values", error: error.message };
  }
}
function short(series) {
  return series.length > 80 ? `${series.slice(0, 77)}...` : series;
}

// src/alerts/promtool/import-unit-tests.ts
var maxMebibytes = 16;
var maxTests = 200;
var maxScrapes = 1e7;
function importUnitTests(text, file) {
  const { data, locate } = readSource(text, file, maxMebibytes);
  const fail = (path, message) => {
    throw new SpecError([{ message, position: locate(path) }]);
  };
  if (asObject(data) === void 0 || !Array.isArray(field(data, "tests")))
    fail([], "not a unit-test file of promtool: it has no list `tests`");
  const duration = (value, path) => {
    if (value === void 0 || value === null) return void 0;
    return parseDuration(String(value)) ?? fail(path, `expected a duration such as 1m, got ${JSON.stringify(value)}`);
  };
  const evaluationMs = duration(field(data, "evaluation_interval"), ["evaluation_interval"]) || 6e4;
  const tests = asArray(field(data, "tests"));
  if (tests.length > maxTests) fail(["tests"], `more than ${maxTests} tests`);
  return {
    ruleFiles: asArray(field(data, "rule_files")).filter((one) => typeof one === "string"),
    evaluationMs,
    tests: tests.map((test, index) => readTest(test, index))
  };
  function readTest(test, index) {
    const at = ["tests", index];
    const intervalMs = duration(field(test, "interval"), [...at, "interval"]) || evaluationMs;
    const series = asArray(field(test, "input_series")).map((one, place) => {
      const path = [...at, "input_series", place];
      const read = readInputSeries(textField(one, "series") ?? "", notationOf(field(one, "values")));
      return "error" in read ? fail([...path, read.at], read.error) : read;
    });
    if (series.length === 0) fail(at, "this test has no input_series, and a data spec needs a series");
    const { expectations, unsaid, lastMs } = readExpectations(test, (value, path) => duration(value, [...at, ...path]));
    const scrapes = Math.max(...series.map(({ count }) => count), Math.floor(lastMs / intervalMs) + 1);
    if (scrapes > maxScrapes) fail(at, `more than ${maxScrapes} values in a series`);
    const others = ["external_labels", "external_url", "start_timestamp"].filter(
      (key) => field(test, key) !== void 0
    );
    return {
      name: textField(test, "name") ?? String(index + 1),
      intervalMs,
      scrapes,
      series,
      expectations,
      unsaid: [...others.map((key) => `${key} is not part of a data spec`), ...unsaid]
    };
  }
}
function notationOf(values) {
  return typeof values === "string" || typeof values === "number" ? String(values) : "";
}

// src/alerts/promtool/render-test-spec.ts
function renderTestSpec({ name, intervalMs, scrapes, series, expectations, unsaid }, { ruleFiles, evaluationMs }, { keepTime, file }) {
  const metrics = /* @__PURE__ */ new Map();
  for (const one of series) metrics.set(one.name, [...metrics.get(one.name) ?? [], one]);
  const window = keepTime ? ["start: 1970-01-01T00:00:00Z", `scrapes: ${scrapes}`] : [`history: ${formatDuration(scrapes * intervalMs)}`];
  return `${[
    `# Test ${oneLine(name)} of ${oneLine(file)}.`,
    ...ruleFiles.map((one) => `# Rules: ${oneLine(one)}, evaluated every ${formatDuration(evaluationMs)}.`),
    ...unsaid.map((one) => `# Not taken over: ${oneLine(one)}.`),
    "version: 1",
    `step: ${formatDuration(intervalMs)}`,
    ...window,
    "metrics:",
    ...[...metrics].flatMap(([metric, list]) => [
      `  - name: ${JSON.stringify(metric)}`,
      `    type: ${typeOf(metric, list)}`,
      "    series:",
      ...list.map(({ labels, values }) => {
        const pairs = labels.map(
          ([label, value]) => `${JSON.stringify(label)}: ${JSON.stringify(literalLabel(value))}`
        );
        return `      - { labels: { ${pairs.join(", ")} }, value: ${JSON.stringify(values)} }`;
      })
    ]),
    ...expectations.length === 0 ? [] : ["alerts:"],
    ...expectations.map(({ alert, labels, fires }) => {
      const when = fires === "never" ? "never" : `{ after: ${formatDuration(fires.afterMs)}, within: ${formatDuration(fires.withinMs)} }`;
      const pairs = Object.entries(labels).map(
        ([label, value]) => `${JSON.stringify(label)}: ${JSON.stringify(value)}`
      );
      return `  - { alert: ${JSON.stringify(alert)}, labels: { ${pairs.join(", ")} }, fires: ${when} }`;
    })
  ].join("\n")}
`;
}
function typeOf(name, series) {
  if (series.some(({ native }) => native)) return "unknown";
  if (isTotalName(name)) return "counter";
  return /_(?:bucket|count|sum)$/.test(name) ? "unknown" : "gauge";
}
function oneLine(text) {
  return text.replaceAll(/[\s\u0085\u2028\u2029]+/g, " ").replaceAll(/[\u0000-\u001f\u007f]/g, "");
}

// src/cli/commands/import-promtool/run-import-promtool.ts
var maxFileBytes = 16 * 1024 * 1024;
var maxSpecBytes = 1024 * 1024;
async function runImportPromtool(request, context) {
  await nextTurn(context.signal);
  const { tests: source, file: target, output, keepTime } = request;
  const { cwd, out, err, files } = context;
  const text = readPlainFile(resolve(cwd, source), { file: source, what: "a unit-test file", maxBytes: maxFileBytes });
  const imported = context.blocking(() => {
    const read = importUnitTests(text, source);
    const names = fileNames(target, read.tests);
    const specs2 = read.tests.map((test, index) => {
      const spec = renderTestSpec(test, read, { keepTime, file: source });
      const length = Buffer.byteLength(spec);
      if (length > maxSpecBytes)
        throw new UsageError(
          `${source}: the data spec of test ${JSON.stringify(test.name)} would have ${(length / 1024 / 1024).toFixed(1)} MiB, and 1 MiB is the most: shorten its series or its interval`
        );
      parseSpec(spec, { file: `test ${JSON.stringify(test.name)}` });
      return { test, spec, file: names?.[index] };
    });
    return { ...read, specs: specs2 };
  });
  const { specs, ruleFiles, evaluationMs } = imported;
  if (target === void 0 && output !== "json" && specs.length !== 1)
    throw new UsageError(
      `${source} has ${counted(specs.length, "test")}, and each becomes a data spec: name the files with -o x.data.yaml`
    );
  for (const { spec, file } of specs)
    if (file !== void 0) files.replace({ path: resolve(cwd, file), what: file }, spec);
  if (output === "json") {
    out.json({
      ruleFiles,
      evaluationSeconds: evaluationMs / 1e3,
      specs: specs.map(({ test, spec, file }) => ({
        name: test.name,
        ...file === void 0 ? { text: spec } : { file },
        series: test.series.length,
        scrapes: test.scrapes,
        alerts: test.expectations.length,
        unsaid: test.unsaid
      }))
    });
    return 0;
  }
  if (target === void 0) out.document(specs[0].spec);
  for (const { test, file } of specs) {
    if (file !== void 0) err.write(`wrote ${plainLine(file)}: ${counted(test.series.length, "series", "series")}
`);
    for (const one of test.unsaid) err.write(`not taken over: ${plainLine(one)}
`);
  }
  return 0;
}
function fileNames(target, tests) {
  if (target === void 0 || tests.length === 1) return target === void 0 ? void 0 : [target];
  const [, stem = target, ending = ""] = /^(.*?)((?:\.data)?\.(?:ya?ml|json))$/.exec(target) ?? [];
  const used = /* @__PURE__ */ new Set();
  return tests.map(({ name }, index) => {
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 60);
    const own = slug === "" || used.has(slug) ? `${slug === "" ? "" : `${slug}-`}${index + 1}` : slug;
    used.add(own);
    return `${stem}-${own}${ending}`;
  });
}
export {
  runImportPromtool
};
