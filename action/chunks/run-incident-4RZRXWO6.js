import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  testRules
} from "./chunk-ETQJUS6H.js";
import {
  SeriesWorld,
  applyIncident,
  checkRules,
  findIncident,
  fromRules,
  hitMembers,
  inferredSpecFile,
  noOverrides,
  planPhases,
  ruleNeeds,
  ruleQueries,
  shapePhases,
  startInference
} from "./chunk-OD6TAQFI.js";
import {
  findPrometheusBinary,
  removeLeftovers
} from "./chunk-OQXLBAJJ.js";
import "./chunk-H55RNSOP.js";
import {
  readRuleFiles
} from "./chunk-42F5COR6.js";
import "./chunk-6F2R6QGU.js";
import "./chunk-MILOLZ2R.js";
import {
  selectorsIn
} from "./chunk-VESQWSBQ.js";
import {
  incidentName,
  renderIncident
} from "./chunk-3ADR7GN4.js";
import "./chunk-TW2DETBE.js";
import "./chunk-LRRWOHJL.js";
import "./chunk-BUTP7I6L.js";
import "./chunk-7HAMIALP.js";
import {
  walkNodes
} from "./chunk-AFILVRNC.js";
import "./chunk-NNUYM63R.js";
import "./chunk-5WA7UJRV.js";
import "./chunk-JJH2CGNP.js";
import "./chunk-2B2BRE55.js";
import "./chunk-RZZYZ6Z2.js";
import "./chunk-6M77KGMD.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import "./chunk-Q663M3BX.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-YJEH4LXZ.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import {
  splitPart
} from "./chunk-PLX77PAM.js";
import "./chunk-U263SKPT.js";
import "./chunk-CTBYMT6C.js";
import "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import {
  isPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  nearestWord
} from "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import {
  tuneFor
} from "./chunk-DERAPTQV.js";
import "./chunk-IQ4QOBYR.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/infer/run-incident.ts
import { resolve } from "node:path";

// src/infer/incident/widen-buckets.ts
function widenBuckets(metrics, exprs) {
  const most = /* @__PURE__ */ new Map();
  for (const root of exprs) {
    let [asksQuantiles, largest] = [false, 0];
    walkNodes(root, (node) => {
      if (node.type === "call" && node.name === "histogram_quantile") asksQuantiles = true;
      if (node.type === "number" && Number.isFinite(Number(node.text))) largest = Math.max(largest, Number(node.text));
    });
    if (!asksQuantiles) continue;
    for (const { metric = "" } of selectorsIn(root)) {
      const name = splitPart(metric)?.base ?? metric;
      most.set(name, Math.max(most.get(name) ?? 0, largest));
    }
  }
  return metrics.map((metric) => {
    const wanted = most.get(metric.name) ?? 0;
    const last = metric.buckets.at(-1);
    if (metric.kind !== "histogram" || last === void 0 || last > wanted) return metric;
    return {
      ...metric,
      buckets: [...metric.buckets, ...[1, 2.5, 5].map((by) => wanted * by).filter((one) => one > last)]
    };
  });
}

// src/preview/alerts/infer-incident.ts
var minute = 6e4;
var maxMebibytes = 8;
var usualStepMs = 15e3;
var leastLeadInMs = 60 * minute;
var maxRounds = 4;
async function inferIncident(options, context) {
  const groups = options.files.flatMap((file) => file.groups);
  const parsed = checkRules(groups, options.evaluationIntervalMs).groups;
  const stepMs = options.stepMs ?? usualStepMs;
  const nowMs = context.now();
  const { rules, skip } = fromRules(ruleQueries(groups), { evaluated: true });
  const overrides = { ...noOverrides, skip };
  const inferred = await startInference([], { nowMs, stepMs, rules, overrides, signal: context.signal });
  const roots = parsed.flatMap((group) => group.rules.map(({ root }) => root));
  const metrics = widenBuckets(inferred.spec.metrics, roots);
  const base = { ...inferred, spec: { ...inferred.spec, metrics } };
  const records = recordsOf(parsed);
  const world = new SeriesWorld(base.spec.metrics, { records, nowMs, stepMs });
  const alerts = alertsOf(parsed);
  const maxLeadInMs = Math.max(leastLeadInMs, ...alertLeadIns(parsed, nowMs));
  const wanted = alerts.map(({ name }) => options.alerts?.includes(name) ?? true);
  let solved = solveAll(alerts, wanted, world);
  let best;
  for (let round = 1; round <= maxRounds; round++) {
    const attempts = [...solved.values()];
    const { metrics: metrics2 } = base.spec;
    const shape = { metrics: metrics2, solved: attempts, world, records, nowMs, stepMs };
    const phases = shapePhases(planPhases(attempts, world), shape);
    const spec = applyIncident(base.spec, phases, { beforeMs: 20 * minute, betweenMs: 10 * minute, stepMs });
    const loaded = loadText(renderIncident(base.spec, spec));
    const test = await testRules({ maxLeadInMs, ...options, stepMs, spec: loaded }, context);
    const text = renderIncident(
      base.spec,
      spec,
      expectations(test, slacksOf(parsed, alerts, onsetsOf(phases, attempts)))
    );
    const made = { inference: base, text, test, wanted };
    if (best === void 0 || firing(made) > firing(best)) best = made;
    const silent = [...solved.keys()].filter((index) => test.alerts[index]?.state !== "firing");
    if (silent.length === 0) break;
    solved = solveAgain(solved, silent, world);
  }
  return best;
}
function alertLeadIns(groups, nowMs) {
  const needs = ruleNeeds(groups, { fromMs: nowMs - 360 * minute, toMs: nowMs });
  const rules = groups.flatMap((group) => group.rules);
  return needs.flatMap(({ ms }, index) => rules[index].kind === "alert" ? [ms] : []);
}
function loadText(text) {
  const file = inferredSpecFile;
  const readFile = () => "";
  const base = parseSpec(text, { file, readFile, maxMebibytes });
  const scenario = base.scenarios.includes(incidentName) ? incidentName : void 0;
  return { file, readFile, document: parseSpec(text, { file, readFile, maxMebibytes, scenario }) };
}
function expectations({ alerts, window }, slacksMs) {
  const first = /* @__PURE__ */ new Map();
  for (const [index, { alert, instances }] of alerts.entries())
    for (const { intervals } of instances)
      for (const { state, fromMs } of intervals)
        if (state === "firing" && fromMs < (first.get(alert)?.fromMs ?? Number.POSITIVE_INFINITY))
          first.set(alert, { fromMs, slackMs: slacksMs[index] });
  return [...first].map(([alert, { fromMs, slackMs }]) => {
    const afterMs = Math.max(0, Math.floor((fromMs - window.fromMs - slackMs) / minute) * minute);
    return { alert, afterMs, withinMs: 2 * slackMs + minute };
  });
}
function slacksOf(groups, alerts, onsetsMs) {
  const recording = groups.filter(({ rules }) => rules.some(({ kind }) => kind === "record"));
  const longestMs = Math.max(minute, ...recording.map(({ intervalMs }) => intervalMs));
  return alerts.map((alert) => {
    const slackMs = Math.max(minute, alert.intervalMs) + longestMs + (onsetsMs.get(alert) ?? 0);
    return Math.ceil(slackMs / minute) * minute;
  });
}
function onsetsOf(phases, solved) {
  const found = /* @__PURE__ */ new Map();
  for (const { alerts, changes } of phases)
    for (const index of alerts) {
      const { alert, reads } = solved[index];
      const onsets = [...reads].map((key) => {
        const course = changes.get(key)?.course;
        return course?.form === "times" ? course.onsetMs : 0;
      });
      found.set(alert, Math.max(0, ...onsets));
    }
  return found;
}
function firing({ test, wanted }) {
  return test.alerts.filter(({ state }, index) => wanted[index] === true && state === "firing").length;
}
function solveAll(alerts, wanted, world) {
  const solved = /* @__PURE__ */ new Map();
  for (const [index, alert] of alerts.entries()) {
    const found = wanted[index] === true ? findIncident(alert, world) : void 0;
    if (found !== void 0) solved.set(index, { ...found, changes: hitMembers(alert, found.changes, world), alert });
  }
  return solved;
}
function solveAgain(solved, silent, world) {
  const again = new Map(solved);
  for (const index of silent) {
    const known = solved.get(index);
    const { alert, steady, alone = 1 } = known;
    const skip = steady === true ? alone : 0;
    const found = findIncident(alert, world, { skip, anything: true }) ?? known;
    again.set(index, { ...found, alert, steady: true, ...skip > 0 && { alone: alone + 1 } });
  }
  return again;
}
function alertsOf(groups) {
  return groups.flatMap(
    ({ rules, intervalMs }) => rules.flatMap(({ kind, name, root, forMs }) => kind === "alert" ? [{ name, root, forMs, intervalMs }] : [])
  );
}
function recordsOf(groups) {
  return groups.flatMap(
    ({ rules }) => rules.flatMap(({ kind, name, root, labels }) => kind === "record" ? [{ name, root, labels }] : [])
  );
}

// src/cli/commands/infer/run-incident.ts
async function runIncident(request, context) {
  refuseOthers(request);
  const { cwd, blocking, temporaryFolder, version } = context;
  const isFile = (one) => isPlainFile(resolve(cwd, one)) || /[./\\]/.test(one);
  const names = request.incident.filter((one) => !isFile(one));
  const paths = [...request.incident.filter(isFile), ...request.fromRules ?? []];
  if (paths.length === 0)
    throw new UsageError(`--incident ${names.join(" ")}: name the rule files that have it with --from-rules`);
  const files = await readRuleFiles({ paths, cwd, blocking });
  const known = files.flatMap(
    ({ groups }) => groups.flatMap(({ rules }) => rules.filter(({ kind }) => kind === "alert").map(({ name }) => name))
  );
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearestWord(name, known);
    throw new UsageError(
      `--incident ${name}: no alert has this name${near === void 0 ? "" : `; did you mean ${near}?`}`
    );
  }
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const made = await inferIncident(
    {
      files,
      binary,
      temporaryFolder,
      userAgent: `dashpreview/${version}`,
      stepMs: request.stepMs,
      evaluationIntervalMs: 6e4,
      alerts: request.incident.some(isFile) ? void 0 : names
    },
    { ...context, progress, tune: tuneFor }
  );
  progress.clear();
  return write(made, request, context);
}
function refuseOthers({ dashboards, update, fromMetrics, fromPrometheus, build }) {
  const other = dashboards.length > 0 ? "dashboards" : update !== void 0 ? "--update" : fromMetrics !== void 0 ? "--from-metrics" : fromPrometheus ? "--from-prometheus" : build !== void 0 ? "--build" : void 0;
  if (other !== void 0) throw new UsageError(`--incident makes a spec from rules alone: leave out ${other}`);
}
function write({ text, test, wanted, inference }, request, context) {
  const { out, err, files, cwd } = context;
  const asked = test.alerts.filter((_, index) => wanted[index]);
  const silent = asked.filter(({ state }) => state !== "firing");
  if (request.file !== void 0) files.replace({ path: resolve(cwd, request.file), what: request.file }, text);
  if (request.output === "json") {
    const where = request.file === void 0 ? { spec: text } : { file: request.file };
    const alerts = asked.map(({ alert, file, line, state, reason }) => {
      const fires = state === "firing";
      return { alert, file, line, fires, ...reason === void 0 ? {} : { reason: reason.text } };
    });
    const nothing = { added: [], extended: [], findings: [], tooComplex: [] };
    out.json({ ...where, metrics: inference.spec.metrics.length, checked: true, ...nothing, alerts });
  } else if (request.file === void 0) out.document(text);
  if (request.file !== void 0)
    err.write(`wrote ${request.file}: dashpreview test RULES --data ${request.file} --scenario incident
`);
  const firing2 = asked.length - silent.length;
  const verb = asked.length === 1 ? "fires" : "fire";
  err.write(`${firing2} of ${counted(asked.length, "alert")} ${verb} in the scenario incident
`);
  for (const { alert, file, line, reason } of silent)
    err.write(
      `${plainLine(`${file}:${line}: ${alert} does not fire: ${reason?.text ?? "no data was found for it"}`)}
`
    );
  return silent.length === 0 ? 0 : 1;
}
export {
  runIncident
};
