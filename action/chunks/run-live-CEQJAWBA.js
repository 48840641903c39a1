import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  scrapesAtOnce,
  triedAgain
} from "./chunk-DLYXPLLW.js";
import {
  probeReceiver,
  takesHistoryMs
} from "./chunk-TD5BO4DN.js";
import {
  BatchEncoder,
  createWriters,
  cutIntoBatches,
  findRefused
} from "./chunk-H55RNSOP.js";
import {
  shardFrom
} from "./chunk-RA6VSTXO.js";
import {
  inScenario,
  parseScenario
} from "./chunk-SO2B2ZP6.js";
import "./chunk-3ADR7GN4.js";
import {
  createSources,
  planSeries
} from "./chunk-LRRWOHJL.js";
import {
  cleanup,
  reportRemoved
} from "./chunk-VZKLT4XJ.js";
import {
  deleteRevision,
  hasSamples,
  proveUnshown,
  readOrProveAbsent
} from "./chunk-YNWCQHPM.js";
import {
  readFolderAccess
} from "./chunk-5ZERM6KQ.js";
import "./chunk-AOJ4QD4I.js";
import {
  chooseDataSource,
  listMarks,
  reachMs,
  readProgress,
  writeProgress
} from "./chunk-ASHW6A5J.js";
import "./chunk-XMYBVWPI.js";
import {
  readClock
} from "./chunk-BCJFHYLG.js";
import "./chunk-NZZLYRMT.js";
import "./chunk-RP4PX3OI.js";
import {
  agreeOnVersion,
  explainRefusal,
  isRepeat,
  isTooOld,
  sendRequest,
  windowIn
} from "./chunk-RZZYZ6Z2.js";
import {
  subjectOf
} from "./chunk-6M77KGMD.js";
import {
  isInShard
} from "./chunk-T7EJVMAX.js";
import "./chunk-6LKQSSW4.js";
import "./chunk-7JRK62TH.js";
import "./chunk-ZCLG54QM.js";
import "./chunk-DVOWRG3L.js";
import "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import "./chunk-FXEZWZLL.js";
import {
  hostFrom,
  identified,
  tokenAdvice
} from "./chunk-4GG7ZRSV.js";
import "./chunk-5PHZJJBZ.js";
import "./chunk-4FI5YERB.js";
import {
  readPreviews,
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  effectiveExpiryMs
} from "./chunk-PZJKC72J.js";
import {
  grafanaFrom,
  prometheusFrom,
  reportWaits
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import {
  decodeAnswer
} from "./chunk-ZUCV4DK7.js";
import {
  requireData
} from "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import "./chunk-PHWUCDRY.js";
import {
  reviewFrom
} from "./chunk-RSB6OVV2.js";
import "./chunk-C3366K2M.js";
import "./chunk-WFHRHJHL.js";
import "./chunk-LBV6Z5BT.js";
import "./chunk-DLLWLS7E.js";
import "./chunk-NLEAXLPZ.js";
import "./chunk-PMDPCLWW.js";
import {
  projectNames
} from "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-4P6PP26E.js";
import {
  isolationLabel,
  isolationValue
} from "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import {
  recordingReader
} from "./chunk-EF6G3FEZ.js";
import "./chunk-YJEH4LXZ.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import "./chunk-PLX77PAM.js";
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
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  tuneFor
} from "./chunk-DERAPTQV.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import "./chunk-EAIBZLQG.js";
import {
  ExpectedError,
  GrafanaError,
  InterruptedError,
  PrometheusError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/live/run-live.ts
import { resolve } from "node:path";

// src/preview/live/end-live.ts
var maxDelete = 50;
var orphanAgeMs = 36e5;
async function endExpired({ project, key }, { grafana, prometheus, clock, maxTtlMs }, context) {
  const result = await cleanup(
    {
      grafana,
      prometheus,
      owner: { project, key },
      clock,
      which: "expired",
      dryRun: false,
      maxDelete,
      orphanAgeMs,
      maxTtlMs
    },
    context
  );
  const problems = [
    ...result.failed.map(({ title, reason }) => `"${title}" could not be deleted: ${reason}`),
    ...result.keptSeries.map(({ value, reason }) => `the series of ${value} stay: ${reason}`),
    ...result.problems
  ];
  return { deleted: result.deleted, problems };
}
async function isGone(grafana, { dashboards, revision }) {
  for (const { uid } of dashboards) {
    const stored = await readOrProveAbsent(grafana, uid);
    if (stored === "hidden") return false;
    if (stored !== "absent" && stored.tags.includes(`dp-rev:${revision}`)) return false;
  }
  return true;
}
async function endGone(preview, { grafana, prometheus, clock }) {
  const { project, key, revision, value } = preview;
  try {
    if (!await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs })) return void 0;
    const marks = await listMarks(prometheus, [project]);
    const home = await readFolderAccess(grafana);
    const proof = await proveUnshown(
      { grafana, home, marks, gone: /* @__PURE__ */ new Set(), nowMs: clock.now(), dryRun: false },
      value,
      { seenHere: true }
    );
    if (proof.state !== "unshown") return `the series of ${value} stay: ${proof.reason}`;
    return await deleteRevision(prometheus, { project, key }, revision);
  } catch (error) {
    if (!(error instanceof PrometheusError) && !(error instanceof GrafanaError)) throw error;
    return `the series of ${value} stay for now: ${error.message}; dashpreview cleanup deletes them later`;
  }
}

// src/preview/live/find-live.ts
import { isDeepStrictEqual } from "node:util";
var mostIndex = 1e7;
var leastStepMs = 1e3;
async function findLive(grafana, search, cache) {
  const hits = await searchPreviews(grafana, search.owner);
  const changed = hits.filter((hit) => cache.get(hit.uid)?.tags !== textOf(hit));
  const unreadable = /* @__PURE__ */ new Set();
  const leftAlone = [];
  const read = await readPreviews(grafana, changed, search.owner, ({ uid, title }, error) => {
    unreadable.add(uid);
    leftAlone.push({ uid, title, reason: `it cannot be read (${error.message})` });
  });
  const readUids = new Map(read.map((one) => [one.stored.uid, one]));
  const listed = new Set(hits.map(({ uid }) => uid));
  for (const uid of cache.keys()) if (!listed.has(uid)) cache.delete(uid);
  for (const hit of changed) {
    if (unreadable.has(hit.uid)) continue;
    const one = readUids.get(hit.uid);
    const { marks, manifest, ours = false } = one?.ownership ?? {};
    const isLive = ours && marks !== void 0 && manifest?.live !== void 0;
    cache.set(hit.uid, {
      tags: textOf(hit),
      found: isLive ? {
        uid: hit.uid,
        title: one.stored.title,
        marks,
        manifest: withoutRestore(manifest),
        savedAtMs: one.stored.savedAtMs
      } : void 0
    });
  }
  const found = [...cache.values()].flatMap((one) => one.found ?? []);
  const own = found.filter(({ manifest }) => manifest.dataSourceUid === search.dataSourceUid);
  return { ...join(own, search, leftAlone), unreadable };
}
function textOf({ tags, folderUid }) {
  return JSON.stringify([folderUid, ...tags]);
}
function withoutRestore({ restore: _restore, ...manifest }) {
  return manifest;
}
function join(found, search, leftAlone) {
  const groups = /* @__PURE__ */ new Map();
  for (const one of found) {
    const value = isolationValue(one.marks, one.marks.revision);
    const reason = reasonAgainst(one, search.nowMs);
    if (reason === void 0) groups.set(value, [...groups.get(value) ?? [], one]);
    else leftAlone.push({ uid: one.uid, title: one.title, reason });
  }
  const previews = [];
  for (const group of groups.values()) {
    const [first] = group;
    const { manifest, marks } = first;
    const grid = gridOf(manifest);
    const differing = group.find((one) => JSON.stringify(gridOf(one.manifest)) !== JSON.stringify(grid));
    if (differing !== void 0) {
      const reason = "its manifest and that of another dashboard of its revision disagree on the grid";
      leftAlone.push({ uid: differing.uid, title: differing.title, reason });
      continue;
    }
    previews.push({
      project: marks.project,
      key: marks.key,
      revision: marks.revision,
      value: isolationValue(marks, marks.revision),
      grid,
      specs: distinct(group.map(({ manifest: { spec, scenario, files } }) => defined({ text: spec, scenario, files }))),
      expiresAtMs: Math.max(...group.map((one) => effectiveExpiryMs(one.marks, { ...one, maxTtlMs: search.maxTtlMs }))),
      dashboards: group.map(({ uid, title }) => ({ uid, title }))
    });
  }
  return { previews: previews.sort((a, b) => a.value < b.value ? -1 : 1), leftAlone };
}
function distinct(specs) {
  const kept = [];
  for (const spec of specs) if (!kept.some((one) => isDeepStrictEqual(one, spec))) kept.push(spec);
  return kept;
}
function reasonAgainst({ manifest }, nowMs) {
  const { isolation, stepMs } = manifest;
  if (isolation === "none") return "its series carry no label of their own: nobody could tell them from others";
  if (stepMs < leastStepMs) return "its step is shorter than a second";
  const grid = gridOf(manifest);
  if (grid === void 0) return "its manifest does not say where its history ends, on its own grid";
  if ((nowMs - grid.fromMs) / stepMs > mostIndex) return `its data begin more than ${mostIndex} scrapes ago`;
  return void 0;
}
function gridOf({ fromMs, toMs, stepMs, leadIn = 0 }) {
  if (toMs === void 0 || toMs <= fromMs || (toMs - fromMs) % stepMs !== 0) return void 0;
  const grid = { fromMs: fromMs - leadIn * stepMs, stepMs, count: (toMs - fromMs) / stepMs + leadIn };
  return grid.fromMs < 0 ? void 0 : leadIn === 0 ? grid : { ...grid, leadIn };
}

// src/preview/live/live-set.ts
import { isDeepStrictEqual as isDeepStrictEqual2 } from "node:util";

// src/prometheus/query/stored-at.ts
async function storedAt(prometheus, { isolation, series, timeMs, signal }) {
  const names = [...new Set(series.map(({ name }) => escapePattern(name)))].join("|");
  const selector = `{${isolation.name}=${JSON.stringify(isolation.value)},__name__=~${JSON.stringify(names)}}`;
  const doing = `looking which samples of ${isolation.value} are stored already`;
  const parameters = { query: `${selector}[1ms]`, time: String(timeMs / 1e3) };
  const answer = await prometheus.ask({ method: "POST", path: "/query", parameters, signal });
  const found = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
  return new Set(
    found.series.flatMap(({ labels, timesMs }) => {
      if (!timesMs.some((ms) => Math.abs(ms - timeMs) < 0.5)) return [];
      const others = [...labels].filter(([name]) => name !== "__name__" && name !== isolation.name);
      return [storedKey({ name: labels.get("__name__") ?? "", labels: others })];
    })
  );
}
function storedKey({ name, labels }) {
  const pairs = labels.filter(([, value]) => value !== "").map(([label, value]) => [label, value]);
  return JSON.stringify([name, ...pairs.sort(([a], [b]) => a < b ? -1 : 1)]);
}
function escapePattern(text) {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

// src/prometheus/live/shared-writer.ts
var marginMs = 6e4;
var mostSearchRequests = 64;
var SharedWriter = class {
  #batches;
  #atOnce;
  #encoder;
  #writers = createWriters(1);
  #prometheus;
  #options;
  constructor(prometheus, options) {
    this.#prometheus = prometheus;
    this.#options = options;
    const { sources, grid, isolation, metadata, from } = options;
    this.#atOnce = scrapesAtOnce(grid.stepMs);
    this.#encoder = new BatchEncoder(grid, this.#atOnce);
    const sliceMs = this.#atOnce * grid.stepMs;
    const { batches } = cutIntoBatches(sources, grid, { extra: isolation, metadata, sliceMs });
    this.#batches = batches.map((batch) => ({ batch, next: from, single: from }));
  }
  /** The first grid index of which not every series is stored. Infinity without series. */
  get next() {
    return Math.min(...this.#batches.map(({ next }) => next));
  }
  /** The time of the next scrape. Unix milliseconds; Infinity without series. */
  get dueMs() {
    return this.#timeOf(this.next);
  }
  /**
   * Writes the oldest scrapes that are due, a few at a time. Call it again until `dueMs` lies after `nowMs`, and after
   * an error, to go on with what is not stored.
   *
   * @param nowMs - the receiver's current time: no later scrape is written.
   * @returns samples that the receiver took.
   * @throws {PrometheusError} if the receiver refuses or does not answer for too long.
   */
  async writeDue(nowMs) {
    const { fromMs, stepMs } = this.#options.grid;
    const until = Math.min(Math.floor((nowMs - fromMs) / stepMs) + 1, this.next + this.#atOnce);
    let written = 0;
    const version = await agreeOnVersion(this.#prometheus, this.#options);
    if (version !== this.#writers.floats.version) this.#writers = createWriters(version);
    for (const progress of this.#batches) {
      while (progress.next < until) {
        this.#options.signal?.throwIfAborted();
        written += await this.#advance(progress, until, nowMs);
      }
    }
    return written;
  }
  async #advance(progress, until, nowMs) {
    const { batch, next } = progress;
    const length = next < progress.single ? 1 : until - next;
    const counts = this.#encoder.encode(batch, { firstIndex: next, length }, this.#writers);
    let written = counts.samples.reduce((sum, count) => sum + count, 0);
    for (const kind of ["floats", "natives"]) {
      if (this.#writers[kind].length === 0) continue;
      const outcome = await sendRequest(this.#prometheus, this.#writers[kind], this.#options);
      if (outcome.state !== "refused") continue;
      const { reason, status, maybeStored } = outcome;
      if (isTooOld(reason)) {
        this.#skip(nowMs, progress, reason, status);
        return 0;
      }
      if (!isRepeat(reason) && !maybeStored) throw explainRefusal(this.#prometheus, reason, status);
      if (length > 1) {
        progress.single = next + length;
        return 0;
      }
      written = await this.#sendMissing(batch, next, kind, reason);
      this.#encoder.encode(batch, { firstIndex: next, length }, this.#writers);
    }
    progress.next = next + length;
    return written;
  }
  /** Sends what the receiver lacks of one scrape that it has in part. Returns the number of samples. */
  async #sendMissing(batch, index, kind, reason) {
    const { isolation, signal } = this.#options;
    const stored = await storedAt(this.#prometheus, {
      isolation,
      series: batch.series,
      timeMs: this.#timeOf(index),
      signal
    });
    const isOfKind = ({ native }) => native === (kind === "natives");
    const lacking = batch.sources.filter(
      ({ series }) => series.some((one) => isOfKind(one) && !stored.has(storedKey(one)))
    );
    let sent = 0;
    const send = async (some) => {
      const { samples } = this.#encoder.encode(batch, { firstIndex: index, length: 1 }, this.#writers, new Set(some));
      if (this.#writers[kind].length === 0) return void 0;
      const outcome = await sendRequest(this.#prometheus, this.#writers[kind], this.#options);
      if (outcome.state === "refused" && !outcome.maybeStored) return outcome.reason;
      sent += samples.reduce((sum, count) => sum + count, 0);
      return void 0;
    };
    if (lacking.length === 0) return 0;
    const why = await send(lacking);
    if (why === void 0) return sent;
    const { refused } = await findRefused(lacking, { send, reason, isRepeat, mostRequests: mostSearchRequests });
    const [first] = refused;
    if (first !== void 0 && !isTooOld(first.reason)) throw explainRefusal(this.#prometheus, first.reason, 400);
    return sent;
  }
  /** Goes on where the receiver may take samples. @throws {PrometheusError} if it does not even take the newest. */
  #skip(nowMs, progress, reason, status) {
    const { grid, takesMs, onSkip } = this.#options;
    const fromMs = this.#timeOf(progress.next);
    const ageMs = nowMs - fromMs;
    const known = [windowIn(reason), takesMs, this.#prometheus.receiver.defaultHistoryMs].flatMap((ms) => ms === void 0 || !Number.isFinite(ms) ? [] : [ms - marginMs]).filter((ms) => ms > 0 && ms < ageMs);
    const keptMs = known.length > 0 ? Math.max(...known) : Math.floor(ageMs * 0.9);
    const next = Math.max(progress.next + 1, Math.ceil((nowMs - keptMs - grid.fromMs) / grid.stepMs));
    if (this.#timeOf(next) > nowMs) throw explainRefusal(this.#prometheus, reason, status);
    for (const one of this.#batches) if (one.next < next) one.next = next;
    onSkip?.({ fromMs, toMs: this.#timeOf(next), reason });
  }
  #timeOf(index) {
    return this.#options.grid.fromMs + index * this.#options.grid.stepMs;
  }
};

// src/preview/live/plan-live.ts
function readerOf(files = []) {
  const texts = new Map(files);
  return (path) => {
    const text = texts.get(path);
    if (text !== void 0) return text;
    throw new UsageError(`${path} did not travel with the preview; make it again: dashpreview up --live until-expiry`);
  };
}
function planLive(preview, { data, maxSeries, shard }) {
  const specs = preview.specs.map(({ text, scenario, files }, index) => {
    const file = `the data spec of ${preview.value}${preview.specs.length > 1 ? ` (${index + 1})` : ""}`;
    const options = { file, readFile: readerOf(files) };
    if (text !== void 0) return { file, document: parseScenario(text, options, scenario) };
    if (data !== void 0) return inScenario({ dashboards: [], specs: [data], warnings: [] }, scenario).specs[0];
    throw new UsageError("its data spec was too large to travel with it: pass it as --data");
  });
  const { grid } = preview;
  const only = (series) => isInShard(series, shard);
  return planSeries(specs, { nowMs: 0, grid, maxSeries, maxSamples: Number.MAX_SAFE_INTEGER, only });
}

// src/preview/live/live-set.ts
var LiveSet = class {
  #works = /* @__PURE__ */ new Map();
  /** Why a preview is not written for, so that it is said once. */
  #refused = /* @__PURE__ */ new Map();
  /** Previews that could not be planned, and with how much room: not tried again while that stays. */
  #unplanned = /* @__PURE__ */ new Map();
  #options;
  #context;
  #plans = /* @__PURE__ */ new Map();
  constructor(options, context) {
    this.#options = options;
    this.#context = context;
  }
  /** In the order of their label values. */
  get works() {
    return [...this.#works.values()];
  }
  /** Takes in what was found: new previews begin, others get their new expiry. */
  take(found, leftAlone) {
    for (const preview of found) {
      const known = this.#works.get(preview.value);
      if (known !== void 0 && sameSpecs(known.preview, preview)) {
        this.#works.set(preview.value, Object.assign(known, { preview }));
        continue;
      }
      if (known !== void 0) this.drop(preview.value);
      this.#begin(preview);
    }
    for (const { uid, reason } of leftAlone) this.#refuse(uid, uid, reason);
    const still = /* @__PURE__ */ new Set([...found.map(({ value }) => value), ...leftAlone.map(({ uid }) => uid)]);
    for (const known of [this.#refused, this.#unplanned])
      for (const id of known.keys()) if (!still.has(id)) known.delete(id);
    this.#count();
  }
  /** Stops writing for a preview. */
  drop(value) {
    this.#works.delete(value);
    this.#plans.delete(value);
    this.#count();
  }
  /**
   * The writer of a preview, which goes on where others have come to.
   *
   * @throws {PrometheusError} if the receiver does not say how far that is.
   */
  async writerOf(work) {
    if (work.writer !== void 0) return work.writer;
    const { prometheus, shard, takesMs, retryMs, stats } = this.#options;
    const { preview } = work;
    const plan = this.#plans.get(preview.value);
    const { value, grid } = preview;
    const progress = await readProgress(prometheus, { value, shard }, this.#context);
    const from = Math.max(grid.count, (progress ?? -1) + 1);
    work.recorded = from - 1;
    work.writer = new SharedWriter(prometheus, {
      ...this.#context,
      retryMs,
      sources: createSources(plan),
      grid,
      isolation: { name: isolationLabel, value },
      metadata: plan.metadata,
      from,
      takesMs,
      onSkip: ({ fromMs, toMs, reason }) => {
        stats.skippedScrapes += Math.round((toMs - fromMs) / grid.stepMs);
        this.#context.progress.step(
          `${value}: ${formatDuration(toMs - fromMs)} from ${new Date(fromMs).toISOString()} on stay empty, since the receiver takes no samples that old (${reason})`
        );
      }
    });
    this.#plans.delete(value);
    return work.writer;
  }
  #begin(preview) {
    const { value } = preview;
    const { data, shard, maxSeries } = this.#options;
    const left = maxSeries - this.works.reduce((sum, { seriesCount }) => sum + seriesCount, 0);
    const wish = JSON.stringify([left, preview.grid, preview.specs]);
    if (this.#unplanned.get(value) === wish) return;
    try {
      const plan = planLive(preview, { data, shard, maxSeries: left });
      this.#plans.set(value, plan);
      const { seriesCount } = plan;
      this.#works.set(value, {
        preview,
        seriesCount,
        writer: void 0,
        notBeforeMs: 0,
        said: void 0,
        recorded: -1
      });
      this.#refused.delete(value);
      const titles = preview.dashboards.map(({ title }) => `"${title}"`).join(", ");
      this.#context.progress.step(
        `writing for ${value} (${titles}): ${counted(seriesCount, "series", "series")}, one scrape every ${formatDuration(preview.grid.stepMs)}, ${untilText(preview.expiresAtMs)}`
      );
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      this.#options.stats.failures.spec++;
      this.#unplanned.set(value, wish);
      this.#refuse(
        value,
        value,
        left < maxSeries ? `${error.message} (${left} of --max-series ${maxSeries} are left)` : error.message
      );
    }
  }
  #refuse(id, name, reason) {
    if (this.#refused.get(id) === reason) return;
    this.#refused.set(id, reason);
    this.#context.progress.step(`not writing for ${name}: ${reason}`);
  }
  #count() {
    const { stats } = this.#options;
    stats.previews = this.#works.size;
    stats.series = this.works.reduce((sum, { seriesCount }) => sum + seriesCount, 0);
    stats.leftAlone = this.#refused.size;
  }
};
function sameSpecs(a, b) {
  return isDeepStrictEqual2([a.grid, a.specs], [b.grid, b.specs]);
}
function untilText(expiresAtMs) {
  return Number.isFinite(expiresAtMs) ? `until ${new Date(expiresAtMs).toISOString()}` : "for as long as it is kept";
}

// src/preview/live/write-live.ts
var pauseMs = 15e3;
var longestPauseMs = 9e5;
var longestSleepMs = 1e3;
async function writeTurn(options, context) {
  const { set, stats, receiverNow, grafanaNow } = options;
  for (const work of set.works) {
    context.signal.throwIfAborted();
    if (!set.works.includes(work) || context.now() < work.notBeforeMs) continue;
    if (work.preview.expiresAtMs <= grafanaNow()) continue;
    try {
      await writeSome(work, options, context);
      if (work.said !== void 0) context.progress.step(`${work.preview.value}: writing goes on`);
      work.said = void 0;
    } catch (error) {
      if (!(error instanceof ExpectedError) || context.signal.aborted) throw error;
      stats.failures.write++;
      work.notBeforeMs = context.now() + pauseAfter(error);
      if (work.said !== error.message) context.progress.step(triedAgain(`${work.preview.value}: ${error.message}`));
      work.said = error.message;
      stats.turnedAtMs = context.now();
      stats.lagSeconds = lagOf(options);
    }
  }
  stats.turnedAtMs = context.now();
  stats.lagSeconds = lagOf(options);
  const waits = set.works.filter(({ preview }) => preview.expiresAtMs > grafanaNow()).map((work) => Math.max(dueOf(work) - receiverNow(), work.notBeforeMs - context.now()));
  return Math.max(0, Math.min(longestSleepMs, ...waits));
}
function lagOf({ set, receiverNow }) {
  const lateMs = set.works.map((work) => work.writer === void 0 ? 0 : receiverNow() - dueOf(work));
  return Math.max(0, ...lateMs) / 1e3;
}
function pauseAfter(error) {
  const asked = error instanceof PrometheusError ? error.waitMs ?? 0 : 0;
  return Math.max(pauseMs, Math.min(asked, longestPauseMs));
}
async function writeSome(work, options, context) {
  const { set, prometheus, shard, retryMs, stats, receiverNow } = options;
  const writer = await set.writerOf(work);
  const { value, grid, expiresAtMs } = work.preview;
  const nowMs = Math.min(receiverNow(), expiresAtMs);
  if (writer.dueMs > nowMs) return;
  stats.samples += await writer.writeDue(nowMs);
  const index = writer.next - 1;
  if (index <= work.recorded || !Number.isFinite(index)) return;
  const timeMs = grid.fromMs + index * grid.stepMs;
  await writeProgress(prometheus, { value, shard, index, timeMs }, { ...context, retryMs });
  work.recorded = index;
}
function dueOf({ writer, preview }) {
  if (writer === void 0) return 0;
  return writer.dueMs > preview.expiresAtMs ? Number.POSITIVE_INFINITY : writer.dueMs;
}

// src/preview/live/live-process.ts
async function runLiveProcess(options, context) {
  const { grafana, prometheus, once } = options;
  const receiver = await probeReceiver(prometheus, context);
  let clock = await readClock(grafana, context.now);
  context.tune?.("writing");
  const set = new LiveSet({ ...options, takesMs: finite(takesHistoryMs(receiver)) }, context);
  const writing = {
    ...options,
    set,
    receiverNow: () => context.now() + receiver.clockAheadMs,
    grafanaNow: () => clock.now()
  };
  const cache = /* @__PURE__ */ new Map();
  const said = /* @__PURE__ */ new Map();
  const look = async () => {
    clock = await readClock(grafana, context.now);
    await lookOnce(options, { set, cache, clock, said }, context);
  };
  await look();
  if (once) {
    while (await writeTurn(writing, context) === 0) context.signal.throwIfAborted();
    const failed = set.works.find(({ said: said2 }) => said2 !== void 0);
    if (failed !== void 0)
      throw new PrometheusError(`${failed.preview.value}: ${failed.said}`, { code: "unavailable" });
    return;
  }
  await Promise.all([lookAgain(options, look, context), writeOn(writing, context)]);
}
function finite(ms) {
  return ms !== void 0 && Number.isFinite(ms) ? ms : void 0;
}
async function writeOn(writing, context) {
  for (; ; ) await context.sleep(Math.max(1, await writeTurn(writing, context)), context.signal);
}
async function lookAgain({ lookEveryMs, stats }, look, context) {
  let said;
  for (; ; ) {
    await context.sleep(lookEveryMs, context.signal);
    try {
      await look();
      if (said !== void 0) context.progress.step("previews can be listed again");
      said = void 0;
    } catch (error) {
      if (!(error instanceof ExpectedError) || context.signal.aborted) throw error;
      stats.failures.list++;
      if (said !== error.message)
        context.progress.step(`${error.message}; writing goes on for the previews that are known, until they expire`);
      said = error.message;
    }
  }
}
async function lookOnce(options, { set, cache, clock, said }, context) {
  const { grafana, stats, shard, news } = options;
  const { previews, leftAlone, unreadable } = await findLive(grafana, { ...options, nowMs: clock.nowMs }, cache);
  const isOver = ({ expiresAtMs }) => expiresAtMs <= clock.now();
  set.take(
    previews.filter((preview) => !isOver(preview)),
    leftAlone
  );
  const listed = new Map(previews.map((preview) => [preview.value, preview]));
  const ends = { ...options, clock };
  for (const { preview } of set.works) {
    const found = listed.get(preview.value);
    if (found !== void 0 && !isOver(found)) continue;
    if (found === void 0) {
      if (preview.dashboards.some(({ uid }) => unreadable.has(uid)) || !await isGone(grafana, preview)) continue;
    }
    set.drop(preview.value);
    context.progress.step(
      `no longer writing for ${preview.value}: it ${found === void 0 ? "is gone" : "has expired"}`
    );
    const left = found === void 0 && shard.index === 1 ? await endGone(preview, ends) : void 0;
    if (left !== void 0) context.progress.step(left);
  }
  const over = shard.index === 1 ? previews.filter(isOver) : [];
  const keys = new Map(over.map((one) => [`${one.project}.${one.key}`, one]));
  const say = (about, problems) => {
    const text = problems.join("; ");
    if (text !== "" && said.get(about) !== text) context.progress.step(text);
    said.set(about, text);
  };
  for (const [name, one] of keys) {
    const { deleted, problems } = await endExpired(one, ends, context);
    stats.cleaned += deleted.length;
    if (deleted.length > 0) context.progress.step(`deleted ${counted(deleted.length, "expired preview")} of ${name}`);
    if (problems.length > 0) stats.failures.cleanup++;
    say(name, problems);
    news?.add(deleted, clock.now());
  }
  const untold = await news?.tell(clock.now()) ?? [];
  stats.failures.comment += untold.length;
  say("comments", untold);
  stats.listedAtMs = context.now();
}

// src/preview/live/live-stats.ts
function createStats() {
  return {
    previews: 0,
    series: 0,
    leftAlone: 0,
    samples: 0,
    skippedScrapes: 0,
    lagSeconds: 0,
    cleaned: 0,
    failures: { list: 0, write: 0, cleanup: 0, spec: 0, comment: 0 },
    listedAtMs: void 0,
    turnedAtMs: void 0
  };
}

// src/preview/live/removal-news.ts
var longestMs = 36e5;
var RemovalNews = class {
  #options;
  #untold = [];
  constructor(options) {
    this.#options = options;
  }
  /** @param nowMs - when they were deleted: Unix milliseconds of the clock that `tell` is called with. */
  add(previews, nowMs) {
    if (previews.length > 0) this.#untold = [...this.#untold, { previews, removedAtMs: nowMs }];
  }
  /**
   * Updates the comments that are not up to date. What did not work is tried again at the next call, for an hour.
   *
   * @returns a line for each comment that does not say it yet.
   */
  async tell(nowMs) {
    const warnings = [];
    const left = [];
    for (const one of this.#untold) {
      const { previews: deleted, removedAtMs } = one;
      const said = await reportRemoved({ ...this.#options, deleted, reason: () => "expired", nowMs: removedAtMs });
      warnings.push(...said);
      if (said.length > 0 && nowMs - removedAtMs < longestMs) left.push(one);
    }
    this.#untold = left;
    return warnings;
  }
};

// src/cli/commands/live/run-live.ts
async function runLiveCommand(request, context) {
  const shard = shardFrom(request.shard, context);
  const grafana = grafanaFrom(request, context);
  const prometheus = prometheusFrom(request, context);
  const stats = createStats();
  const progress = createProgress(context);
  let server;
  let host;
  try {
    const { review } = await identified(reviewFrom(request, context), request, context);
    const key = request.key === void 0 && request.name === void 0 ? {} : { key: review.key };
    const owner = request.allProjects ? {} : { ...projectNames(review), ...key };
    const data = dataOf(request, context);
    host = request.comment === "off" ? void 0 : hostFrom(request, review, context);
    if (host === void 0 && request.comment === "required")
      throw new UsageError(`--comment required needs to know the review's host: ${tokenAdvice(review)}`);
    server = await startStatus(request, stats, context);
    const dataSource = await chooseDataSource(grafana, request.datasource, prometheus.url);
    const whose = request.allProjects ? "every project" : `project ${owner.project}${owner.key === void 0 ? "" : `, key ${owner.key}`}`;
    progress.step(
      `writing live data for the previews of ${whose} on the data source ${dataSource.name} (${dataSource.uid}); Ctrl-C ends it`
    );
    await runLiveProcess(
      {
        grafana,
        prometheus,
        owner,
        dataSourceUid: dataSource.uid,
        shard,
        maxSeries: request.maxSeries,
        maxTtlMs: request.maxTtlMs,
        data,
        once: request.once,
        lookEveryMs: request.lookEveryMs,
        retryMs: request.retryForMs,
        stats,
        news: host && new RemovalNews({ grafana, host, names: projectNames(review), deployments: request.deployment })
      },
      { ...context, progress, tune: tuneFor, onWait: reportWaits("Prometheus", context) }
    );
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
  } finally {
    progress.clear();
    grafana.close();
    prometheus.close();
    host?.close();
    await server?.stop();
  }
  print(stats, request, context);
  return request.comment === "required" && stats.failures.comment > 0 ? 3 : 0;
}
function print(stats, { output }, { out }) {
  const { previews, series, leftAlone, samples, skippedScrapes, cleaned, failures } = stats;
  if (output === "json") out.json({ previews, series, leftAlone, samples, skippedScrapes, cleaned, failures });
  else {
    const whose = `${counted(previews, "preview")} (${counted(series, "series", "series")})`;
    out.write(`${counted(samples, "sample")} written for ${whose}, ${counted(cleaned, "preview")} cleaned up
`);
  }
}
function dataOf({ data }, { cwd }) {
  if (data === void 0) return void 0;
  const path = resolve(cwd, data);
  const text = readPlainFile(path, {
    file: `--data ${data}`,
    what: "a data spec",
    maxBytes: largestSpecBytes
  });
  const readFile = recordingReader(path);
  return { file: data, readFile, document: parseSpec(text, { file: data, readFile }) };
}
var largestSpecBytes = 1024 * 1024;
var deadAfterMs = 6e5;
async function startStatus({ port, host, retryForMs }, stats, { now, version }) {
  if (port === void 0) return void 0;
  const { startStatusServer } = await import("./status-server-QCAKFMTM.js");
  const { liveMetrics } = await import("./live-metrics-U5TC5ZVW.js");
  const startedMs = now();
  return startStatusServer(
    {
      ready: () => stats.listedAtMs === void 0 ? "the previews have not been listed yet" : void 0,
      healthy: () => now() - (stats.turnedAtMs ?? startedMs) > deadAfterMs + retryForMs ? "nothing was written for ten minutes" : void 0,
      metrics: liveMetrics(stats, { version })
    },
    { host, port }
  );
}
export {
  runLiveCommand
};
