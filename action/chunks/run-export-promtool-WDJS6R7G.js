import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createSharingSources
} from "./chunk-DQMXVGIH.js";
import {
  readRuleFiles
} from "./chunk-42F5COR6.js";
import "./chunk-6F2R6QGU.js";
import "./chunk-7HAMIALP.js";
import "./chunk-JJH2CGNP.js";
import "./chunk-2B2BRE55.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  recordingReader
} from "./chunk-EF6G3FEZ.js";
import {
  gridEndMs,
  planSpec
} from "./chunk-YJEH4LXZ.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import "./chunk-CTBYMT6C.js";
import "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import {
  createBlock,
  present,
  stale
} from "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import {
  isPlainFile,
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/export-promtool/run-export-promtool.ts
import { dirname, relative, resolve } from "node:path";

// src/alerts/promtool/unit-test-file.ts
function seriesSelector(name, labels) {
  const pairs = [...labels].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`;
}
function writeUnitTests({ ruleFiles, evaluationMs, groups = [], tests }) {
  const isOrdered = new Set(groups).size === groups.length;
  const list = (key, items) => items.length === 0 ? [] : [key, ...items];
  return `${[
    ...list(
      "rule_files:",
      ruleFiles.map((file) => `  - ${yamlText(file)}`)
    ),
    `evaluation_interval: ${formatDuration(evaluationMs)}`,
    ...list("group_eval_order:", isOrdered ? groups.map((name) => `  - ${yamlText(name)}`) : []),
    "tests:",
    ...tests.flatMap(({ name, intervalMs, series, alertTests, exprTests }) => [
      `  - interval: ${formatDuration(intervalMs)}`,
      ...name === void 0 ? [] : [`    name: ${yamlText(name)}`],
      ...list(
        "    input_series:",
        series.map((one) => `      - series: ${yamlText(one.series)}
        values: ${yamlText(one.values)}`)
      ),
      ...list("    alert_rule_test:", alertTests.map(alertLines)),
      ...list("    promql_expr_test:", exprTests.map(exprLines))
    ])
  ].join("\n")}
`;
}
function alertLines({ evalMs, alert, firing }) {
  const map = (values) => `{${Object.entries(values).map(([key, value]) => `${yamlText(key)}: ${yamlText(value)}`).join(", ")}}`;
  return [
    `      - eval_time: ${formatDuration(evalMs)}`,
    `        alertname: ${yamlText(alert)}`,
    firing.length === 0 ? "        exp_alerts: []" : "        exp_alerts:",
    ...firing.map(
      ({ labels, annotations }) => `          - exp_labels: ${map(labels)}
            exp_annotations: ${map(annotations)}`
    )
  ].join("\n");
}
function exprLines({ expr, evalMs, samples }) {
  return [
    `      - expr: ${yamlText(expr)}`,
    `        eval_time: ${formatDuration(evalMs)}`,
    samples.length === 0 ? "        exp_samples: []" : "        exp_samples:",
    ...samples.map(({ labels, value }) => `          - labels: ${yamlText(labels)}
            value: ${value}`)
  ].join("\n");
}
function yamlText(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u00a0\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}

// src/alerts/promtool/expectation-tests.ts
var mostMoments = 24;
function testsOfExpectations(expected, { lastMs, hasRules }) {
  if (!hasRules) {
    const reason = "without rules no alert can fire: name their files with --rules";
    return { alertTests: [], exprTests: [], elsewise: [], left: expected.map(({ alert }) => ({ alert, reason })) };
  }
  const alertTests = [];
  const exprTests = [];
  const elsewise = [];
  const left = [];
  for (const { alert, labels, fires } of expected) {
    const firing = seriesSelector("ALERTS", [["alertname", alert], ["alertstate", "firing"], ...labels]);
    const within = (fromMs, toMs) => `count(last_over_time(${firing}[${formatDuration(toMs - fromMs + 1)}]))`;
    if (fires === "never") {
      exprTests.push({ expr: within(0, lastMs), evalMs: lastMs, samples: [] });
      const whole = labels.length === 0 && expected.filter((one) => one.alert === alert).length === 1;
      if (whole) for (const evalMs of moments(lastMs)) alertTests.push({ alert, evalMs, firing: [] });
      else elsewise.push({ alert, reason: "alert_rule_test cannot say that only some alerts of a rule must not fire" });
      continue;
    }
    const { afterMs, withinMs } = fires;
    const latestMs = withinMs === void 0 ? Math.max(lastMs, afterMs) : afterMs + withinMs;
    if (latestMs > lastMs) {
      const [latest, last] = [formatDuration(latestMs), formatDuration(lastMs)];
      left.push({ alert, reason: `it may fire until ${latest}, and the window ends at ${last}: lengthen --history` });
      continue;
    }
    elsewise.push({ alert, reason: "alert_rule_test needs every label and annotation, and one moment, not a span" });
    if (afterMs > 0) exprTests.push({ expr: within(0, afterMs - 1), evalMs: afterMs - 1, samples: [] });
    exprTests.push({
      expr: `${within(afterMs, latestMs)} >= bool 1`,
      evalMs: latestMs,
      samples: [{ labels: "{}", value: 1 }]
    });
  }
  return { alertTests, exprTests, elsewise, left };
}
function moments(lastMs) {
  const count = Math.min(mostMoments, Math.floor(lastMs / 6e4) + 1);
  return Array.from(
    { length: count },
    (_, place) => place === count - 1 ? lastMs : Math.round(lastMs * (place + 1) / count / 1e3) * 1e3
  );
}

// src/alerts/promtool/notation-writer.ts
var NotationWriter = class {
  #items = [];
  #token = "";
  #count = 0;
  #unsaid;
  /** A sample that the notation has no words for, in words; undefined: there is none. */
  get unsaid() {
    return this.#unsaid;
  }
  /** Adds the first `count` samples of a block. */
  add({ states, values, histograms }, count) {
    for (let place = 0; place < count; place++) {
      const state = states[place];
      if (state === stale) this.#push("stale");
      else if (state !== present) this.#push("_");
      else if (histograms === void 0) this.#push(numberToken(values[place]));
      else this.#push(this.#histogram(histograms[place]));
    }
  }
  /** The whole text; missing scrapes at the end are left out. Empty if there are no samples. */
  finish() {
    if (this.#token !== "_") this.#flush();
    return this.#items.join(" ");
  }
  #push(token) {
    if (token === this.#token) {
      this.#count++;
      return;
    }
    this.#flush();
    this.#token = token;
    this.#count = 1;
  }
  #flush() {
    const [token, count] = [this.#token, this.#count];
    if (count === 0) return;
    if (token === "_" && count > 1) this.#items.push(`_x${count}`);
    else if (count > 2 && repeats(token)) this.#items.push(`${token}x${count - 1}`);
    else for (let time = 0; time < count; time++) this.#items.push(token);
    this.#count = 0;
    this.#token = "";
  }
  #histogram(sample) {
    const { schema, sum, count, zeroCount, zeroThreshold } = sample;
    const numbers = [sum, count, zeroCount, zeroThreshold, ...sample.positiveCounts, ...sample.negativeCounts];
    if (!numbers.every(Number.isFinite)) {
      this.#unsaid = "a native histogram whose sum or counts are infinite or NaN";
      return "_";
    }
    const side = (prefix, offset, counts) => counts.length === 0 ? [] : [`${prefix}offset:${offset}`, `${prefix}buckets:[${[...counts].map(plain).join(" ")}]`];
    const parts = [
      `schema:${schema}`,
      `sum:${plain(sum)}`,
      `count:${plain(count)}`,
      ...zeroThreshold === 0 ? [] : [`z_bucket_w:${plain(zeroThreshold)}`],
      ...zeroCount === 0 ? [] : [`z_bucket:${plain(zeroCount)}`],
      ...side("", sample.positiveOffset, sample.positiveCounts),
      ...side("n_", sample.negativeOffset, sample.negativeCounts)
    ];
    return `{{${parts.join(" ")}}}`;
  }
};
function repeats(token) {
  return token !== "stale" && token !== "-0" && !/^[+-]?[IN]/.test(token);
}
function numberToken(value) {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? plain(value) : value > 0 ? "Inf" : "-Inf";
}
function plain(value) {
  return Object.is(value, -0) ? "-0" : String(value);
}

// src/alerts/promtool/export-unit-tests.ts
var chunk = 4096;
function exportUnitTest(plan, {
  name,
  hasRules = true,
  onSeries
} = {}) {
  const { grid, seed, definitions } = plan;
  const unsaid = [];
  const series = [];
  let samples = 0;
  let done = 0;
  for (const source of createSharingSources(definitions, { seed, grid })) {
    for (const one of writeSource(source, grid.count)) {
      if (one.values !== "") series.push({ series: one.series, values: one.values });
      if (one.unsaid !== void 0) unsaid.push({ what: "series", name: one.series, reason: one.unsaid });
      samples += grid.count;
    }
    onSeries?.(++done);
  }
  const lastMs = (grid.count - 1) * grid.stepMs;
  const { elsewise, left, ...tests } = testsOfExpectations(plan.alerts, { lastMs, hasRules });
  const described = plan.metadata.filter(({ help, unit }) => help !== void 0 || unit !== void 0);
  const from = new Date(gridEndMs(grid) - grid.count * grid.stepMs).toISOString();
  return {
    test: { name, intervalMs: grid.stepMs, series, ...tests },
    samples,
    unsaid: [
      {
        what: "time",
        reason: `the window begins at ${from}, and promtool's at 1970-01-01T00:00:00Z: time(), hour() and other functions of the time of day see another one`
      },
      ...described.length === 0 ? [] : [{ what: "metadata", reason: `type, help and unit of ${described.length} metrics` }],
      ...unsaid,
      ...left.map(({ alert, reason }) => ({ what: "alert", name: alert, reason })),
      ...elsewise.map(({ alert, reason }) => ({
        what: "alert",
        name: alert,
        reason: `${reason}; written as promql_expr_test of ALERTS`
      }))
    ]
  };
}
function writeSource(source, count) {
  const length = Math.min(chunk, count);
  const blocks = source.series.map(({ native }) => createBlock(length, { native }));
  const writers = blocks.map(() => new NotationWriter());
  for (let first = 0; first < count; first += length) {
    const size = Math.min(length, count - first);
    source.fill(first, size, blocks);
    for (const [index, writer] of writers.entries()) writer.add(blocks[index], size);
  }
  return source.series.map(({ name, labels }, index) => {
    const values = writers[index].finish();
    const unsaid = writers[index].unsaid ?? (values === "" ? "has no samples" : void 0);
    return { series: seriesSelector(name, labels), values, unsaid };
  });
}
function describeUnsaid({ what, name, reason }) {
  return `${what}${name === void 0 ? "" : ` ${name}`}: ${reason}`;
}

// src/cli/commands/export-promtool/run-export-promtool.ts
var maxSpecBytes = 1024 * 1024;
async function runExportPromtool(request, context) {
  await nextTurn(context.signal);
  const { data: spec, file, scenario, rules = [] } = request;
  const { cwd, out, err, files } = context;
  if (spec === void 0) throw new UsageError("which data spec? Name it with --data x.data.yaml");
  for (const one of rules) if (!isPlainFile(resolve(cwd, one))) throw new UsageError(`--rules ${one}: no such file`);
  const path = resolve(cwd, spec);
  const specText = readPlainFile(path, { file: spec, what: "a data spec", maxBytes: maxSpecBytes });
  const read = rules.length === 0 ? [] : await readRuleFiles({ paths: rules, cwd, blocking: context.blocking });
  const groups = read.flatMap((one) => one.groups.map(({ name }) => name));
  const folder = file === void 0 ? resolve(cwd) : dirname(resolve(cwd, file));
  const { text, exported } = context.blocking(() => {
    const document = parseSpec(specText, { file: spec, scenario, readFile: recordingReader(path) });
    const plan = planSpec(document, {
      nowMs: context.now(),
      historyMs: request.historyMs,
      stepMs: request.stepMs,
      maxSeries: request.maxSeries,
      maxSamples: request.maxSamples
    });
    const made = exportUnitTest(plan, { name: scenario, hasRules: rules.length > 0 });
    const written = writeUnitTests({
      ruleFiles: rules.map((one) => relative(folder, resolve(cwd, one)).replaceAll("\\", "/")),
      evaluationMs: request.evaluationIntervalMs,
      groups,
      tests: [made.test]
    });
    return { text: written, exported: made };
  });
  const { test, samples, unsaid } = exported;
  if (file !== void 0) files.replace({ path: resolve(cwd, file), what: file }, text);
  if (request.output === "json") {
    out.json({
      ...file === void 0 ? { text } : { file },
      series: test.series.length,
      samples,
      alertTests: test.alertTests.length,
      exprTests: test.exprTests.length,
      unsaid
    });
    return 0;
  }
  if (file === void 0) out.document(text);
  for (const one of unsaid) err.write(`not said: ${plainLine(describeUnsaid(one))}
`);
  if (file !== void 0)
    err.write(
      `wrote ${plainLine(file)}: ${counted(test.series.length, "series", "series")}; promtool test rules ${plainLine(file)}
`
    );
  return 0;
}
export {
  runExportPromtool
};
