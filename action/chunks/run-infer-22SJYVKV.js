import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fromMetricsPage,
  levelOf
} from "./chunk-VC6LTPPT.js";
import {
  fillLocally
} from "./chunk-LWDDKOBX.js";
import {
  repairUntilFull
} from "./chunk-JQD3ZC6S.js";
import "./chunk-MTFR5NHR.js";
import "./chunk-DLYXPLLW.js";
import "./chunk-CLLLBOC4.js";
import "./chunk-TD5BO4DN.js";
import {
  causesOf,
  createPatternCache,
  describeTooComplex,
  fromRules,
  inferScenario,
  isLabelName,
  loadInferred,
  noOverrides,
  readOverrides,
  ruleQueries,
  satisfiesAll,
  sayInferring,
  signalSection,
  startInference,
  withCausesRenamed
} from "./chunk-OD6TAQFI.js";
import {
  findPrometheusBinary,
  removeLeftovers
} from "./chunk-OQXLBAJJ.js";
import "./chunk-H55RNSOP.js";
import {
  readRuleText
} from "./chunk-6F2R6QGU.js";
import "./chunk-6AD3I2CK.js";
import {
  readFiles
} from "./chunk-OYALHLFY.js";
import "./chunk-Y34E544V.js";
import "./chunk-CHTSTKD4.js";
import {
  stdinName
} from "./chunk-BHGRDDTH.js";
import "./chunk-IUTLDNCI.js";
import "./chunk-MILOLZ2R.js";
import "./chunk-VESQWSBQ.js";
import {
  renderIncident,
  renderMetric,
  renderSeries,
  renderSpec
} from "./chunk-3ADR7GN4.js";
import "./chunk-TW2DETBE.js";
import "./chunk-LRRWOHJL.js";
import "./chunk-BUTP7I6L.js";
import "./chunk-7HAMIALP.js";
import "./chunk-AFILVRNC.js";
import "./chunk-M3TRNEAG.js";
import "./chunk-JJCM5JTA.js";
import "./chunk-NNUYM63R.js";
import "./chunk-JXV6CWRN.js";
import "./chunk-SAFKOMW5.js";
import "./chunk-5WA7UJRV.js";
import "./chunk-JJH2CGNP.js";
import "./chunk-WS2XGLS6.js";
import "./chunk-2B2BRE55.js";
import "./chunk-YNWCQHPM.js";
import "./chunk-5ZERM6KQ.js";
import "./chunk-ASHW6A5J.js";
import "./chunk-XMYBVWPI.js";
import "./chunk-BCJFHYLG.js";
import "./chunk-RP4PX3OI.js";
import "./chunk-RZZYZ6Z2.js";
import {
  instantQuery,
  subjectOf
} from "./chunk-6M77KGMD.js";
import "./chunk-T7EJVMAX.js";
import "./chunk-ZCLG54QM.js";
import {
  describePlace
} from "./chunk-DVOWRG3L.js";
import "./chunk-3X2NTYLH.js";
import "./chunk-FXEZWZLL.js";
import "./chunk-2P4UK4RQ.js";
import "./chunk-PZJKC72J.js";
import {
  prometheusFrom,
  retryFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import {
  networkFrom
} from "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import {
  decodeLabelSets,
  decodeNumber
} from "./chunk-ZUCV4DK7.js";
import {
  Retrier,
  attemptMs,
  createHttpClient,
  describeEffort,
  repeatForError,
  repeatForStatus,
  requireData,
  retryAfterMs
} from "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import "./chunk-LBV6Z5BT.js";
import "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-4P6PP26E.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import {
  recordingReader
} from "./chunk-EF6G3FEZ.js";
import {
  planSpec
} from "./chunk-YJEH4LXZ.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import {
  isTotalName,
  madeLabel,
  partName,
  splitPart,
  wireNames
} from "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import "./chunk-CTBYMT6C.js";
import "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import {
  isPlainFile,
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import {
  tuneFor
} from "./chunk-DERAPTQV.js";
import "./chunk-IQ4QOBYR.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-KAI2TVF5.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  HttpError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/cli/commands/infer/run-infer.ts
import { resolve } from "node:path";

// src/http/ask-repeatedly.ts
function askRepeatedly(client, request, policy) {
  const { signal, now } = policy;
  return new Retrier(policy).run(
    async (attempt) => {
      try {
        const response = await client.send({
          ...request,
          signal,
          timeoutMs: attemptMs(policy.attemptMs ?? 3e4, attempt)
        });
        const repeat = repeatForStatus(response.status);
        if (repeat === "final") return { done: true, value: response };
        const waitMs = retryAfterMs(response.headers["retry-after"], now());
        return { done: false, repeat, answered: true, reason: String(response.status), waitMs, giveUp: () => response };
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        const giveUp = (spent) => {
          throw new HttpError(error.message + describeEffort(spent), { code: error.code });
        };
        return { done: false, repeat: repeatForError(error), answered: false, reason: error.message, giveUp };
      }
    },
    { signal }
  );
}

// src/infer/sources/from-prometheus.ts
var limits = { series: 2e4, metrics: 500, help: 4096 };
async function fromPrometheus(prometheus, matchers, { signal } = {}) {
  const doing = "reading the series to imitate";
  const parameters = { "match[]": [...matchers], limit: String(limits.series) };
  const listed = requireData(
    prometheus,
    doing,
    await prometheus.ask({ method: "POST", path: "/series", parameters, signal })
  );
  const types = await readTypes(prometheus, signal);
  const families = /* @__PURE__ */ new Map();
  for (const labels of decodeLabelSets(listed, subjectOf(prometheus, doing)).slice(0, limits.series)) {
    const name = labels.get("__name__") ?? "";
    const base = splitPart(name)?.base;
    const family = base !== void 0 && isJoined(base, types, labels.has("le")) ? base : name;
    if (!families.has(family) && families.size >= limits.metrics) continue;
    const known = families.get(family) ?? { names: /* @__PURE__ */ new Set(), labels: /* @__PURE__ */ new Set(), bounds: /* @__PURE__ */ new Set() };
    families.set(family, known);
    known.names.add(name);
    for (const label of labels.keys()) if (isLabelName(label)) known.labels.add(label);
    for (const made of ["le", "quantile"]) if (labels.has(made)) known.bounds.add(decodeNumber(labels.get(made)));
  }
  const found = [];
  for (const [name, { labels, bounds }] of [...families].sort(([a], [b]) => a < b ? -1 : 1)) {
    const { type, help } = types.get(name) ?? { type: "", help: void 0 };
    const kind = kindOf(type, name, labels);
    const made = madeLabel(kind);
    const numbers = [...bounds].filter(Number.isFinite).sort((a, b) => a - b);
    found.push({
      name,
      kind,
      help,
      labels: new Map([...labels].filter((label) => label !== made).map((label) => [label, []])),
      level: await readLevel(prometheus, { name, kind, matchers, signal }),
      buckets: kind === "histogram" && numbers.length > 0 ? numbers : void 0,
      quantiles: kind === "summary" && numbers.length > 0 ? numbers : void 0
    });
  }
  return found;
}
function isJoined(base, types, hasBounds) {
  return hasBounds || ["histogram", "summary"].includes(types.get(base)?.type ?? "");
}
function kindOf(type, name, labels) {
  if (type === "counter" || type === "gauge" || type === "histogram" || type === "summary" || type === "info")
    return type;
  if (labels.has("le")) return "histogram";
  return labels.has("quantile") ? "summary" : isTotalName(name) ? "counter" : void 0;
}
async function readTypes(prometheus, signal) {
  const { data } = await prometheus.ask({ method: "GET", path: "/metadata", signal });
  const found = /* @__PURE__ */ new Map();
  if (typeof data !== "object" || data === null) return found;
  for (const [name, list] of Object.entries(data)) {
    const [first] = Array.isArray(list) ? list : [];
    if (typeof first?.type === "string")
      found.set(name, {
        type: first.type,
        help: typeof first.help === "string" && first.help !== "" ? first.help.slice(0, limits.help) : void 0
      });
  }
  return found;
}
async function readLevel(prometheus, {
  name,
  kind,
  matchers,
  signal
}) {
  if (kind === "info") return void 0;
  const wire = kind === "histogram" || kind === "summary" ? partName(name, "count") : name;
  const selectors = matchers.map((matcher) => withName(matcher, wire));
  const value = (selector) => kind === "gauge" || kind === void 0 ? selector : `rate(${selector}[5m])`;
  const samples = await instantQuery(prometheus, selectors.map(value).join(" or "), {
    doing: `reading the level of ${wire}`,
    signal
  });
  return levelOf(samples.map(({ value: each }) => each).filter((each) => Number.isFinite(each) && each !== 0));
}
function withName(matcher, name) {
  const braces = /\{([\s\S]*)\}\s*$/.exec(matcher);
  const inner = braces?.[1]?.trim() ?? "";
  const own = /^\s*([a-zA-Z_:][\w:]*)/.exec(matcher)?.[1];
  const parts = [
    `__name__=${JSON.stringify(name)}`,
    ...own === void 0 ? [] : [`__name__=${JSON.stringify(own)}`],
    ...inner === "" ? [] : [inner]
  ];
  return `{${parts.join(",")}}`;
}

// src/infer/write/update-spec.ts
var import_yaml = __toESM(require_dist(), 1);
function updateSpec(specText, inferred, { file, nowMs, readFile }) {
  const plan = planSpec(parseSpec(specText, { file, readFile }), {
    nowMs,
    maxSeries: 1e6,
    maxSamples: Number.MAX_SAFE_INTEGER
  });
  const existing = /* @__PURE__ */ new Map();
  for (const definition of plan.definitions) {
    const { name, labels } = definition;
    for (const wire of namesOf(definition)) {
      const known = existing.get(wire);
      if (known === void 0) existing.set(wire, [{ name, labels: new Map(labels) }]);
      else known.push({ name, labels: new Map(labels) });
    }
  }
  const setsOf = (metric) => {
    const found = namesOf(metric).flatMap((wire) => existing.get(wire) ?? []);
    return found.length === 0 ? void 0 : found.filter(({ name }) => name === metric.name).map(({ labels }) => labels);
  };
  const metrics = (0, import_yaml.parseDocument)(specText, { schema: "core", logLevel: "silent", uniqueKeys: false }).get("metrics");
  if (!(0, import_yaml.isSeq)(metrics)) return { text: specText, added: [], extended: [] };
  const section = signalSection(specText);
  const names = section.rename(inferred.signals);
  const all = inferred.metrics.map((metric) => withCausesRenamed(metric, names));
  const missing = all.filter((metric) => setsOf(metric) === void 0).sort((a, b) => a.name < b.name ? -1 : 1);
  const insertions = [];
  const extended = [];
  for (const metric of all) {
    const labelSets = setsOf(metric);
    const series = labelSets === void 0 ? [] : unmatched(metric, labelSets);
    const found = series.length === 0 ? void 0 : metricNode(metrics, metric);
    if (found === void 0) continue;
    const { node, kind } = found;
    const more = { ...metric, kind, series };
    const entries = renderSeries(more);
    insertions.push(
      appendTo(
        specText,
        node,
        node.flow === true ? entries.map((entry) => JSON.stringify((0, import_yaml.parseDocument)(entry).toJS())) : entries
      )
    );
    extended.push(more);
  }
  if (missing.length > 0) {
    const lines = missing.flatMap((metric) => metrics.flow === true ? [flowMetric(metric)] : renderMetric(metric));
    insertions.push(
      metrics.flow === true ? appendTo(specText, metrics, lines) : appendBlock(specText, metrics, lines, 2)
    );
  }
  const causes = section.insertion(causesOf([...missing, ...extended]));
  if (causes !== void 0) insertions.push(causes);
  return {
    text: insert(specText, insertions),
    added: missing.map(({ name }) => name),
    extended: extended.map(({ name }) => name).sort()
  };
}
function namesOf(metric) {
  const isHistogram = metric.kind === "histogram" || metric.kind === "native";
  return [...wireNames(metric), ...isHistogram ? [`histogram ${metric.name}`] : []];
}
function unmatched(metric, labelSets) {
  const patterns = createPatternCache(200);
  const needs = metric.needs.filter(
    (conditions) => conditions.length > 0 && !labelSets.some((labels) => satisfiesAll(labels, conditions, patterns))
  );
  const known = new Set(labelSets.map((labels) => JSON.stringify([...labels].sort())));
  return metric.series.filter(
    ({ labels }) => needs.some((conditions) => satisfiesAll(labels, conditions, patterns)) && !known.has(JSON.stringify([...labels].sort()))
  );
}
function metricNode(metrics, { name, kind }) {
  const named = metrics.items.filter((item) => (0, import_yaml.isMap)(item) && item.get("name") === name);
  const type = kind === "native" ? "histogram" : kind;
  const same = named.find((item) => item.get("type") === type);
  const found = same ?? named.find((item) => isPlain(type) && isPlain(String(item.get("type"))));
  const series = found?.get("series", true);
  const hasLabels = found?.items.some(({ key }) => (0, import_yaml.isScalar)(key) && key.value === "labels");
  if (!(0, import_yaml.isSeq)(series) || hasLabels === true) return void 0;
  return { node: series, kind: same === void 0 ? String(found.get("type")) : kind };
}
var isPlain = (type) => type === "gauge" || type === "counter" || type === "info";
function appendTo(text, node, entries) {
  if (node.flow !== true)
    return appendBlock(
      text,
      node,
      entries.map((entry) => `- ${entry}`),
      0
    );
  const close = (node.range?.[1] ?? text.length) - 1;
  const last = node.items.at(-1)?.range?.[1] ?? close;
  const trailing = /^\s*,/.test(text.slice(last, close));
  return { at: trailing ? close : last, text: `${trailing ? " " : ", "}${entries.join(", ")}` };
}
function appendBlock(text, node, lines, indented) {
  const first = node.items[0];
  const dash = text.lastIndexOf("-", (first.range?.[0] ?? 1) - 1);
  const column = dash - (text.lastIndexOf("\n", dash) + 1);
  const last = node.items.at(-1);
  const valueEnd = last.range?.[1] ?? text.length;
  const lineEnd = endOfValue(text, valueEnd);
  const moved = lines.map((line) => line.trim() === "" ? "" : `${" ".repeat(column)}${line.slice(indented)}`);
  const opens = lineEnd > 0 && text[lineEnd - 1] !== "\n" ? "\n" : "";
  return { at: lineEnd, text: `${opens}${moved.join("\n")}
` };
}
function endOfValue(text, end) {
  const trimmed = text.slice(0, end).trimEnd().length;
  const newline = text.indexOf("\n", trimmed);
  return newline === -1 ? text.length : newline + 1;
}
function flowMetric(metric) {
  const lines = renderMetric(metric).filter((line) => !line.trimStart().startsWith("#"));
  return JSON.stringify((0, import_yaml.parseDocument)(lines.join("\n")).toJS()[0]);
}
function insert(text, insertions) {
  return insertions.toReversed().toSorted((a, b) => b.at - a.at).reduce((result, { at, text: added }) => result.slice(0, at) + added + result.slice(at), text);
}

// src/preview/infer.ts
async function infer({ dashboards, options, local }, context) {
  sayInferring(dashboards.length, context.progress);
  const started = await startInference(dashboards, { ...options, signal: context.signal });
  if (local === void 0 || dashboards.length === 0) return { inference: started, checked: false, findings: [] };
  const { inference, filled } = await repairUntilFull(started, {
    fill: (current) => fillOnce(current, dashboards, local, context),
    checkOf: (checked) => ({ results: checked.flatMap(({ check }) => check.queries) })
  });
  const findings = filled.flatMap(
    ({ source, check }) => check.findings.map((finding) => ({ ...finding, source: source.file }))
  );
  return { inference, checked: true, findings: findings.filter(({ state }) => state !== "skipped") };
}
async function fillOnce(inference, dashboards, local, context) {
  const spec = loadInferred(inference);
  const inputs = { dashboards: dashboards.map((source) => ({ source, spec })), specs: [spec], warnings: [] };
  const filled = await fillLocally({ ...local, inputs }, context);
  await filled.stop();
  return filled.dashboards;
}

// src/cli/commands/infer/run-infer.ts
var maxFileBytes = 16 * 1024 * 1024;
async function runInfer(given, context) {
  await nextTurn(context.signal);
  const request = given.file === stdinName ? { ...given, file: void 0 } : given;
  if (request.incident !== void 0) {
    refuseOverwriting(request, context);
    return (await import("./run-incident-4RZRXWO6.js")).runIncident({ ...request, incident: request.incident }, context);
  }
  if (request.update !== void 0 && request.file !== void 0)
    throw new UsageError(
      "--update names the data spec that is changed, and -o a new one: pass --update FILE without -o"
    );
  refuseOverwriting(request, context);
  tuneFor("reading");
  const progress = createProgress(context);
  const { dashboards: paths, build = [], buildTimeoutMs, allowCode } = request;
  const hasDashboards = paths.length + build.length > 0;
  const known = await readKnown(request, context);
  const { rules, skip } = fromRules(await readAllRules(request, context), { evaluated: request.rulesEvaluated });
  if (!hasDashboards && known.length === 0 && rules.length === 0) {
    throw new UsageError(
      "nothing to infer from. Name dashboards, or pass --from-metrics, --from-prometheus or --from-rules"
    );
  }
  const inputs = !hasDashboards ? { dashboards: [], warnings: [] } : await readFiles(
    // The spec beside a dashboard may be the very file to overwrite, and broken.
    { dashboards: paths, build, buildTimeoutMs, allowCode, untrusted: false, findSpecs: false },
    context
  );
  const existing = request.update === void 0 ? void 0 : { file: request.update, text: readText(request.update, "a data spec", context) };
  if (existing !== void 0) context.blocking(() => parseSpec(existing.text, withFiles(existing, context)));
  const overrides = existing === void 0 ? noOverrides : readOverrides(existing.text);
  const result = await infer(
    {
      dashboards: inputs.dashboards.map(({ source }) => source),
      options: {
        nowMs: context.now(),
        stepMs: request.stepMs,
        historyMs: request.historyMs,
        known,
        rules,
        overrides: { ...overrides, skip: /* @__PURE__ */ new Set([...overrides.skip, ...skip]) }
      },
      local: localServer(request, context)
    },
    { ...context, progress }
  );
  const incident = existing === void 0 && hasDashboards ? await inferScenario(result.inference) : void 0;
  progress.clear();
  for (const text of inputs.warnings) context.err.write(`warning: ${plainLine(text)}
`);
  write({ ...result, incident }, existing, request, context);
  return 0;
}
function refuseOverwriting({ file, force }, { cwd }) {
  if (file === void 0 || force || !isPlainFile(resolve(cwd, file))) return;
  throw new UsageError(
    `${file} already exists: pass --update ${file} to add what is missing, or --force to overwrite it`
  );
}
function localServer(request, context) {
  if (!request.check) return void 0;
  try {
    const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
    removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
    const { temporaryFolder, version } = context;
    return {
      binary,
      temporaryFolder,
      userAgent: `dashpreview/${version}`,
      historyMs: 36e5,
      maxSeries: 5e4,
      maxSamples: 1e8,
      untrusted: false
    };
  } catch (error) {
    if (!(error instanceof UsageError) || request.prometheusBin !== void 0) throw error;
    context.err.write("note: no Prometheus server here, so the result is not checked; see dashpreview up --local\n");
    return void 0;
  }
}
function write({ inference, incident, checked, findings }, existing, request, { out, err, cwd, now, files }) {
  const updated = existing === void 0 ? void 0 : updateSpec(existing.text, inference.spec, { ...withFiles(existing, { cwd }), nowMs: now() });
  const { spec } = inference;
  const text = updated?.text ?? (incident === void 0 ? renderSpec(spec) : renderIncident(spec, incident));
  const target = request.update ?? request.file;
  if (target !== void 0) files.replace({ path: resolve(cwd, target), what: target }, text);
  const json = request.output === "json";
  if (json) {
    const { added = [], extended = [] } = updated ?? {};
    const where = target === void 0 ? { spec: text } : { file: target };
    const tooComplex = inference.tooComplex.map(({ query, what, reason }) => ({
      ...query === void 0 ? { what } : { panel: query.panelTitle, panelId: query.panelId, refId: query.refId, expr: query.expr },
      reason
    }));
    out.json({ ...where, metrics: inference.spec.metrics.length, added, extended, checked, findings, tooComplex });
    return;
  }
  if (target === void 0) out.document(text);
  else if (updated === void 0) err.write(`wrote ${target}: ${counted(inference.spec.metrics.length, "metric")}
`);
  else err.write(`${target}: ${describeUpdate(updated)}
`);
  for (const one of inference.tooComplex) err.write(`nothing inferred for ${plainLine(describeTooComplex(one))}
`);
  for (const finding of findings) {
    const state = finding.state === "empty" || finding.state === "error" ? `still ${finding.state}` : finding.state;
    err.write(`${state}: ${plainLine(describePlace(finding))}: ${plainLine(finding.reason)}
`);
  }
  const fine = findings.every(({ state }) => state === "hint");
  if (checked && fine && inference.tooComplex.length === 0) err.write("every query returns data\n");
}
function withFiles({ file }, { cwd }) {
  return { file, readFile: recordingReader(resolve(cwd, file)) };
}
function describeUpdate({ added, extended }) {
  const parts = [
    ...added.length > 0 ? [`added ${counted(added.length, "metric")}: ${firstNames(added)}`] : [],
    ...extended.length > 0 ? [`added series to ${counted(extended.length, "metric")}: ${firstNames(extended)}`] : []
  ];
  return parts.length === 0 ? "unchanged, nothing was missing" : parts.join("; ");
}
function firstNames(names) {
  return `${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`;
}
async function readKnown(request, context) {
  const pages = await Promise.all(
    (request.fromMetrics ?? []).map(async (place) => {
      const text = await readPage(place, request, context);
      return context.blocking(() => fromMetricsPage(text, { file: place }));
    })
  );
  if (!request.fromPrometheus) {
    if (request.match !== void 0) throw new UsageError("--match goes with --from-prometheus");
    return pages.flat();
  }
  if (request.match === void 0)
    throw new UsageError(
      `--from-prometheus needs --match, such as --match '{job="api"}': a whole server is too much`
    );
  const prometheus = prometheusFrom(request, context);
  try {
    return [...pages.flat(), ...await fromPrometheus(prometheus, request.match, { signal: context.signal })];
  } finally {
    prometheus.close();
  }
}
async function readPage(place, request, context) {
  if (!/^https?:\/\//.test(place)) return readText(place, "a /metrics page", context);
  const url = new URL(place);
  const client = createHttpClient({
    url: url.origin,
    maxResponseBytes: maxFileBytes,
    ...networkFrom(request.caFile, context)
  });
  try {
    const question = { method: "GET", path: url.pathname + url.search };
    const answer = await askRepeatedly(client, question, {
      ...retryFrom(url.host, request, context),
      signal: context.signal
    });
    if (answer.status !== 200)
      throw new HttpError(`${client.url}${url.pathname}: answered ${answer.status}; expected a /metrics page`, {
        code: "unexpected"
      });
    return answer.text();
  } finally {
    client.close();
  }
}
async function readAllRules({ fromRules: files = [] }, context) {
  const queries = [];
  for (const file of files) {
    const { groups } = await readRuleText(readText(file, "a rule file", context), file, context.blocking);
    queries.push(...ruleQueries(groups));
  }
  return queries;
}
function readText(file, what, { cwd }) {
  return readPlainFile(resolve(cwd, file), { file, what, maxBytes: maxFileBytes });
}
export {
  runInfer
};
