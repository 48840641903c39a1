import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  LiveWriter,
  Relay,
  bucketValue,
  encodeExemplar,
  keepOn,
  traceId
} from "./chunk-MTFR5NHR.js";
import {
  triedAgain
} from "./chunk-DLYXPLLW.js";
import {
  probeGrafana
} from "./chunk-CLLLBOC4.js";
import {
  historyLimit,
  historySetting,
  planHistory,
  probeReceiver,
  takesHistoryMs
} from "./chunk-TD5BO4DN.js";
import {
  checkRules,
  fromRules,
  inferredSpecFile,
  judgeSpecs,
  nameSelector,
  planStages,
  queryReach,
  repairInference,
  ruleNeeds,
  ruleQueries,
  testRulesOn,
  verifyHistory,
  withLeadIn
} from "./chunk-OD6TAQFI.js";
import {
  isComplete,
  localRetryMs,
  startLocalPrometheus,
  withRoom,
  writeHistory
} from "./chunk-OQXLBAJJ.js";
import {
  maxRunSteps
} from "./chunk-OYALHLFY.js";
import {
  createSlots,
  knowSpec,
  mapBounded,
  openingRange,
  prepareQuery,
  resolveVariables
} from "./chunk-MILOLZ2R.js";
import {
  findSelectors,
  queriesIn
} from "./chunk-VESQWSBQ.js";
import {
  createSources,
  planSeries,
  sampleRange
} from "./chunk-LRRWOHJL.js";
import {
  parts,
  readVariables
} from "./chunk-BUTP7I6L.js";
import {
  Work,
  parseExpression,
  parseFilled,
  withWork
} from "./chunk-AFILVRNC.js";
import {
  deleteRevision,
  hasSamples
} from "./chunk-YNWCQHPM.js";
import {
  chooseDataSource,
  deleteMark,
  deleteSeries,
  findShardPlan,
  reachMs,
  readShardsDone,
  writeMark,
  writeShardDone,
  writeShardPlan
} from "./chunk-ASHW6A5J.js";
import {
  judgeDate
} from "./chunk-BCJFHYLG.js";
import {
  LabelEncoder,
  messageTags,
  require_minimal,
  sendRequest
} from "./chunk-RZZYZ6Z2.js";
import {
  instantQuery
} from "./chunk-6M77KGMD.js";
import {
  isInShard,
  shardText
} from "./chunk-T7EJVMAX.js";
import {
  backoffMs,
  createPrometheus
} from "./chunk-JN2EJA7T.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  clockOrder
} from "./chunk-LBV6Z5BT.js";
import {
  projectNames
} from "./chunk-5UHCLHX7.js";
import {
  filesFit,
  maxFilesGzipBytes,
  wholeMinute
} from "./chunk-4P6PP26E.js";
import {
  digest,
  isolationLabel,
  isolationValue,
  newRevision,
  parseIsolationValue
} from "./chunk-REFUIXMO.js";
import {
  gridEndMs,
  writeUnique
} from "./chunk-YJEH4LXZ.js";
import {
  wireNames
} from "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  createBlock,
  present
} from "./chunk-RQHKSZ5E.js";
import {
  lanes,
  mixIndex
} from "./chunk-7ZG6RHXF.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  GrafanaError,
  PrometheusError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/prometheus/exemplars/write-exemplars.ts
var import_minimal = __toESM(require_minimal(), 1);

// src/generator/exemplars/history-exemplars.ts
function historyExemplars(source, { fromMs, stepMs, count: count2 }, { at, moments }) {
  const { definition, series } = source;
  const buckets = definition.kind === "histogram" && definition.native !== true ? definition.buckets : void 0;
  if (definition.kind !== "counter" && buckets === void 0) return [];
  const width = buckets === void 0 ? 1 : buckets.length + 1;
  const blocks = series.map(({ native }) => createBlock(2, { native }));
  const made = series.slice(0, width).map((one) => ({ series: one, exemplars: [] }));
  const gap = Math.max(1, Math.ceil((count2 - 1) / moments));
  mixIndex(at, 461845907, gap);
  for (let index = 1 + (lanes[0] >>> 0) % gap; index < count2; index += gap) {
    source.fill(index - 1, 2, blocks);
    const rise = blocks.slice(0, width).map(({ values, states }) => states[0] === present && states[1] === present ? values[1] - values[0] : 0);
    const bucket = buckets === void 0 ? 0 : chosenBucket(rise, { at, index });
    if (!(rise.at(-1) > 0)) continue;
    const place = { at: at * 1009 + bucket, index };
    const one = buckets === void 0 ? { traceId: traceId(place.at, index), value: 1 } : bucketValue(buckets, bucket, place);
    made[bucket].exemplars.push({ ...one, timeMs: fromMs + index * stepMs });
  }
  return made.filter(({ exemplars }) => exemplars.length > 0);
}
function chosenBucket(rise, { at, index }) {
  mixIndex(at, 1013904242, index);
  const wanted = ((lanes[0] >>> 8) + 0.5) / 2 ** 24 * rise.at(-1);
  const found = rise.findIndex((total) => total > wanted);
  return found === -1 ? rise.length - 1 : found;
}

// src/prometheus/exemplars/write-exemplars.ts
var most = { ofSource: 120, all: 5e4 };
var perRequest = 200;
async function writeExemplars(prometheus, options) {
  const { sources, grid, isolation } = options;
  const moments = Math.max(1, Math.min(most.ofSource, Math.floor(most.all / Math.max(1, sources.length))));
  const made = sources.flatMap((source, at) => historyExemplars(source, grid, { at, moments }));
  for (let at = 0; at < made.length; at += perRequest) {
    const outcome = await sendRequest(prometheus, encode(made.slice(at, at + perRequest), isolation), options);
    if (outcome.state === "refused") return 0;
  }
  return made.reduce((sum, { exemplars }) => sum + exemplars.length, 0);
}
function encode(all, isolation) {
  const encoder = new LabelEncoder(isolation);
  const request = import_minimal.default.Writer.create();
  for (const { series, exemplars } of all) {
    const body = import_minimal.default.Writer.create();
    for (const { timeMs, value, traceId: traceId2 } of exemplars)
      encodeExemplar({ labels: /* @__PURE__ */ new Map([["trace_id", traceId2]]), value, timeMs }, { encoder, tag: 3 }, body);
    const [labels, rest] = [encoder.encode(series), body.finish()];
    const whole = new Uint8Array(labels.length + rest.length);
    whole.set(labels);
    whole.set(rest, labels.length);
    request.uint32(messageTags[1].series).bytes(whole);
  }
  return request.finish();
}

// src/preview/local/session.ts
function createSession(options) {
  let running;
  let held;
  const end = async ({ prometheus, server }) => {
    prometheus.close();
    await server.stop();
  };
  const start = async (historyMs, context) => {
    context.progress.step("starting a throw-away Prometheus");
    const server = await startLocalPrometheus({ ...options, ...context, historyMs });
    return { server, prometheus: createPrometheus({ url: server.url, userAgent: options.userAgent }), historyMs };
  };
  return {
    async fill(planAt, context, asideKey = "", exemplified = /* @__PURE__ */ new Set()) {
      const beside = asideKey + writeUnique([...exemplified].sort());
      if (held !== void 0) {
        const plan = await planAt(held.nowMs);
        if (keyOf(plan) + beside === held.key) return { ...held.filling, plan, fresh: false };
      }
      const historyMs = context.now() - (await planAt(context.now())).grid.fromMs;
      const fits = running !== void 0 && historyMs <= 2 * running.historyMs;
      const own = fits ? running : await start(historyMs, context);
      try {
        const nowMs = context.now();
        const plan = await planAt(nowMs);
        const isolation = options.oneFilling ? void 0 : revisionLabel(nowMs);
        const written = await withRoom(
          options.temporaryFolder,
          () => write(own.prometheus, { plan, isolation, exemplified }, context)
        );
        const before = running;
        const old = held?.filling.isolation;
        running = own;
        const { server, prometheus } = own;
        const filling = { server, prometheus, plan, isolation, ...written, fresh: true };
        held = { filling, nowMs, key: keyOf(plan) + beside };
        if (before !== void 0 && before !== own) await end(before);
        else if (before !== void 0 && old !== void 0) await deleteSeries(prometheus, old, context);
        return held.filling;
      } catch (error) {
        context.progress.clear();
        if (own !== running) await end(own);
        throw error;
      }
    },
    async stop() {
      if (running !== void 0) await end(running);
      held = void 0;
    }
  };
}
var revisionLabel = (nowMs) => ({
  name: isolationLabel,
  value: isolationValue({ project: "local", key: "watch" }, newRevision(nowMs))
});
function keyOf({ grid, definitions, metadata }) {
  return writeUnique([grid, definitions, metadata]);
}
async function write(prometheus, {
  plan,
  isolation,
  exemplified
}, context) {
  const { progress } = context;
  const { grid, metadata } = plan;
  progress.step(`writing ${plan.seriesCount} series of ${grid.count} samples`);
  const sources = createSources(plan);
  context.tune?.("writing");
  const onProgress = (done, total) => progress.update("writing samples", done, total);
  const written = await writeHistory(prometheus, {
    ...{ ...context, sources, grid, isolation, metadata, onProgress },
    retryMs: localRetryMs
  });
  const { series, samples, windows } = written;
  await verifyHistory(prometheus, { ...context, windows, grid, isolation, sources: () => createSources(plan) });
  const shown = createSources(plan).filter((one) => one.series.some(({ name }) => exemplified.has(name)));
  if (shown.length > 0) await writeExemplars(prometheus, { ...context, sources: shown, grid, isolation });
  return { series, samples, clampedRates: sources.reduce((sum, one) => sum + one.clampedRates, 0) };
}

// src/infer/repair-until-full.ts
var maxRepairs = 2;
async function repairUntilFull(first, filling) {
  let inference = first;
  for (let round = 0; ; round++) {
    const filled = await filling.fill(inference, round);
    const check = round < maxRepairs ? filling.checkOf(filled) : void 0;
    if (check === void 0) return { inference, filled };
    const { inference: repaired, changed } = await repairInference(inference, check.results, check).catch(
      async (error) => {
        await filling.release?.(filled);
        throw error;
      }
    );
    if (!changed) return { inference, filled };
    await filling.release?.(filled);
    inference = repaired;
  }
}

// src/preview/alerts/rules-beside.ts
function ruleSet(files, evaluationIntervalMs) {
  const groups = files.flatMap((file) => file.groups);
  return { files, checked: checkRules(groups, evaluationIntervalMs) };
}
function rulesBeside(now, before) {
  return before === void 0 || told(before) === told(now) ? { now } : { now, before };
}
var told = ({ files }) => JSON.stringify(files, (key, value) => key === "file" || key === "line" ? void 0 : value);
function wantedByRules({ now, before }) {
  const groups = [now, ...before === void 0 ? [] : [before]].flatMap(({ files }) => files);
  return fromRules(ruleQueries(groups.flatMap((file) => file.groups)), { evaluated: true });
}
function recordedBy(rules) {
  const groups = rules?.now.checked.groups ?? [];
  return groups.flatMap(
    (group) => group.rules.flatMap(({ kind, name }) => kind === "record" ? [{ name, kind: "gauge" }] : [])
  );
}
function lookBackOf({ now, before }, { grid }) {
  const data = { fromMs: grid.fromMs, toMs: gridEndMs(grid) - grid.stepMs };
  return [now, ...before === void 0 ? [] : [before]].flatMap(({ checked }) => ruleNeeds(checked.groups, data));
}
function writtenKey({ now }) {
  const written = writtenRules(now.checked).map(({ rule: { root, line, annotations, ...rule }, group }) => {
    const { intervalMs, queryOffsetMs, limit } = group;
    return [rule, intervalMs, queryOffsetMs, limit];
  });
  return JSON.stringify(written);
}
var writtenRules = ({ groups }) => planStages(groups).flatMap(({ rules }) => rules).filter(({ rule, isRead }) => rule.kind === "record" || isRead);
async function testBeside(server, { rules, specs, another }, context) {
  const now = await testSet(server, { ...rules.now, specs }, context);
  if (rules.before === void 0) return { now };
  const set = { ...rules.before, specs: [] };
  const writes = [rules.now, rules.before].some(({ checked }) => writtenRules(checked).length > 0);
  if (!writes) return { now, before: await testSet(server, set, context) };
  const other = await another(server.plan);
  try {
    return { now, before: await testSet(other.server, set, context) };
  } finally {
    await other.stop();
  }
}
async function testSet(server, set, context) {
  const { groups, givenWay } = withoutOwnSeries(set.checked, server.plan);
  const test = await testRulesOn(server, { ...set, checked: { ...set.checked, groups } }, context);
  context.progress.clear();
  return { ...test, unevaluated: [...test.unevaluated, ...givenWay], warnings: [] };
}
function withoutOwnSeries({ groups }, plan) {
  const { metrics } = knowSpec(plan.definitions.map(({ definition }) => definition));
  const givesWay = ({ kind, name }) => kind === "record" && metrics.has(name);
  return {
    groups: groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => !givesWay(rule)) })),
    givenWay: groups.flatMap(
      ({ name, namespace, file, rules }) => rules.filter(givesWay).map((rule) => ({
        ...{ group: name, namespace, file, line: rule.line, rule: rule.name },
        reason: "the data spec has series of this name, which are used"
      }))
    )
  };
}

// src/preview/check-side-by-side.ts
var atOnce = { dashboards: 4, queries: 8 };
async function checkSideBySide(items, context, check) {
  const slots = createSlots(atOnce.queries);
  const [only] = items;
  if (only === void 0) return [];
  if (items.length === 1) return [await check(only, { slots, context })];
  const { progress } = context;
  const title = `checking ${counted(items.length, "dashboard")}`;
  progress.step(title);
  const sizes = items.map(({ source }) => queriesIn(parts(source)).length + 1);
  const reached = items.map(() => 0);
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const total = sum(sizes);
  const reach = (index, share) => {
    reached[index] = share * sizes[index];
    progress.update(title, sum(reached), total);
  };
  return mapBounded(items, atOnce.dashboards, async (item, index) => {
    const update = (_, done, total2) => reach(index, total2 <= 0 ? 0 : Math.min(1, done / total2));
    const own = { ...context, progress: { ...progress, update } };
    const result = await check(item, { slots, context: own });
    reach(index, 1);
    return result;
  });
}

// src/preview/lead-in/read-needs.ts
var nothing = {
  labelNames: async () => [],
  labelValues: async () => [],
  series: async () => [],
  instant: async () => ({ series: [] }),
  range: async () => ({ series: [] })
};
async function readNeeds(sources, options) {
  const work = new Work(maxRunSteps);
  const needs = [];
  for (const source of sources) {
    await nextTurn(options.signal);
    const read = parts(source);
    const resolved = await resolveLengths(read, source, options);
    const found = /* @__PURE__ */ new Map();
    for (const query of queriesIn(read)) {
      if (!query.prometheus || query.place === "variable") continue;
      const ms = withWork(work, () => needOf(query, { ...options, window: options.opening(source), resolved }));
      const id = `${query.place} ${query.panelIndex ?? query.name}`;
      const place = query.panelTitle || query.name || `panel ${query.panelId ?? "without a title"}`;
      if (ms > (found.get(id)?.ms ?? 0)) found.set(id, { place, ms });
    }
    needs.push(...found.values());
  }
  return needs;
}
async function resolveLengths(read, source, { opening, scrapeIntervalMs, signal }) {
  const variables = readVariables(read).map((variable) => ({ ...variable, prometheus: false }));
  return resolveVariables(variables, { backend: nothing, range: opening(source), scrapeIntervalMs, signal });
}
function needOf(query, {
  window,
  data,
  resolved,
  scrapeIntervalMs
}) {
  const { expr, range, timing } = prepareQuery(query, { resolved, window, scrapeIntervalMs });
  const filled = parseFilled(expr);
  const parsed = filled.ok ? filled : parseExpression(expr);
  if (!parsed.ok) return 0;
  const { stepMs } = timing;
  if (query.instant === true && query.range !== true) {
    const reachMs2 = queryReach(parsed.root, { startMs: range.toMs, endMs: range.toMs, stepMs });
    return reachMs2 - (range.toMs - data.fromMs);
  }
  const shiftMs = window.fromMs - range.fromMs;
  return queryReach(parsed.root, { ...timing, startMs: range.fromMs }) + shiftMs + stepMs;
}

// src/preview/lead-in/plan-lead-in.ts
async function planLeadIn(plan, sources, options) {
  if (options.leadIn === 0) return plan;
  const data = sampleRange(plan);
  const needs = await readNeeds(sources, {
    data,
    opening: (source) => openingRange(source, data),
    scrapeIntervalMs: Math.max(plan.grid.stepMs, options.scrapeIntervalMs ?? 15e3),
    signal: options.signal
  });
  return withLeadIn(plan, [...needs, ...options.others ?? []], options);
}

// src/preview/lead-in/short-history.ts
function shortHistoryWarnings(plan, { sources, specs, history, limit }) {
  const isChosen = ({ file, document: { window } }) => file !== inferredSpecFile && (window.historyMs ?? window.scrapes) !== void 0;
  if (history !== void 0 || specs.some(isChosen)) return limit?.said ?? [];
  const data = sampleRange(plan);
  const short = sources.flatMap((source) => {
    const { wantsMs } = openingRange(source, data);
    return wantsMs === void 0 || wantsMs <= data.toMs - data.fromMs + plan.grid.stepMs ? [] : [{ title: source.title, wantsMs }];
  });
  if (short.length === 0) return [];
  const most2 = Math.max(...short.map(({ wantsMs }) => wantsMs));
  const named = short.slice(0, 3).map(({ title }) => `"${title}"`);
  const more = short.length > 3 ? ` and ${short.length - 3} more` : "";
  const verb = short.length === 1 ? "opens" : "open";
  const reach = formatDuration(plan.grid.count * plan.grid.stepMs);
  return [
    `${named.join(", ")}${more} ${verb} on up to ${formatDuration(most2)}, but the history is ${reach}; ` + (limit === void 0 ? `--history ${formatDuration(most2)} fills it` : limit.because(most2))
  ];
}

// src/preview/live.ts
async function runLive({ prometheus, prepared, isolation, liveMs }, context) {
  const { plan, receiver } = prepared;
  context.tune?.("writing");
  const receiverNow = () => context.now() + receiver.clockAheadMs;
  const { grid, metadata } = plan;
  const writer = new LiveWriter(prometheus, { ...context, sources: createSources(plan), grid, isolation, metadata });
  const startMs = receiverNow();
  const endMs = startMs + liveMs;
  context.progress.step(
    `writing live for ${formatDuration(liveMs)}, one scrape every ${formatDuration(plan.grid.stepMs)}; Ctrl-C ends it`
  );
  try {
    while (receiverNow() < endMs) {
      await writer.writeDue(Math.min(receiverNow(), endMs));
      context.progress.update("writing live", receiverNow() - startMs, liveMs);
      await context.sleep(Math.max(1, Math.min(writer.dueMs, endMs) - receiverNow()), context.signal);
    }
    await writer.writeDue(Math.min(receiverNow(), endMs));
  } catch (error) {
    context.progress.clear();
    if (!context.signal.aborted) throw error;
    await writer.finish({ nowMs: receiverNow(), signal: AbortSignal.timeout(finishTimeoutMs) });
    context.progress.step("ended every series; the preview stays until it expires");
    throw error;
  }
  context.progress.clear();
  await writer.finish({ nowMs: receiverNow() });
}
var finishTimeoutMs = 3500;

// src/prometheus/shards/verify-totals.ts
var samplesPerQuestion = 5e6;
async function verifyTotals(prometheus, options) {
  const { totals, timeoutMs, onProgress } = options;
  const elapsed = options.elapsed ?? options.now;
  const deadlineMs = elapsed() + timeoutMs;
  const total = [...totals.values()].reduce((sum, { samples }) => sum + samples, 0);
  let verified = 0;
  for (const [name, written] of totals) {
    for (let attempt = 0; ; attempt++) {
      const found = await count(prometheus, name, options);
      if (isComplete(found, written)) {
        verified += found;
        break;
      }
      const waitMs = backoffMs(attempt, 1, { firstMs: 100, mostMs: 2e3 });
      if (elapsed() + waitMs > deadlineMs)
        throw new PrometheusError(
          `${prometheus.url} has ${found} samples of ${name}, of the ${written.samples} that the shards wrote`,
          { code: "lost" }
        );
      await options.sleep(waitMs, options.signal);
    }
    onProgress?.(verified, total);
  }
  return verified;
}
async function count(prometheus, name, { isolation, grid, series, signal }) {
  const { fromMs, stepMs } = grid;
  const length = stepMs < 2 ? grid.count : Math.max(1, Math.floor(samplesPerQuestion / Math.max(1, series)));
  let sum = 0;
  for (let first = 0; first < grid.count; first += length) {
    const scrapes = Math.min(length, grid.count - first);
    const range = formatDuration((scrapes - 1) * stepMs + Math.max(1, Math.floor(stepMs / 2)));
    const query = `sum(count_over_time(${nameSelector(name, isolation)}[${range}]))`;
    const timeMs = fromMs + (first + scrapes - 1) * stepMs;
    const doing = "reading the samples of all shards back";
    const [found] = await instantQuery(prometheus, query, { timeMs, doing, signal, timeoutMs: 12e4 });
    sum += found?.value ?? 0;
  }
  return sum;
}

// src/prometheus/query/metrics-in-use.ts
var namesPerQuestion = 50;
async function metricsInUse(prometheus, names, { label, ...options }) {
  const found = /* @__PURE__ */ new Set();
  for (let at = 0; at < names.length; at += namesPerQuestion) {
    const part = names.slice(at, at + namesPerQuestion);
    const matcher = label === void 0 ? "" : `,${label}=""`;
    const query = `group by (__name__) (last_over_time({__name__=~${JSON.stringify(part.map(escapeRegex).join("|"))}${matcher}}[6h]))`;
    for (const { labels } of await instantQuery(prometheus, query, {
      ...options,
      doing: "looking for samples that are not ours"
    })) {
      if (labels["__name__"] !== void 0) found.add(labels["__name__"]);
    }
  }
  return [...found].sort();
}
function escapeRegex(text) {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

// src/preview/up/revision.ts
function isolationOf(run) {
  return { name: isolationLabel, value: isolationValue(run, run.revision) };
}
async function writeRevision(options, context) {
  const { prometheus, plan, isolation } = options;
  const { progress } = context;
  const sources = createSources(plan);
  try {
    const marked = await mark(options, context);
    const written = await writeHistory(prometheus, {
      ...context,
      retryMs: options.retryMs,
      sources,
      grid: plan.grid,
      isolation,
      metadata: plan.metadata,
      onProgress: (done, total) => progress.update("writing samples", done, total)
    });
    progress.clear();
    const verified = options.part !== void 0 ? 0 : await verifyHistory(prometheus, {
      ...context,
      windows: written.windows,
      grid: plan.grid,
      isolation,
      sources: () => createSources(plan),
      timeoutMs: options.verifyTimeoutMs,
      onProgress: (done, total) => progress.update("reading back", done, total)
    });
    progress.clear();
    return {
      series: written.series,
      samples: written.samples,
      verified,
      marked,
      byName: addCounts(written.windows.map(({ byName }) => byName)),
      clampedRates: sources.reduce((sum, { clampedRates }) => sum + clampedRates, 0)
    };
  } catch (error) {
    progress.clear();
    if (options.part !== "other") progress.step(await undo(options, context));
    throw error;
  }
}
function addCounts(all) {
  const sums = /* @__PURE__ */ new Map();
  for (const counts of all)
    for (const [name, { samples, nans }] of counts) {
      const known = sums.get(name) ?? { samples: 0, nans: 0 };
      sums.set(name, { samples: known.samples + samples, nans: known.nans + nans });
    }
  return sums;
}
async function mark({ prometheus, plan, isolation, mark: mark2, retryMs }, context) {
  if (isolation === void 0 || mark2 === void 0) return false;
  return writeMark(prometheus, { value: isolation.value, ...mark2 }, { ...context, retryMs, timeMs: plan.grid.fromMs });
}
var hurriedTimeoutMs = 1200;
var undoTimeoutMs = 1e4;
var undoAttempts = 3;
async function undo({ prometheus, isolation, run }, { sleep, signal }) {
  if (isolation === void 0) return "what was written stays: without isolation nothing is deleted";
  const timeoutMs = signal.aborted ? hurriedTimeoutMs : undoTimeoutMs;
  const repeat = signal.aborted ? "final" : void 0;
  try {
    for (let attempt = 1; attempt <= undoAttempts; attempt++) {
      const reason = await deleteRevision(prometheus, run, run.revision, { timeoutMs });
      if (reason !== void 0) {
        const stays = await hasSamples(prometheus, isolation, { withinMs: reachMs, timeoutMs, repeat });
        return stays ? reason : `no samples of this run (${isolation.value}) are found in ${prometheus.url}`;
      }
      await sleep(150, new AbortController().signal);
      if (!await hasSamples(prometheus, isolation, { withinMs: reachMs, timeoutMs, repeat })) {
        const { value } = isolation;
        await deleteMark(prometheus, value, { timeoutMs });
        return `deleted the series of this run (${value}); nothing else was changed, and up again begins anew`;
      }
    }
    return `deleted the series of this run (${isolation.value}), but ${prometheus.url} still has a part of them; dashpreview cleanup deletes it later`;
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    return `the series of this run (${isolation.value}) could not be deleted: ${error.message}; dashpreview cleanup will`;
  }
}
async function checkShared({
  prometheus,
  probe,
  plan,
  isolation,
  allowSharedServer,
  signal
}) {
  const rules = [...probe.rules?.alerts ?? [], ...probe.rules?.records ?? []];
  if (rules.length > 0 && !allowSharedServer) {
    throw new PrometheusError(
      `${prometheus.url} evaluates rules (${shorten(rules)}), and made-up series could set off an alert: use a Prometheus or a tenant of its own, or pass --allow-shared-server if the rules cannot see them`,
      { code: "shared" }
    );
  }
  const names = [...new Set(plan.definitions.flatMap(({ definition }) => wireNames(definition)))];
  const inUse = await metricsInUse(prometheus, names, {
    timeMs: probe.nowMs,
    signal,
    ...isolation === "label" ? { label: isolationLabel } : {}
  });
  if (inUse.length === 0) return rules.length === 0 ? [] : [`${prometheus.url} evaluates rules: ${shorten(rules)}`];
  if (isolation === "none") {
    throw new PrometheusError(
      `--isolation none: ${prometheus.url} has samples of ${shorten(inUse)} already; it is for an empty Prometheus of its own`,
      {
        code: "shared"
      }
    );
  }
  return [
    `${prometheus.url} has samples of ${shorten(inUse)} that are not made up; the preview does not show them, but autocompletion and ad hoc filters do`
  ];
}
function shorten(names) {
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
}

// src/preview/up/write-shards.ts
var lookEveryMs = 1e3;
function specsDigest(specs) {
  const texts = specs.map(({ document: { text, scenario, files } }) => JSON.stringify([text, scenario, [...files]]));
  return digest(16, ...texts.sort());
}
async function writeAsFirst(options, {
  shards,
  specs,
  createdAtMs,
  receiverNow
}, context) {
  const { prometheus, plan, run, retryMs, verifyTimeoutMs } = options;
  const { shard } = shards;
  const isolation = isolationOf(run);
  const { value } = isolation;
  const mine = { value, run: shards.run, count: shard.count, grid: plan.grid, specs: specsDigest(specs), createdAtMs };
  await writeShardPlan(prometheus, mine, { ...context, retryMs, timeMs: receiverNow() });
  const definitions = plan.definitions.filter(({ definition }) => isInShard(definition, shard));
  const own = await writeRevision({ ...options, plan: { ...plan, definitions }, part: "first" }, context);
  try {
    const others = await awaitOthers(prometheus, mine, shards, context);
    const totals = addCounts([own.byName, ...others.map(({ byName }) => byName)]);
    const series = own.series + others.reduce((sum, one) => sum + one.series, 0);
    const verified = await verifyTotals(prometheus, {
      ...context,
      isolation,
      grid: plan.grid,
      totals,
      series,
      timeoutMs: verifyTimeoutMs,
      onProgress: (done, total) => context.progress.update("reading back", done, total)
    });
    context.progress.clear();
    const samples = [...totals.values()].reduce((sum, one) => sum + one.samples, 0);
    return { ...own, series, samples, verified, byName: totals };
  } catch (error) {
    context.progress.clear();
    context.progress.step(await undo(options, context));
    throw error;
  }
}
async function awaitOthers(prometheus, plan, { waitMs }, context) {
  const { count: count2 } = plan;
  const elapsed = context.elapsed ?? context.now;
  const deadlineMs = elapsed() + waitMs;
  for (let look = 0; ; look++) {
    const done = await readShardsDone(prometheus, plan, context);
    const missing = Array.from({ length: count2 - 1 }, (_, i) => i + 2).filter((index) => !done.has(index));
    if (missing.length === 0) return [...done].filter(([index]) => index > 1 && index <= count2).map(([, one]) => one);
    if (look === 0) context.progress.step(`waiting for ${missing.length} of ${count2} shards`);
    context.progress.update("waiting for the other shards", count2 - missing.length, count2);
    if (elapsed() > deadlineMs) {
      const names = missing.slice(0, 10).map((index) => shardText({ index, count: count2 }));
      const more = missing.length > 10 ? ` and ${missing.length - 10} more` : "";
      throw new PrometheusError(
        `no word of the shards ${names.join(", ")}${more} after ${formatDuration(waitMs)}: they have to run at the same time, with the same data specs and the same --run; --shard-wait is how long they are waited for`,
        { code: "unavailable" }
      );
    }
    await context.sleep(lookEveryMs, context.signal);
  }
}
function shardsIn(shards, scenario) {
  return scenario === void 0 ? shards : { ...shards, run: `${shards.run}/${scenario}` };
}
async function writeAsOther(options, context) {
  const { prometheus, review, specs, shards, receiverNow, retryMs, maxSeries, maxSamples } = options;
  const { shard, run, waitMs } = shards;
  const question = { run, count: shard.count, project: review.project, key: review.key };
  const elapsed = context.elapsed ?? context.now;
  const deadlineMs = elapsed() + waitMs;
  let found = await findShardPlan(prometheus, question, context);
  if (found === void 0) context.progress.step(`waiting for the shard 1/${shard.count} of run ${run}`);
  while (found === void 0) {
    if (elapsed() > deadlineMs)
      throw new PrometheusError(
        `no word of the shard 1/${shard.count} of run ${run} after ${formatDuration(waitMs)}: it has to run at the same time, with the same --run, project and key`,
        { code: "unavailable" }
      );
    await context.sleep(lookEveryMs, context.signal);
    found = await findShardPlan(prometheus, question, context);
  }
  const identity = parseIsolationValue(found.value);
  if (found.specs !== specsDigest(specs) || identity === void 0)
    throw new UsageError(`the shard 1/${shard.count} of run ${run} has other data specs than this one`);
  const plan = planSeries(specs, {
    nowMs: receiverNow(),
    grid: found.grid,
    maxSeries,
    maxSamples,
    only: (series) => isInShard(series, shard)
  });
  const own = { ...identity, order: 0 };
  context.progress.step(`writing the part ${shardText(shard)} of ${plan.seriesCount} series as ${found.value}`);
  const written = await writeRevision(
    { prometheus, plan, isolation: isolationOf(own), verifyTimeoutMs: 0, retryMs, run: own, part: "other" },
    context
  );
  const still = await findShardPlan(prometheus, question, context);
  if (still?.value !== found.value) {
    context.progress.step(await undo({ prometheus, isolation: isolationOf(own), run: own }, context));
    throw new PrometheusError(`the shard 1/${shard.count} of run ${run} has given up: run all of them again`, {
      code: "refused"
    });
  }
  await writeShardDone(
    prometheus,
    { value: found.value, shard, ...written },
    { ...context, retryMs, timeMs: receiverNow() }
  );
  return { value: found.value, revision: identity.revision, plan, series: written.series, samples: written.samples };
}

// src/preview/up/refuse-live.ts
function refuseLive({ liveMs, liveUntilExpiry, isolation }, specs, { fixedStart }) {
  if (liveMs === void 0 && liveUntilExpiry !== true) return;
  if (fixedStart)
    throw new UsageError("--live goes on where the history ends, now; a spec with a fixed start cannot be continued");
  if (liveUntilExpiry !== true) return;
  if (isolation === "none")
    throw new UsageError(
      "--live until-expiry needs --isolation label: dashpreview live tells previews apart by their label"
    );
  for (const spec of specs) refuseLargeRecordings(spec);
}
function recordedFiles({ document }) {
  return document.files.size === 0 ? void 0 : [...document.files];
}
function refuseLargeRecordings(spec) {
  const files = recordedFiles(spec);
  if (files === void 0 || filesFit(files)) return;
  const names = files.map(([path]) => path);
  const shown = names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
  throw new UsageError(
    `--live until-expiry: ${spec.file} replays ${shown}, which ${names.length === 1 ? "is" : "are"} too large to travel with the preview (${maxFilesGzipBytes / 1024} KiB gzipped together), so dashpreview live could not go on; leave out columns that no signal replays, put the rows farther apart, or give a time, such as --live 8h`
  );
}

// src/preview/up/prepare.ts
async function prepare(options, context) {
  const { grafana, prometheus, review } = options;
  const specs = requireSpecs(options);
  const wanted = planSeries(specs, { ...planOptions(options, void 0), nowMs: context.now() });
  refuseLive(options, specs, wanted);
  const beganMs = context.now();
  const grafanaProbe = await probeGrafana(grafana);
  const date = grafanaProbe.dateMs === void 0 ? {} : { date: new Date(grafanaProbe.dateMs).toUTCString() };
  const { doubt } = judgeDate(date, { askedMs: beganMs, answeredMs: context.now() });
  if (grafanaProbe.maySave === "no") {
    throw new GrafanaError(
      `the token may not save previews in ${grafana.url}${grafanaProbe.advice === void 0 ? "" : `: ${grafanaProbe.advice}`}`,
      { code: "forbidden" }
    );
  }
  const dataSource = await chooseDataSource(grafana, options.dataSource, prometheus.url);
  const probed = await probeReceiver(prometheus, context);
  const receiver = options.shards === void 0 ? probed : { ...probed, empty: false };
  const earlier = await findEarlier(options, specs, context);
  const { plan: shown, limit } = planWithReceiver(options, specs, { receiver, dataSource });
  const sources = options.inputs.dashboards.map(({ source }) => source);
  const led = await planLeadIn(shown, sources, {
    leadIn: options.leadIn,
    maxSamples: options.maxSamples,
    takes: takesOf(options, receiver),
    nowMs: receiver.nowMs,
    scrapeIntervalMs: dataSource.scrapeIntervalMs,
    signal: context.signal
  });
  const { maxSeries, maxSamples } = options;
  const plan = earlier === void 0 ? led : planSeries(specs, { nowMs: receiver.nowMs, grid: earlier.grid, maxSeries, maxSamples });
  const warnings = [
    ...doubt === void 0 ? [] : [`${doubt}: the expiry is counted by ${date.date === void 0 ? "this machine's" : "Grafana's"}`],
    ...options.inputs.warnings,
    ...plan.warnings,
    ...shortHistoryWarnings(shown, { sources, specs, history: options.history, limit }),
    ...await checkShared({
      prometheus,
      probe: receiver,
      plan,
      isolation: options.isolation,
      allowSharedServer: options.allowSharedServer,
      signal: context.signal
    })
  ];
  const createdAtMs = earlier?.createdAtMs ?? grafanaProbe.dateMs ?? context.now();
  const ttlMs = Math.min(options.ttlMs, options.maxTtlMs);
  if (ttlMs < options.ttlMs)
    warnings.push(`--ttl is longer than --max-ttl and was reduced to ${formatDuration(ttlMs)}`);
  return {
    grafanaProbe,
    dataSource,
    receiver,
    plan,
    run: {
      ...projectNames(review),
      key: review.key,
      revision: earlier?.revision ?? newRevision(createdAtMs),
      order: review.order ?? clockOrder(createdAtMs, beganMs)
    },
    createdAtMs,
    expiresAtMs: wholeMinute(createdAtMs + ttlMs),
    warnings: [...new Set(warnings)]
  };
}
async function findEarlier({ shards, prometheus, review }, specs, context) {
  if (shards === void 0) return void 0;
  const { project, key } = review;
  const found = await findShardPlan(prometheus, { run: shards.run, count: shards.shard.count, project, key }, context);
  const identity = found && parseIsolationValue(found.value);
  if (found === void 0 || identity === void 0) return void 0;
  if (found.specs !== specsDigest(specs))
    throw new UsageError(`the run ${shards.run} has begun with other data specs: give the shards another --run`);
  context.progress.step(`going on with ${found.value}, which this run has begun`);
  return { ...found, revision: identity.revision };
}
function requireSpecs({ inputs }) {
  const without = inputs.dashboards.filter(({ spec }) => spec === void 0).map(({ source }) => source.file);
  if (without.length > 0) {
    const [first] = without;
    const beside = first.replace(/\.\w+$/, ".data.yaml");
    throw new UsageError(
      `no data spec for ${without.slice(0, 5).join(", ")}${without.length > 5 ? ` and ${without.length - 5} more` : ""}: write ${beside}, a dashpreview.yaml in a folder above, or pass --data`
    );
  }
  return inputs.specs;
}
function planOptions({ stepMs, maxSeries, maxSamples, history }, dataSource) {
  return {
    stepMs,
    maxSeries,
    maxSamples,
    defaultStepMs: dataSource?.scrapeIntervalMs,
    historyMs: typeof history === "number" ? history : void 0
  };
}
function planWithReceiver(options, specs, { receiver, dataSource }) {
  const { nowMs } = receiver;
  const plan = planSeries(specs, { ...planOptions(options, dataSource), nowMs });
  const { stepMs } = plan.grid;
  const wantedMs = Math.ceil((nowMs - plan.grid.fromMs) / stepMs) * stepMs;
  const { historyMs, warnings } = fitHistory(options, receiver, { fixedStart: plan.fixedStart, wantedMs, stepMs });
  if (gridEndMs(plan.grid) - stepMs > nowMs)
    throw new PrometheusError("the window ends later than the receiver's now", { code: "history" });
  if (historyMs >= wantedMs) return { plan };
  const because = (ms) => options.historyLimit?.because ?? historyLimit(receiver, ms);
  return {
    plan: planSeries(specs, { ...planOptions(options, dataSource), nowMs, historyMs }),
    ...warnings.length === 0 ? {} : { limit: { said: warnings, because } }
  };
}
function takesOf({ historyLimit: historyLimit2, prometheus }, receiver) {
  const saysMs = takesHistoryMs(receiver);
  if (historyLimit2 !== void 0 && !(saysMs !== void 0 && saysMs < historyLimit2.ms)) return historyLimit2;
  const { title } = prometheus.receiver;
  if (saysMs === void 0) return void 0;
  const because = `${title} takes no older samples; a longer \`${historySetting(receiver, saysMs)}\` lets it`;
  return { ms: saysMs, because };
}
function fitHistory({ history, historyLimit: historyLimit2, minHistoryMs }, receiver, {
  fixedStart,
  wantedMs,
  stepMs
}) {
  const most2 = Math.min(wantedMs, historyLimit2?.ms ?? wantedMs);
  const warnings = historyLimit2 === void 0 || historyLimit2.ms >= wantedMs ? [] : [`the history was shortened to ${formatDuration(historyLimit2.ms)}: ${historyLimit2.because}`];
  const toSteps = (ms) => Math.floor(ms / stepMs) * stepMs;
  try {
    const wish = { historyMs: history === "max" && !fixedStart ? "max" : most2, wantedMs: most2, stepMs };
    return { historyMs: planHistory(receiver, wish).historyMs, warnings };
  } catch (error) {
    const takesMs = toSteps(Math.floor((takesHistoryMs(receiver) ?? 0) / 6e4) * 6e4);
    if (!(error instanceof PrometheusError) || fixedStart || takesMs < Math.max(minHistoryMs, stepMs)) throw error;
    const lengths = `from ${formatDuration(most2)} to ${formatDuration(takesMs)}`;
    const said = `the history was shortened ${lengths}: ${error.message}`;
    return { historyMs: takesMs, warnings: [...warnings, said] };
  }
}

// src/preview/local/test-on-filling.ts
var testedBefore = /* @__PURE__ */ new WeakMap();
async function testOnFilling(filling, {
  rules,
  specs,
  session,
  ...options
}, context) {
  if (rules === void 0) return void 0;
  const key = JSON.stringify([rules.now.files, rules.before?.files]);
  const known = filling.fresh ? void 0 : testedBefore.get(session);
  if (known?.key === key) {
    const { now } = known.tested;
    return { ...known.tested, now: { ...now, expectations: judgeSpecs(specs, now.alerts, filling.plan) } };
  }
  const another = async (plan) => {
    const other = createSession({ ...options, oneFilling: true });
    return { server: await other.fill(async () => plan, context), stop: () => other.stop() };
  };
  const tested = await testBeside(filling, { rules, specs, another }, context);
  testedBefore.set(session, { key, tested });
  return tested;
}

// src/preview/relay/relays.ts
var finishTimeoutMs2 = 3500;
var Relays = class {
  /** Begin of the relayed data, by the receiver's clock. Unix milliseconds. */
  sinceMs;
  #relayed;
  #stepMs;
  #context;
  #now;
  #relays;
  #rounds;
  #running;
  constructor(relayed, run, context) {
    const { prometheus, plan, isolation, clockAheadMs = 0, live } = run;
    const { stepMs } = plan.grid;
    const now = () => context.now() + clockAheadMs;
    const taken = new Set(plan.definitions.flatMap(({ definition }) => wireNames(definition)));
    const { random, sleep, signal } = context;
    const send = { now, random, sleep, signal, retryMs: Math.min(3e4, Math.max(1e3, stepMs)) };
    const say = (text) => context.progress.step(triedAgain(text));
    const isTaken = (name) => taken.has(name);
    this.#relays = relayed.sources.map(
      (one) => new Relay(prometheus, { ...send, ...one, stepMs, label: isolation, isTaken, say })
    );
    const writer = live ? new LiveWriter(prometheus, { ...send, sources: createSources(plan), grid: plan.grid, isolation }) : void 0;
    this.#rounds = [
      ...this.#relays.map((relay) => ({ dueMs: () => relay.dueMs, round: async () => relay.scrapeDue(signal) })),
      ...writer === void 0 ? [] : [{ dueMs: () => Math.min(writer.dueMs, now() + stepMs), round: async () => writer.writeDue(now()) }]
    ].map(({ dueMs, round }) => ({ dueMs, round: async () => void await round() }));
    this.#relayed = { ...relayed, names: new Set([...relayed.names].filter((name) => !taken.has(name))) };
    this.#stepMs = stepMs;
    this.#context = context;
    this.#now = now;
    this.sinceMs = this.shownToMs;
  }
  /** The newest moment that has relayed data. Unix milliseconds. */
  get shownToMs() {
    return Math.floor(this.#now() / this.#stepMs) * this.#stepMs;
  }
  /** A note for people: which programs, and since when. */
  get note() {
    const { sources, known } = this.#relayed;
    const shown = sources.map(({ target }) => target.shown).join(", ");
    const since = new Date(this.sinceMs).toISOString().slice(11, 19);
    return `${shown} relayed since ${since} UTC: panels of the application's own metrics (${counted(known.length, "metric")}) have real data from then on, and no history before it`;
  }
  /** Why a query may have no data: it asks for relayed metrics, which have no history. */
  excuse(expr) {
    const found = findSelectors(expr);
    if (!found.ok || !found.selectors.some(({ metric }) => metric !== void 0 && this.#isRelayed(metric)))
      return void 0;
    const seconds = Math.max(1, Math.round((this.#now() - this.sinceMs) / 1e3));
    return `relayed since ${formatDuration(seconds * 1e3)}`;
  }
  /**
   * Scrapes for the first time, then goes on in the background. Does nothing if it runs.
   *
   * @throws {PrometheusError} if the receiver does not take the first samples.
   */
  async start() {
    if (this.#running !== void 0) return;
    for (const { round } of this.#rounds) await round();
    const { sleep, progress, signal: outer } = this.#context;
    const controller = new AbortController();
    const signal = AbortSignal.any([outer, controller.signal]);
    const onFailure = ({ message }, isNew) => {
      if (isNew) progress.step(message);
    };
    const context = { now: this.#now, sleep, signal, onFailure };
    const ended = Promise.allSettled(this.#rounds.map((one) => keepOn(one, context)));
    this.#running = { controller, ended };
  }
  /** Stops; {@link start} goes on. Safe to repeat. */
  async pause() {
    this.#running?.controller.abort();
    await this.#running?.ended;
    this.#running = void 0;
  }
  /** Stops, and ends the relayed series with stale markers. */
  async finish() {
    await this.pause();
    const ending = AbortSignal.timeout(finishTimeoutMs2);
    await Promise.allSettled(this.#relays.map((relay) => relay.finish(ending)));
  }
  #isRelayed(name) {
    return this.#relayed.names.has(name);
  }
};

export {
  maxRepairs,
  repairUntilFull,
  ruleSet,
  rulesBeside,
  wantedByRules,
  recordedBy,
  lookBackOf,
  writtenKey,
  checkSideBySide,
  planLeadIn,
  shortHistoryWarnings,
  runLive,
  recordedFiles,
  isolationOf,
  writeRevision,
  undo,
  writeAsFirst,
  shardsIn,
  writeAsOther,
  prepare,
  requireSpecs,
  Relays,
  createSession,
  testOnFilling
};
