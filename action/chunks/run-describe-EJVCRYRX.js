import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeSpec
} from "./chunk-2JBOPOQC.js";
import {
  recordingReader
} from "./chunk-EF6G3FEZ.js";
import {
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
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/describe/run-describe.ts
import { resolve } from "node:path";

// src/data-spec/describe/format-description.ts
function formatDescription(description) {
  const { window, seed, series, samples, signals, events, metrics, warnings } = description;
  const stepMs = window.stepSeconds * 1e3;
  return [
    `window  ${window.from} to ${window.to}: ${formatDuration(stepMs * window.samples)}, ${show(window.samples)} scrapes, one every ${formatDuration(stepMs)}`,
    `series  ${show(series)}, at most ${show(samples)} samples, seed ${seed}`,
    ...events.map(({ type, time, series: changed }) => `event   ${type} at ${time}: ${show(changed)} series change`),
    ...signals.flatMap((cause) => ["", ...formatCause(cause)]),
    ...metrics.flatMap((metric) => ["", ...formatMetric(metric)]),
    ...warnings.length > 0 ? ["", ...warnings.map((warning) => `warning: ${warning}`)] : []
  ];
}
function formatCause({ name, per, series, courses, tree, first }) {
  const each = per.length === 0 ? "" : `, per ${per.join(" and ")}: ${show(courses)} courses`;
  return [
    `signal ${name}  (shared by ${show(series)} series${each})`,
    ...tree.map((line) => `  ${line}`),
    ...first.flatMap(formatSamples).map((line) => `  ${line}`)
  ];
}
function formatMetric({ name, type, help, unit, entries }) {
  const about = [type, ...unit === void 0 ? [] : [`in ${unit}`], ...help === void 0 ? [] : [help]].join(", ");
  return [`${name}  (${about})`, ...entries.flatMap(formatEntry).map((line) => `  ${line}`)];
}
function formatEntry({ labelSets, wireSeries, tree, first }) {
  const each = wireSeries === 1 ? "" : ` × ${wireSeries}`;
  return [
    `${show(labelSets)}${each} series`,
    ...tree.map((line) => `  ${line}`),
    ...first.flatMap(formatSamples).map((line) => `  ${line}`)
  ];
}
function formatSamples({ name, labels, samples }) {
  return [`${name}${formatLabels(labels)}`, `  ${samples.map(formatSample).join("  ")}`];
}
function formatLabels(labels) {
  return labels.length === 0 ? "" : `{${labels.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", ")}}`;
}
function formatSample(sample) {
  if (sample === null) return "_";
  if (typeof sample === "number") return shorten(sample);
  return typeof sample === "string" ? sample : `{count ${shorten(sample.count)}, sum ${shorten(sample.sum)}}`;
}
function shorten(value) {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}
function show(count) {
  return count.toLocaleString("en-US");
}

// src/cli/commands/describe/run-describe.ts
var maxSpecBytes = 1024 * 1024;
async function runDescribe(request, context) {
  await nextTurn(context.signal);
  const file = request.spec;
  const text = readPlainFile(resolve(context.cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
  await refuseDashboard(text, file);
  const readFile = recordingReader(resolve(context.cwd, file));
  const described = context.blocking(() => {
    const document = parseSpec(text, { file, scenario: request.scenario, readFile });
    const plan = planSpec(document, {
      nowMs: context.now(),
      historyMs: request.historyMs,
      stepMs: request.stepMs,
      maxSeries: request.maxSeries,
      maxSamples: request.maxSamples
    });
    return describeSpec(document, plan, { series: request.series, samples: request.samples });
  });
  if (request.output === "json") context.out.json(described);
  else context.out.write(`${formatDescription(described).join("\n")}
`);
  return 0;
}
async function refuseDashboard(text, file) {
  if (!await isDashboard(text, file)) return;
  throw new UsageError(
    `${file} is a dashboard, and describe shows data specs: make one with dashpreview infer ${file} -o ${file.replace(/\.(?:json|ya?ml)$/, "")}.data.yaml, or check the dashboard with dashpreview validate ${file}`
  );
}
async function isDashboard(text, file) {
  const { wasDashboards } = await import("./was-dashboard-LPXNYZP6.js");
  if (!wasDashboards(text)) return false;
  const { isHcl, loadHcl } = await import("./load-hcl-TS3AV43E.js");
  if (isHcl(file)) await loadHcl();
  const { readSources } = await import("./read-sources-QBVA2XQS.js");
  try {
    return readSources(text, file).sources.length > 0;
  } catch {
    return false;
  }
}
export {
  runDescribe
};
