import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BatchEncoder,
  createWriters,
  cutIntoBatches,
  findRefused
} from "./chunk-H55RNSOP.js";
import {
  TooOldError,
  agreeOnVersion,
  encodeMetadata,
  explainRefusal,
  isRepeat,
  isTooOld,
  sendRequest
} from "./chunk-RZZYZ6Z2.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  PrometheusError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/local/leftovers.ts
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
var localFolderPrefix = "dashpreview-local-";
function removeLeftovers(temporaryFolder, control, options) {
  const removed = [];
  for (const name of listFolders(temporaryFolder)) {
    const folder = join(temporaryFolder, name);
    if (isInUse(folder, control, options.nowMs, options.graceMs ?? 6e4)) continue;
    const server = readPid(join(folder, "server.pid"));
    if (server !== void 0 && control.commandLine(server)?.includes(folder) === true) control.kill(server);
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      removed.push(folder);
    } catch {
    }
  }
  return removed;
}
function listFolders(folder) {
  try {
    return readdirSync(folder).filter((name) => name.startsWith(localFolderPrefix));
  } catch {
    return [];
  }
}
function isInUse(folder, control, nowMs, graceMs) {
  const watchdog = readPid(join(folder, "watchdog.pid"));
  if (watchdog !== void 0) return control.commandLine(watchdog)?.includes(folder) === true;
  const age = nowMs - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age < graceMs;
}
function readPid(path) {
  try {
    const pid = Number(readFileSync(path, "utf8").trim());
    return Number.isSafeInteger(pid) && pid > 1 ? pid : void 0;
  } catch {
    return void 0;
  }
}

// src/preview/local/binary.ts
import { delimiter, join as join3 } from "node:path";

// src/system/executable.ts
import { accessSync, constants, statSync as statSync2 } from "node:fs";
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync2(path).isFile();
  } catch {
    return false;
  }
}

// src/system/program-cache.ts
import { isAbsolute, join as join2 } from "node:path";
function programCache({ env, homeFolder }) {
  const named = [env["XDG_CACHE_HOME"], homeFolder === void 0 ? void 0 : join2(homeFolder, ".cache")];
  const cache = named.find((folder) => folder !== void 0 && isAbsolute(folder));
  return cache === void 0 ? void 0 : join2(cache, "dashpreview", "bin");
}

// src/preview/local/binary.ts
function findPrometheusBinary({ env, homeFolder, wanted, need }) {
  if (wanted !== void 0) {
    if (isExecutable(wanted)) return wanted;
    throw new UsageError(`--prometheus-bin ${wanted}: there is no program at this path`);
  }
  const cache = programCache({ env, homeFolder });
  const folders = [...(env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "")];
  if (cache !== void 0) folders.push(cache);
  const found = folders.map((folder) => join3(folder, "prometheus")).find(isExecutable);
  if (found !== void 0) return found;
  throw new UsageError(
    `${need === void 0 ? "this runs" : `${need} needs`} a Prometheus server, and there is none on the PATH${cache === void 0 ? "" : ` or in ${cache}`}. Install one (Debian, Ubuntu: apt install prometheus; macOS: brew install prometheus; or https://prometheus.io/download), or name one with --prometheus-bin`,
    { code: "no-prometheus" }
  );
}

// src/prometheus/query/written-windows.ts
var samplesPerWindow = 5e6;
function isComplete(found, { samples, nans }) {
  return found === samples || nans > 0 && found === samples - nans;
}
var WindowCounter = class {
  /** Stale markers not counted. */
  samples = 0;
  #names;
  /** For each batch, the index in `#names` of each series' name. */
  #nameOf;
  #slicesPerWindow;
  #windowCounts;
  #seen;
  #cut;
  #grid;
  constructor(cut, grid) {
    this.#cut = cut;
    this.#grid = grid;
    const numbers = /* @__PURE__ */ new Map();
    const numberOf = (name) => {
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    };
    this.#nameOf = cut.batches.map(({ series }) => Int32Array.from(series, ({ name }) => numberOf(name)));
    this.#names = [...numbers.keys()];
    this.#seen = cut.batches.map(({ series }) => new Uint8Array(series.length));
    const seriesCount = this.#seen.reduce((sum, { length }) => sum + length, 0);
    this.#slicesPerWindow = grid.stepMs < 2 ? cut.slices : Math.max(1, Math.floor(samplesPerWindow / (Math.max(1, seriesCount) * cut.sliceLength)));
    this.#windowCounts = Array.from({ length: Math.ceil(cut.slices / this.#slicesPerWindow) }, () => ({
      samples: new Float64Array(this.#names.length),
      nans: new Float64Array(this.#names.length)
    }));
  }
  /** Series that have at least one sample. */
  get series() {
    return this.#seen.reduce((sum, flags) => sum + flags.reduce((count, flag) => count + flag, 0), 0);
  }
  /** Adds a batch's samples of one slice. */
  add(batch, slice, { samples, nans }) {
    const [seen, nameOf, window] = [
      this.#seen[batch],
      this.#nameOf[batch],
      this.#windowCounts[Math.floor(slice / this.#slicesPerWindow)]
    ];
    for (let place = 0; place < samples.length; place++) {
      const written = samples[place];
      if (written === 0) continue;
      seen[place] = 1;
      window.samples[nameOf[place]] += written;
      window.nans[nameOf[place]] += nans[place];
      this.samples += written;
    }
  }
  /** The windows to read back, oldest first. */
  windows() {
    const length = this.#slicesPerWindow * this.#cut.sliceLength;
    return this.#windowCounts.map(({ samples, nans }, index) => ({
      firstIndex: index * length,
      length: Math.min(length, this.#grid.count - index * length),
      samples: samples.reduce((sum, count) => sum + count, 0),
      byName: new Map(
        this.#names.flatMap(
          (name, number) => samples[number] === 0 ? [] : [[name, { samples: samples[number], nans: nans[number] }]]
        )
      )
    }));
  }
};

// src/prometheus/write/lanes.ts
async function runLanes({ lanes, batches, slices, lead, work }) {
  const count = Math.max(1, Math.min(lanes, batches));
  const positions = new Array(count).fill(0);
  let waiting = [];
  let failure;
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const done of woken) done();
  };
  const run = async (lane) => {
    try {
      for (let slice = 0; slice < slices; slice++) {
        positions[lane] = slice;
        wake();
        while (failure === void 0 && Math.min(...positions) < slice - lead)
          await new Promise((done) => waiting.push(done));
        for (let batch = lane; batch < batches; batch += count) {
          if (failure !== void 0) return;
          await work(batch, slice, lane);
        }
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      positions[lane] = Number.POSITIVE_INFINITY;
      wake();
    }
  };
  await Promise.all(positions.map((_, lane) => run(lane)));
  if (failure !== void 0) throw failure.error;
}

// src/prometheus/write/piece.ts
var leastPerRequest = 100;
function sizeOf({ sources, slice, kind }) {
  const isOfKind = ({ native }) => native === (kind === "natives");
  return slice.length * sources.reduce((sum, { series }) => sum + series.filter(isOfKind).length, 0);
}
function isDivisible(piece) {
  return sizeOf(piece) > leastPerRequest && (piece.sources.length > 1 || piece.slice.length > 1);
}
function halve({ sources, slice, ...rest }) {
  if (sources.length > 1) {
    const middle = Math.ceil(sources.length / 2);
    return [sources.slice(0, middle), sources.slice(middle)].map((some) => ({ ...rest, slice, sources: some }));
  }
  const { firstIndex, length } = slice;
  const first = Math.ceil(length / 2);
  return [
    { ...rest, sources, slice: { firstIndex, length: first } },
    { ...rest, sources, slice: { firstIndex: firstIndex + first, length: length - first } }
  ];
}

// src/prometheus/write/write-history.ts
var hourMs = 36e5;
var mostSearchRequests = 64;
var splitStatuses = [400, 409, 413, 422, 500];
async function writeHistory(prometheus, options) {
  const cut = cutIntoBatches(options.sources, options.grid, { ...options, extra: options.isolation });
  const version = await agreeOnVersion(prometheus, options);
  if (version === 1) await writeMetadata(prometheus, options.metadata ?? [], options);
  try {
    return await new HistoryRun(prometheus, options, cut, version).run();
  } catch (error) {
    if (version === 1 || !(error instanceof PrometheusError) || error.status !== 415) throw error;
    return writeHistory(prometheus, options);
  }
}
async function writeMetadata(prometheus, metadata, context) {
  for (let at = 0; at < metadata.length; at += 500) {
    const outcome = await sendRequest(prometheus, encodeMetadata(metadata.slice(at, at + 500)), context);
    if (outcome.state === "refused" && [401, 403, 404].includes(outcome.status))
      throw explainRefusal(prometheus, outcome.reason, outcome.status);
  }
}
var HistoryRun = class {
  #counter;
  #encoder;
  #most;
  #bytes = 0;
  /** Samples of a request at most: what a receiver that answered 429 is sent from then on. */
  #mostPerRequest = Number.POSITIVE_INFINITY;
  #prometheus;
  #options;
  #cut;
  #version;
  constructor(prometheus, options, cut, version) {
    this.#version = version;
    this.#prometheus = prometheus;
    this.#options = options;
    this.#cut = cut;
    this.#counter = new WindowCounter(cut, options.grid);
    this.#encoder = new BatchEncoder(options.grid, cut.sliceLength);
    this.#most = cut.batches.reduce((sum, { series }) => sum + series.length, 0) * options.grid.count;
  }
  async run() {
    const { batches, slices, sliceLength } = this.#cut;
    const lanes = Math.max(1, Math.min(this.#options.connections ?? 4, batches.length));
    const writers = Array.from({ length: lanes }, () => createWriters(this.#version));
    const lead = (2 * sliceLength - 1) * this.#options.grid.stepMs <= hourMs ? 1 : 0;
    const work = (batch, slice, lane) => this.#writeBatch(batch, slice, writers[lane]);
    try {
      await runLanes({ lanes, batches: batches.length, slices, lead, work });
    } catch (error) {
      throw error instanceof PrometheusError ? this.#withProgress(error) : error;
    }
    const { series, samples } = this.#counter;
    return { series, samples, bytes: this.#bytes, windows: this.#counter.windows() };
  }
  #withProgress(error) {
    const { samples } = this.#counter;
    const { title, refusals } = this.#prometheus.receiver;
    const { message, code, status } = error;
    const progress = code === "refused" && (refusals === "partial" || this.#version === 2) ? `${title} stores the good samples of a refused request: how many were stored is not known` : code === "unavailable" ? `At least ${samples} of at most ${this.#most} samples were stored before` : samples === 0 ? "Nothing was stored before" : `${samples} of at most ${this.#most} samples were stored before`;
    const options = { code, ...defined({ status }) };
    return error instanceof TooOldError ? new TooOldError(`${message}. ${progress}`, { ...options, windowMs: error.windowMs }) : new PrometheusError(`${message}. ${progress}`, options);
  }
  async #writeBatch(index, slice, writers) {
    const batch = this.#cut.batches[index];
    const firstIndex = slice * this.#cut.sliceLength;
    const part = { firstIndex, length: Math.min(this.#cut.sliceLength, this.#options.grid.count - firstIndex) };
    const counts = this.#encoder.encode(batch, part, writers);
    this.#bytes += writers.floats.length + writers.natives.length;
    for (const kind of ["floats", "natives"]) await this.#send(batch, part, writers, kind);
    this.#counter.add(index, slice, counts);
    this.#options.onProgress?.(this.#counter.samples, this.#most);
  }
  async #send(batch, slice, writers, kind) {
    const piece = { batch, slice, kind, sources: batch.sources };
    if (sizeOf(piece) > this.#mostPerRequest && isDivisible(piece)) return this.#sendHalves(piece);
    return this.#sendPiece(piece, writers[kind]);
  }
  async #sendPiece(piece, writer) {
    if (writer.length === 0) return;
    const outcome = await sendRequest(this.#prometheus, writer, { ...this.#options, divisible: isDivisible(piece) });
    if (outcome.state === "stored" || outcome.state === "refused" && outcome.maybeStored) return;
    if (outcome.state === "too-much") {
      this.#mostPerRequest = Math.min(this.#mostPerRequest, Math.max(leastPerRequest, Math.floor(sizeOf(piece) / 2)));
      await this.#options.sleep(outcome.waitMs, this.#options.signal);
      return this.#sendHalves(piece);
    }
    const { reason, status } = outcome;
    if (!splitStatuses.includes(status)) throw explainRefusal(this.#prometheus, reason, status);
    await this.#splitRefused(piece, reason, status);
  }
  async #sendHalves(piece) {
    const writers = createWriters(this.#version);
    for (const half of halve(piece)) {
      if (sizeOf(half) > this.#mostPerRequest && isDivisible(half)) await this.#sendHalves(half);
      else {
        this.#encoder.encode(half.batch, half.slice, writers, new Set(half.sources));
        await this.#sendPiece(half, writers[half.kind]);
      }
    }
  }
  /**
   * Sends a refused piece again in parts, to find the refused series. If every part is stored, only the request as a
   * whole was at fault, and there is no error.
   *
   * A receiver that stores a refused request in part has the good samples already: it calls them out of order or
   * duplicate, which counts as stored, and the first reason is the one to tell.
   *
   * @throws {PrometheusError} naming the refused series, as far as they were found.
   */
  async #splitRefused({ batch, slice, kind, sources }, reason, status) {
    const partial = this.#prometheus.receiver.refusals === "partial";
    if (partial && isTooOld(reason)) throw explainRefusal(this.#prometheus, reason, status);
    const writers = createWriters(this.#version);
    const isOfKind = ({ native }) => native === (kind === "natives");
    const send = async (some) => {
      this.#encoder.encode(batch, slice, writers, new Set(some));
      if (writers[kind].length === 0) return void 0;
      const outcome = await sendRequest(this.#prometheus, writers[kind], this.#options);
      return outcome.state === "refused" && !outcome.maybeStored ? outcome.reason : void 0;
    };
    const parts = sources.filter(({ series }) => series.some(isOfKind));
    const search = partial ? { isRepeat, mostRequests: mostSearchRequests } : {};
    const { refused, complete, repeated } = await findRefused(parts, { send, reason, ...search });
    const [first] = refused;
    if (first === void 0 && complete && !repeated) return;
    const { fromMs, stepMs } = this.#options.grid;
    throw explainRefusal(this.#prometheus, partial || first === void 0 ? reason : first.reason, status, {
      series: refused.flatMap(({ part }) => part.series.find(isOfKind) ?? []),
      more: !complete,
      fromMs: fromMs + slice.firstIndex * stepMs,
      toMs: fromMs + (slice.firstIndex + slice.length - 1) * stepMs
    });
  }
};

// src/preview/local/with-room.ts
var localRetryMs = 5e3;
async function withRoom(temporaryFolder, action) {
  try {
    return await action();
  } catch (error) {
    const { code } = error;
    const isFull = code === "ENOSPC" || code === "EDQUOT" || error instanceof PrometheusError && /no space left on device|disk quota exceeded/i.test(error.message);
    if (!isFull) throw error;
    throw new PrometheusError(
      `no room is left in the temporary folder ${temporaryFolder}: free some, or set TMPDIR to another folder`,
      { code: "disk-full" }
    );
  }
}

// src/preview/local/server.ts
import { execFile, spawn } from "node:child_process";
import { readFileSync as readFileSync2, rmSync as rmSync2, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join as join5 } from "node:path";

// src/system/temporary-folder.ts
import { mkdtempSync } from "node:fs";
import { join as join4 } from "node:path";
function makeTemporaryFolder(parent, prefix) {
  try {
    return mkdtempSync(join4(parent, prefix));
  } catch (error) {
    const { code } = error;
    const reasons = {
      ENOENT: "there is no such folder",
      ENOTDIR: "it is not a folder",
      EACCES: "permission denied",
      EPERM: "permission denied",
      EROFS: "the file system is read-only",
      ENOSPC: "no space left"
    };
    throw new UsageError(
      `no temporary folder can be made in ${parent}: ${reasons[code ?? ""] ?? code ?? "unknown reason"}; set TMPDIR to a folder that can be written`,
      { code: "no-temporary-folder" }
    );
  }
}

// src/system/watchdog.ts
var watchdogScript = `
folder=$1
shift
echo $$ >"$folder/watchdog.pid"
"$@" </dev/null >"$folder/server.log" 2>&1 &
server=$!
exec 3>&- 4>&-
echo "$server" >"$folder/server.pid"
trap '' INT HUP TERM
while read -r line; do :; done
kill "$server" 2>/dev/null
tries=0
while kill -0 "$server" 2>/dev/null && [ "$tries" -lt 50 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
kill -9 "$server" 2>/dev/null
wait "$server" 2>/dev/null
rm -rf -- "$folder" 2>/dev/null && exit
sleep 0.3
rm -rf -- "$folder"
`;

// src/preview/local/server.ts
function startLocalPrometheus(options) {
  return withRoom(options.temporaryFolder, () => start(options));
}
async function start(options) {
  let lastLog = "";
  for (let attempt = 0; attempt < 3; attempt++) {
    const folder = makeTemporaryFolder(options.temporaryFolder, localFolderPrefix);
    const port = await freePort();
    try {
      writeFileSync(join5(folder, "prometheus.yml"), configuration(options.historyMs));
    } catch (error) {
      rmSync2(folder, { recursive: true, force: true });
      throw error;
    }
    const server = launch(options.binary, folder, `127.0.0.1:${port}`);
    try {
      if (await isReady(server, options)) return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
    lastLog = server.log();
    await server.stop();
    if (!lastLog.includes("address already in use")) break;
  }
  throw new PrometheusError(
    `${options.binary} did not become ready; is it a Prometheus server? It said:
` + (lastLog.trim().split("\n").slice(-5).join("\n") || "(nothing)"),
    {
      code: "local-start"
    }
  );
}
function configuration(historyMs) {
  return `global: {scrape_interval: 15s}
storage: {tsdb: {out_of_order_time_window: ${formatDuration(2 * historyMs + 36e5)}}}
`;
}
function launch(binary, folder, address) {
  const command = [
    binary,
    `--config.file=${join5(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${join5(folder, "data")}`,
    `--web.listen-address=${address}`,
    "--web.enable-remote-write-receiver",
    "--web.enable-admin-api",
    "--storage.tsdb.retention.time=100y",
    "--enable-feature=native-histograms,exemplar-storage",
    "--log.level=warn"
  ];
  const child = spawn("/bin/sh", ["-c", watchdogScript, "dashpreview-watchdog", folder, ...command], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: folder
  });
  const ended = new Promise((done) => {
    child.once("exit", () => done());
    child.once("error", () => done());
  });
  child.stdin.on("error", () => {
  });
  return {
    url: `http://${address}`,
    child,
    log: () => readText(join5(folder, "server.log")),
    async stop() {
      child.stdin.end();
      await ended;
      rmSync2(folder, { recursive: true, force: true });
    }
  };
}
async function isReady(server, { binary, sleep, signal }) {
  for (let waited = 0; waited < 3e4; waited += 50) {
    if (server.child.exitCode !== null || /level=error/.test(server.log())) return false;
    const answer = await fetch(`${server.url}/-/ready`, { signal: AbortSignal.timeout(2e3) }).catch(() => void 0);
    await answer?.arrayBuffer().catch(() => void 0);
    if (answer?.ok === true) return true;
    if (waited === 1e3 && !await isPrometheus(binary)) return false;
    await sleep(50, signal);
  }
  return false;
}
function isPrometheus(binary) {
  return new Promise(
    (done) => execFile(
      binary,
      ["--version"],
      { timeout: 1e4 },
      (_error, stdout, stderr) => done(/\bprometheus\b/i.test(stdout + stderr))
    )
  );
}
async function freePort() {
  const server = createServer();
  await new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", done);
  });
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
function readText(path) {
  try {
    return readFileSync2(path, "utf8");
  } catch {
    return "";
  }
}

export {
  isComplete,
  writeHistory,
  makeTemporaryFolder,
  watchdogScript,
  removeLeftovers,
  localRetryMs,
  withRoom,
  startLocalPrometheus,
  isExecutable,
  programCache,
  findPrometheusBinary
};
