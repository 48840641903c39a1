import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  scrapesAtOnce
} from "./chunk-DLYXPLLW.js";
import {
  BlockPool,
  SliceTemplates,
  createWriters,
  cutIntoBatches,
  encodeStaleHistogram,
  totalsOf
} from "./chunk-H55RNSOP.js";
import {
  LabelEncoder,
  SymbolTable,
  agreeOnVersion,
  encodeMetadata,
  explainRefusal,
  messageTags,
  require_minimal,
  require_snappyjs,
  sendRequest,
  sliceTemplate,
  staleMarkerHigh,
  staleMarkerLow
} from "./chunk-RZZYZ6Z2.js";
import {
  createHttpClient
} from "./chunk-JN2EJA7T.js";
import {
  formatFloat
} from "./chunk-YJEH4LXZ.js";
import {
  partName,
  splitPart,
  withoutTotal
} from "./chunk-PLX77PAM.js";
import {
  createBlock,
  stale
} from "./chunk-RQHKSZ5E.js";
import {
  lanes,
  mixIndex
} from "./chunk-7ZG6RHXF.js";
import {
  ExpectedError,
  HttpError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/prometheus/scrape/scraped-page.ts
function emptyPage() {
  return { types: /* @__PURE__ */ new Map(), helps: /* @__PURE__ */ new Map(), units: /* @__PURE__ */ new Map(), samples: [], fault: void 0 };
}

// src/prometheus/scrape/unescape-text.ts
function unescapeText(text) {
  if (!text.includes("\\")) return text;
  return text.replaceAll(/\\(.)/g, (_, sign) => sign === "n" ? "\n" : sign);
}

// src/prometheus/scrape/read-text.ts
var maxLine = 1e5;
function readText(text, { openMetrics = false, maxSamples: maxSamples2 = Number.POSITIVE_INFINITY } = {}) {
  const page = emptyPage();
  let number = 0;
  let ended = false;
  for (const [from, to] of linesOf(text)) {
    number++;
    const line = text.slice(from, to);
    const fault = ended && line !== "" ? "something follows # EOF" : readLine(line, page, openMetrics);
    if (fault !== void 0) page.fault ??= `line ${number}: ${fault}`;
    ended ||= openMetrics && line === "# EOF";
    if (page.samples.length > maxSamples2) {
      page.fault = `more than ${maxSamples2} samples`;
      break;
    }
  }
  if (openMetrics && !ended) page.fault ??= "it does not end with # EOF: a part is missing";
  return page;
}
function* linesOf(text) {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end === -1 ? text.length : end;
    yield [from, text[to - 1] === "\r" ? to - 1 : to];
    from = to + 1;
  }
}
function readLine(line, page, openMetrics) {
  if (line.startsWith("#")) {
    readComment(line, page);
    return void 0;
  }
  if (line.trim() === "") return void 0;
  if (line.length > maxLine) return `longer than ${maxLine} characters`;
  const sample = readSample(line, openMetrics);
  if (sample === void 0) return "no sample: expected a name, labels and a value";
  page.samples.push(sample);
  return void 0;
}
var comment = /^#\s+(TYPE|HELP|UNIT)\s+(?:([a-zA-Z_:][\w:]*)|"((?:[^"\\]|\\.)*)")(?:\s+(.*))?$/;
function readComment(line, page) {
  const [, word, plain, quoted, rest = ""] = comment.exec(line.slice(0, 5e3)) ?? [];
  const name = plain ?? (quoted === void 0 ? void 0 : unescapeText(quoted));
  if (name === void 0) return;
  const text = rest.trim();
  if (word === "TYPE") page.types.set(name, text === "untyped" ? "unknown" : text);
  else if (word === "HELP") page.helps.set(name, unescapeText(text));
  else page.units.set(name, text);
}
var bareName = /[a-zA-Z_:][\w:]*/y;
var pair = /\s*(?:([a-zA-Z_]\w*)|"((?:[^"\\]|\\.)*)")\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,?)/y;
var quotedName = /\s*"((?:[^"\\]|\\.)*)"\s*(?:,|(?=\}))/y;
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
function readSample(line, openMetrics) {
  let at = line.length - line.trimStart().length;
  const bare = matchAt(bareName, line, at)?.[0];
  at = skipBlanks(line, at + (bare?.length ?? 0));
  let name = bare;
  let labels = /* @__PURE__ */ new Map();
  if (line[at] === "{") {
    if (name === void 0) {
      const quoted = matchAt(quotedName, line, at + 1);
      if (quoted === null) return void 0;
      name = unescapeText(quoted[1]);
      at = quotedName.lastIndex - 1;
    }
    const read = readLabels(line, at + 1);
    if (read === void 0) return void 0;
    ({ labels, at } = read);
  }
  if (name === void 0 || name === "") return void 0;
  const [words = "", extra] = cut(line.slice(at));
  const [valueText = "", timeText, ...more] = words.trim().split(/\s+/);
  const value = readNumber(valueText);
  const time = timeText === void 0 || timeText === "" ? void 0 : readNumber(timeText);
  if (value === void 0 || more.length > 0 || timeText !== void 0 && time === void 0) return void 0;
  const timeMs = time === void 0 ? void 0 : openMetrics ? Math.round(time * 1e3) : time;
  if (timeMs !== void 0 && !Number.isSafeInteger(timeMs)) return void 0;
  const exemplar = extra === void 0 ? void 0 : readExemplar(extra);
  return { name, labels, value, ...timeMs === void 0 ? {} : { timeMs }, ...exemplar && { exemplar } };
}
function cut(rest) {
  const at = rest.indexOf("#");
  return at === -1 ? [rest, void 0] : [rest.slice(0, at), rest.slice(at + 1).trim()];
}
function readLabels(line, from) {
  const labels = /* @__PURE__ */ new Map();
  let at = from;
  let open = true;
  for (let match = matchAt(pair, line, at); open && match !== null; match = matchAt(pair, line, at)) {
    const name = match[1] ?? unescapeText(match[2]);
    const value = unescapeText(match[3]);
    if (value !== "") labels.set(name, value);
    open = match[4] === ",";
    at = pair.lastIndex;
  }
  if (line[at] === ",") at++;
  at = skipBlanks(line, at);
  return line[at] === "}" ? { labels, at: at + 1 } : void 0;
}
function readExemplar(text) {
  if (!text.startsWith("{")) return void 0;
  const read = readLabels(text, 1);
  if (read === void 0) return void 0;
  const [valueText = "", timeText] = text.slice(read.at).trim().split(/\s+/);
  const value = readNumber(valueText);
  const time = timeText === void 0 ? void 0 : readNumber(timeText);
  if (value === void 0) return void 0;
  return { labels: read.labels, value, timeMs: time === void 0 ? void 0 : Math.round(time * 1e3) };
}
function skipBlanks(line, at) {
  let place = at;
  while (line[place] === " " || line[place] === "	") place++;
  return place;
}
function readNumber(word) {
  if (word === "") return void 0;
  if (/^[+-]?inf(?:inity)?$/i.test(word))
    return word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(word);
  return Number.isNaN(value) && !/^[+-]?nan$/i.test(word) ? void 0 : value;
}

// src/prometheus/relay/keep-on.ts
var pauseMs = 5e3;
async function keepOn({ dueMs, round }, context) {
  const { now, sleep, signal, onFailure } = context;
  let said;
  for (; ; ) {
    signal.throwIfAborted();
    try {
      await round();
      said = void 0;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ExpectedError)) throw error;
      onFailure(error, error.message !== said);
      said = error.message;
      await sleep(pauseMs, signal);
    }
    await sleep(Math.max(20, dueMs() - now()), signal);
  }
}

// src/prometheus/scrape/protobuf-parts.ts
var lengthWire = 2;
function readFields(reader, end, read) {
  if (end > reader.len) throw new RangeError("a message reaches beyond the page");
  while (reader.pos < end) {
    const tag = reader.uint32();
    const wire = tag & 7;
    if (!read(tag >>> 3, wire)) reader.skipType(wire);
    if (reader.pos > end) throw new RangeError("a field reaches beyond its message");
  }
}
function readMessage(reader, read) {
  const length = reader.uint32();
  readFields(reader, reader.pos + length, read);
}
function numberOf(value) {
  return typeof value === "number" ? value : value.toNumber();
}
function readRepeated(reader, wire, read, into) {
  if (wire !== lengthWire) {
    into.push(read());
    return;
  }
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError("a field reaches beyond the page");
  while (reader.pos < end) into.push(read());
}
function readPair(reader, labels) {
  let [name, value] = ["", ""];
  readMessage(reader, (field) => {
    if (field === 1) name = reader.string();
    else if (field === 2) value = reader.string();
    else return false;
    return true;
  });
  if (value !== "") labels.set(name, value);
}
function readExemplar2(reader) {
  const labels = /* @__PURE__ */ new Map();
  let value = 0;
  let timeMs;
  readMessage(reader, (field) => {
    if (field === 1) readPair(reader, labels);
    else if (field === 2) value = reader.double();
    else if (field === 3) {
      timeMs = 0;
      readMessage(reader, (part) => {
        if (part === 1) timeMs += numberOf(reader.int64()) * 1e3;
        else if (part === 2) timeMs += Math.floor(reader.int32() / 1e6);
        else return false;
        return true;
      });
    } else return false;
    return true;
  });
  return { labels, value, timeMs };
}

// src/prometheus/scrape/read-histogram.ts
function isNative({ native }) {
  const { positive, negative, zeroThreshold, zeroCount } = native;
  return positive.spans.length > 0 || negative.spans.length > 0 || zeroThreshold > 0 || zeroCount > 0;
}
function isWhole({ float, positive, negative, schema }) {
  return schema >= -4 && schema <= 8 && [positive, negative].every(({ spans, deltas, counts }) => {
    const length = spans.reduce((sum, span) => sum + span.length, 0);
    const later = spans.slice(1).every(({ offset }) => offset >= 0);
    return later && length === (float ? counts : deltas).length;
  });
}
function readHistogram(reader, gauge) {
  const buckets = [];
  const side = () => ({ spans: [], deltas: [], counts: [] });
  const [negative, positive] = [side(), side()];
  let [count, countFloat, sum, schema, zeroThreshold, zeroCount, zeroFloat] = [0, 0, 0, 0, 0, 0, 0];
  const double = () => reader.double();
  const delta = () => numberOf(reader.sint64());
  readMessage(reader, (field, wire) => {
    if (field === 1) count = numberOf(reader.uint64());
    else if (field === 2) sum = reader.double();
    else if (field === 3) buckets.push(readBucket(reader));
    else if (field === 4) countFloat = reader.double();
    else if (field === 5) schema = reader.sint32();
    else if (field === 6) zeroThreshold = reader.double();
    else if (field === 7) zeroCount = numberOf(reader.uint64());
    else if (field === 8) zeroFloat = reader.double();
    else if (field === 9) negative.spans.push(readSpan(reader));
    else if (field === 10) readRepeated(reader, wire, delta, negative.deltas);
    else if (field === 11) readRepeated(reader, wire, double, negative.counts);
    else if (field === 12) positive.spans.push(readSpan(reader));
    else if (field === 13) readRepeated(reader, wire, delta, positive.deltas);
    else if (field === 14) readRepeated(reader, wire, double, positive.counts);
    else return false;
    return true;
  });
  const float = countFloat > 0 || zeroFloat > 0;
  const native = {
    ...{ float, gauge, sum, schema, zeroThreshold, negative, positive },
    count: float ? countFloat : count,
    zeroCount: float ? zeroFloat : zeroCount
  };
  return { buckets, native };
}
function readBucket(reader) {
  let [count, float, bound] = [0, 0, 0];
  let exemplar;
  readMessage(reader, (field) => {
    if (field === 1) count = numberOf(reader.uint64());
    else if (field === 2) bound = reader.double();
    else if (field === 3) exemplar = readExemplar2(reader);
    else if (field === 4) float = reader.double();
    else return false;
    return true;
  });
  return { bound, count: float > 0 ? float : count, ...exemplar === void 0 ? {} : { exemplar } };
}
function readSpan(reader) {
  let [offset, length] = [0, 0];
  readMessage(reader, (field) => {
    if (field === 1) offset = reader.sint32();
    else if (field === 2) length = reader.uint32();
    else return false;
    return true;
  });
  return { offset, length };
}

// src/prometheus/relay/relayed-series.ts
var maxAheadMs = 6e5;
var RelayedSeries = class {
  #target;
  #label;
  #isTaken;
  /** Of the last scrape: they get a stale marker when they are gone. */
  #open = /* @__PURE__ */ new Map();
  /** Of the last scrape that was answered: others count as added. */
  #known = /* @__PURE__ */ new Set();
  /** Of series that the page gives times for: the time of the last sample. */
  #times = /* @__PURE__ */ new Map();
  constructor({
    target,
    label,
    isTaken
  }) {
    this.#target = target;
    this.#label = label;
    this.#isTaken = isTaken;
  }
  /**
   * The samples of a scrape, with `up`, `scrape_*` and stale markers.
   *
   * @param page - undefined if the scrape failed.
   */
  scraped(page, { timeMs, seconds }) {
    const open = /* @__PURE__ */ new Map();
    const times = /* @__PURE__ */ new Map();
    const keys = /* @__PURE__ */ new Set();
    const samples = [];
    let kept = 0;
    for (const one of page?.samples ?? []) {
      if (this.#isTaken(one.name)) continue;
      kept++;
      const labels = this.#labelsOf(one.name, one.labels);
      const key = keyOf(labels);
      if (keys.has(key) || one.histogram !== void 0 && !isWhole(one.histogram)) continue;
      keys.add(key);
      const native = one.histogram !== void 0;
      const sample = { labels, native, value: one.histogram ?? one.value, exemplar: one.exemplar };
      if (one.timeMs === void 0) {
        open.set(key, { labels, native });
        samples.push({ ...sample, timeMs });
        continue;
      }
      const last = this.#times.get(key) ?? Number.NEGATIVE_INFINITY;
      times.set(key, Math.max(last, one.timeMs));
      if (one.timeMs > last && one.timeMs <= timeMs + maxAheadMs)
        samples.push({ ...sample, timeMs: one.timeMs, own: true });
    }
    const added = [...keys].filter((key) => !this.#known.has(key)).length;
    if (page !== void 0) this.#known = keys;
    if (page !== void 0) this.#times = times;
    const report = {
      up: page === void 0 ? 0 : 1,
      scrape_duration_seconds: seconds,
      scrape_samples_scraped: page?.samples.length ?? 0,
      scrape_samples_post_metric_relabeling: kept,
      scrape_series_added: added
    };
    for (const [name, value] of Object.entries(report)) {
      const labels = this.#labelsOf(name, /* @__PURE__ */ new Map());
      const key = keyOf(labels);
      if (this.#isTaken(name) || keys.has(key)) continue;
      open.set(key, { labels, native: false });
      samples.push({ labels, native: false, value, timeMs });
    }
    for (const [key, one] of this.#open) if (!open.has(key)) samples.push({ ...one, timeMs, value: "stale" });
    this.#open = open;
    return samples;
  }
  /** Stale markers for all that is open, which is nothing then. */
  ended(timeMs) {
    const samples = [...this.#open.values()].map((one) => ({ ...one, timeMs, value: "stale" }));
    this.#open = /* @__PURE__ */ new Map();
    return samples;
  }
  #labelsOf(name, own) {
    const labels = labelsAt(this.#target, own);
    labels.set("__name__", name);
    if (this.#label !== void 0) labels.set(this.#label.name, this.#label.value);
    return labels;
  }
};
var reportNames = [
  "up",
  "scrape_duration_seconds",
  "scrape_samples_scraped",
  "scrape_samples_post_metric_relabeling",
  "scrape_series_added"
];
function labelsAt({ labels: target }, own) {
  const labels = /* @__PURE__ */ new Map();
  const moved = [];
  for (const pair2 of own) {
    if (target.has(pair2[0])) moved.push(pair2);
    else labels.set(...pair2);
  }
  for (const [label, value] of target) labels.set(label, value);
  for (const [label, value] of moved) {
    let exported = `exported_${label}`;
    while (labels.has(exported)) exported = `exported_${exported}`;
    labels.set(exported, value);
  }
  return labels;
}
function keyOf(labels) {
  return JSON.stringify([...labels].sort(([a], [b]) => a < b ? -1 : 1));
}

// src/prometheus/scrape/label-float.ts
function labelFloat(value) {
  const text = formatFloat(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
function withLabelFloats(page) {
  return { ...page, samples: page.samples.map((sample) => rewritten(sample, page)) };
}
function rewritten(sample, { types: types3 }) {
  const { name, labels } = sample;
  const part = splitPart(name);
  const label = part?.part === "bucket" && types3.get(part.base) === "histogram" ? "le" : types3.get(name) === "summary" ? "quantile" : void 0;
  const text = label === void 0 ? void 0 : labels.get(label);
  const value = Number(text);
  if (label === void 0 || text === void 0 || text.trim() === "" || !Number.isFinite(value)) return sample;
  return { ...sample, labels: new Map([...labels, [label, labelFloat(value)]]) };
}

// src/prometheus/scrape/read-protobuf.ts
var import_minimal = __toESM(require_minimal(), 1);
var types = ["counter", "gauge", "summary", "unknown", "histogram", "gaugehistogram"];
function readProtobuf(bytes, { maxSamples: maxSamples2 = Number.POSITIVE_INFINITY } = {}) {
  const page = emptyPage();
  const reader = import_minimal.default.Reader.create(bytes);
  try {
    while (reader.pos < reader.len) {
      readFamily(reader, page);
      if (page.samples.length <= maxSamples2) continue;
      page.fault = `more than ${maxSamples2} samples`;
      break;
    }
  } catch (error) {
    page.fault = `no protobuf of metrics: ${error.message}`;
  }
  return page;
}
function readFamily(reader, page) {
  let [name, help, unit, type] = ["", "", "", 0];
  const metrics = [];
  readMessage(reader, (field) => {
    if (field === 1) name = reader.string();
    else if (field === 2) help = reader.string();
    else if (field === 3) type = reader.int32();
    else if (field === 4) {
      const length = reader.uint32();
      metrics.push([reader.pos, reader.pos + length]);
      reader.skip(length);
    } else if (field === 5) unit = reader.string();
    else return false;
    return true;
  });
  const after = reader.pos;
  if (name === "") throw new RangeError("a family without a name");
  const word = types[type] ?? "unknown";
  page.types.set(name, word);
  if (help !== "") page.helps.set(name, help);
  if (unit !== "") page.units.set(name, unit);
  for (const [from, to] of metrics) {
    reader.pos = from;
    readMetric(reader, to, { name, type: word }, page);
  }
  reader.pos = after;
}
function readMetric(reader, end, { name, type }, { samples }) {
  const labels = /* @__PURE__ */ new Map();
  let number;
  let summary;
  let histogram;
  let timeMs = 0;
  readFields(reader, end, (field) => {
    if (field === 1) readPair(reader, labels);
    else if (field === 2 || field === 3 || field === 5) number = readValue(reader);
    else if (field === 4) summary = readSummary(reader);
    else if (field === 6) timeMs = numberOf(reader.int64());
    else if (field === 7) histogram = readHistogram(reader, type === "gaugehistogram");
    else return false;
    return true;
  });
  const time = timeMs === 0 ? {} : { timeMs };
  const add = (wire, value, extra, exemplar) => {
    const own = extra === void 0 ? labels : new Map([...labels, extra]);
    samples.push({ name: wire, labels: own, value, ...time, ...exemplar && { exemplar } });
  };
  if (number !== void 0) add(name, number.value, void 0, number.exemplar);
  if (summary !== void 0) addSummary(name, summary, add);
  if (histogram === void 0) return;
  const native = isNative(histogram);
  if (native) samples.push({ name, labels, value: Number.NaN, histogram: histogram.native, ...time });
  if (!native || histogram.buckets.length > 0) addClassic(name, histogram, add);
}
function addSummary(name, { quantiles, sum, count }, add) {
  for (const { quantile, value } of quantiles) add(name, value, ["quantile", labelFloat(quantile)]);
  add(partName(name, "sum"), sum);
  add(partName(name, "count"), count);
}
function addClassic(name, { buckets, native: { sum, count } }, add) {
  for (const { bound, count: below, exemplar } of buckets)
    add(partName(name, "bucket"), below, ["le", labelFloat(bound)], exemplar);
  if (buckets.at(-1)?.bound !== Number.POSITIVE_INFINITY) add(partName(name, "bucket"), count, ["le", "+Inf"]);
  add(partName(name, "sum"), sum);
  add(partName(name, "count"), count);
}
function readValue(reader) {
  let value = 0;
  let exemplar;
  readMessage(reader, (field, wire) => {
    if (field === 1) value = reader.double();
    else if (field === 2 && wire === 2) exemplar = readExemplar2(reader);
    else return false;
    return true;
  });
  return { value, exemplar };
}
function readSummary(reader) {
  let [count, sum] = [0, 0];
  const quantiles = [];
  readMessage(reader, (field) => {
    if (field === 1) count = numberOf(reader.uint64());
    else if (field === 2) sum = reader.double();
    else if (field === 3) {
      let [quantile, value] = [0, 0];
      readMessage(reader, (part) => {
        if (part === 1) quantile = reader.double();
        else if (part === 2) value = reader.double();
        else return false;
        return true;
      });
      quantiles.push({ quantile, value });
    } else return false;
    return true;
  });
  return { count, sum, quantiles };
}

// src/prometheus/scrape/read-page.ts
var acceptHeader = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
function readPage(bytes, { contentType = "", maxSamples: maxSamples2 }) {
  const [type = ""] = contentType.toLowerCase().split(";");
  const limit = maxSamples2 === void 0 ? {} : { maxSamples: maxSamples2 };
  if (type.trim() === "application/vnd.google.protobuf") return readProtobuf(bytes, limit);
  const text = new TextDecoder("utf-8").decode(bytes);
  return withLabelFloats(readText(text, { openMetrics: type.trim() === "application/openmetrics-text", ...limit }));
}

// src/prometheus/relay/scrape-target.ts
var maxBytes = 16 * 1024 * 1024;
var maxSamples = 5e4;
var longestMs = 1e4;
function createScraper({ origin, path }, connection) {
  const client = createHttpClient({ ...connection, url: origin, maxResponseBytes: maxBytes });
  return {
    async scrape(timeoutMs, signal) {
      const limitMs = Math.min(longestMs, Math.max(1e3, timeoutMs));
      const seconds = `${limitMs / 1e3}`;
      const headers = { Accept: acceptHeader, "X-Prometheus-Scrape-Timeout-Seconds": seconds };
      const answer = await client.send({ method: "GET", path, headers, signal, timeoutMs: limitMs });
      if (answer.status !== 200) throw new HttpError(`it answered ${answer.status}`, { code: "unexpected" });
      const page = readPage(answer.body, { contentType: answer.headers["content-type"], maxSamples });
      if (page.fault !== void 0) throw new HttpError(client.redact(page.fault), { code: "unexpected" });
      return page;
    },
    close: () => client.close()
  };
}
function scrapeFailure(error) {
  if (error instanceof ExpectedError) return error.message;
  throw error;
}

// src/prometheus/relay/encode-scrape.ts
var import_minimal2 = __toESM(require_minimal(), 1);
var import_snappyjs = __toESM(require_snappyjs(), 1);
import { Buffer } from "node:buffer";

// src/prometheus/encode/encode-exemplar.ts
function encodeExemplar({ labels, value, timeMs }, { encoder, tag }, writer) {
  const pairs2 = [...labels].sort(([a], [b]) => a < b ? -1 : 1);
  writer.uint32(tag << 3 | 2).fork();
  if (encoder instanceof SymbolTable) writer.uint32(1 << 3 | 2).bytes(encoder.refs(pairs2));
  else
    for (const [label, text] of pairs2) {
      writer.uint32(1 << 3 | 2).fork();
      writer.uint32(1 << 3 | 2).string(label).uint32(2 << 3 | 2).string(text).ldelim();
    }
  writer.uint32(2 << 3 | 1).double(value);
  writer.uint32(3 << 3 | 0).int64(timeMs).ldelim();
}

// src/prometheus/relay/encode-scrape.ts
function encodeScrape(samples, version, metadataOf = () => void 0) {
  const parts = [];
  const encoder = version === 1 ? new LabelEncoder() : new SymbolTable();
  for (const sample of samples) {
    const name = sample.labels.get("__name__") ?? "";
    const labels = [...sample.labels].filter(([label]) => label !== "__name__");
    const own = encoder.encode({ name, labels, native: sample.native }, metadataOf(name));
    const body = encodeSample(sample, version, encoder).finish();
    const head = import_minimal2.default.Writer.create().uint32(messageTags[version].series).uint32(own.length + body.length);
    parts.push(head.finish(), own, body);
  }
  if (encoder instanceof SymbolTable) parts.unshift(encoder.symbols().bytes);
  const bytes = Buffer.concat(parts);
  return { version, length: bytes.length, sent: samples.length, compress: () => (0, import_snappyjs.compress)(bytes) };
}
function encodeSample({ value, timeMs, native, exemplar }, version, encoder) {
  const writer = import_minimal2.default.Writer.create();
  const tag = messageTags[version].histogram;
  if (value === "stale" && native) return encodeStaleHistogram(timeMs, writer, tag);
  if (typeof value === "object") return encodeHistogram(value, timeMs, tag, writer);
  writer.uint32(2 << 3 | 2).fork();
  writer.uint32(1 << 3 | 1);
  if (value === "stale") writer.fixed32(staleMarkerLow).fixed32(staleMarkerHigh);
  else writer.double(value);
  writer.uint32(2 << 3 | 0).int64(timeMs).ldelim();
  if (exemplar !== void 0)
    encodeExemplar({ ...exemplar, timeMs: exemplar.timeMs ?? timeMs }, { encoder, tag: version === 1 ? 3 : 4 }, writer);
  return writer;
}
var gaugeHint = 3;
function encodeHistogram(histogram, timeMs, tag, writer) {
  const { float, count, sum, schema, zeroThreshold, zeroCount, negative, positive, gauge } = histogram;
  writer.uint32(tag).fork();
  if (float) writer.uint32(2 << 3 | 1).double(count);
  else writer.uint32(1 << 3 | 0).uint64(count);
  writer.uint32(3 << 3 | 1).double(sum);
  writer.uint32(4 << 3 | 0).sint32(schema);
  writer.uint32(5 << 3 | 1).double(zeroThreshold);
  if (float) writer.uint32(7 << 3 | 1).double(zeroCount);
  else writer.uint32(6 << 3 | 0).uint64(zeroCount);
  encodeBuckets(negative, 8, float, writer);
  encodeBuckets(positive, 11, float, writer);
  if (gauge) writer.uint32(14 << 3 | 0).int32(gaugeHint);
  writer.uint32(15 << 3 | 0).int64(timeMs);
  return writer.ldelim();
}
function encodeBuckets({ spans, deltas, counts }, field, float, writer) {
  for (const { offset, length } of spans) {
    writer.uint32(field << 3 | 2).fork();
    writer.uint32(1 << 3 | 0).sint32(offset).uint32(2 << 3 | 0).uint32(length).ldelim();
  }
  if ((float ? counts : deltas).length === 0) return;
  writer.uint32(field + (float ? 2 : 1) << 3 | 2).fork();
  if (float) for (const count of counts) writer.double(count);
  else for (const delta of deltas) writer.sint64(delta);
  writer.ldelim();
}

// src/prometheus/relay/page-metadata.ts
var types2 = ["counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset"];
var maxHelp = 4096;
function metadataFinder(metadata) {
  const known = new Map(metadata.map((one) => [one.name, one]));
  return (name) => {
    const base = known.get(splitPart(name)?.base ?? "");
    const isPart = base !== void 0 && ["histogram", "gaugehistogram", "summary"].includes(base.type);
    return known.get(name) ?? (isPart ? base : void 0) ?? known.get(withoutTotal(name));
  };
}
function pageMetadata(page, isTaken) {
  const names = /* @__PURE__ */ new Set([...page.types.keys(), ...page.helps.keys()]);
  return [...names].filter((name) => !isTaken(name)).map((name) => {
    const [help, unit] = [page.helps.get(name)?.slice(0, maxHelp), page.units.get(name)];
    const type = types2.find((one) => one === page.types.get(name)) ?? "unknown";
    return { name, type, ...help === void 0 ? {} : { help }, ...unit === void 0 ? {} : { unit } };
  });
}

// src/prometheus/relay/relay.ts
var mostWaiting = 5e5;
var perRequest = 1e4;
var metadataEveryMs = 6e4;
var Relay = class {
  #prometheus;
  #options;
  #series;
  #metadataOf = metadataFinder([]);
  #waiting = [];
  #lastMs = -1;
  #describedMs = Number.NEGATIVE_INFINITY;
  #said;
  constructor(prometheus, options) {
    this.#prometheus = prometheus;
    this.#options = options;
    this.#series = new RelayedSeries(options);
  }
  /** Time of the next scrape, by the clock of the options. Unix milliseconds. */
  get dueMs() {
    const gridMs = this.#gridMs();
    return gridMs > this.#lastMs ? gridMs : gridMs + this.#options.stepMs;
  }
  /**
   * Scrapes once, if it is time, and sends what waits.
   *
   * @throws {PrometheusError} if the receiver does not answer; then the samples wait.
   */
  async scrapeDue(signal) {
    const { stepMs, now, scraper, target } = this.#options;
    const timeMs = this.#gridMs();
    let failed;
    if (timeMs > this.#lastMs) {
      this.#lastMs = timeMs;
      const beganMs = now();
      const page = await scraper.scrape(stepMs, signal).catch((error) => {
        signal.throwIfAborted();
        failed = scrapeFailure(error);
        return void 0;
      });
      this.#waiting.push(this.#series.scraped(page, { timeMs, seconds: Math.max(0, now() - beganMs) / 1e3 }));
      if (failed !== void 0) this.#say(`${target.shown} could not be scraped: ${failed}`);
      else this.#said = void 0;
      if (page !== void 0) await this.#describe(page);
    }
    this.#forget();
    return { sent: await this.#send(), failed };
  }
  /** Ends every series that was sent. */
  async finish(signal) {
    this.#waiting.push(this.#series.ended(Math.max(this.#lastMs + 1, this.#options.now())));
    await this.#send(signal);
  }
  #gridMs() {
    const { stepMs, now } = this.#options;
    return Math.floor(now() / stepMs) * stepMs;
  }
  #say(text) {
    if (text !== this.#said) this.#options.say(text);
    this.#said = text;
  }
  /** Receivers that take no metadata do without. */
  async #describe(page) {
    const { now, isTaken } = this.#options;
    if (now() - this.#describedMs < metadataEveryMs) return;
    this.#describedMs = now();
    const metadata = pageMetadata(page, isTaken);
    this.#metadataOf = metadataFinder(metadata);
    if (metadata.length === 0 || await agreeOnVersion(this.#prometheus, this.#options) === 2) return;
    await sendRequest(this.#prometheus, encodeMetadata(metadata), { ...this.#options, retryMs: 0 }).catch(() => {
    });
  }
  #forget() {
    let samples = this.#waiting.reduce((sum, { length }) => sum + length, 0);
    while (samples > mostWaiting && this.#waiting.length > 1) samples -= this.#waiting.shift().length;
  }
  async #send(signal = this.#options.signal) {
    let sent = 0;
    for (let first = this.#waiting[0]; first !== void 0; first = this.#waiting[0]) {
      const kinds = [
        first.filter(({ native, own }) => !native && own !== true),
        first.filter(({ native, own }) => native && own !== true),
        first.filter(({ own }) => own === true)
      ];
      for (const samples of kinds) sent += await this.#sendAll(samples, signal);
      this.#waiting.shift();
    }
    return sent;
  }
  async #sendAll(samples, signal) {
    let sent = 0;
    for (let at = 0; at < samples.length; at += perRequest) {
      const part = samples.slice(at, at + perRequest);
      const version = await agreeOnVersion(this.#prometheus, { signal });
      const request = encodeScrape(part, version, this.#metadataOf);
      const outcome = await sendRequest(this.#prometheus, request, { ...this.#options, signal });
      if (outcome.state === "refused" && !outcome.maybeStored) {
        const { message } = explainRefusal(this.#prometheus, outcome.reason, outcome.status);
        this.#say(`a part of ${this.#options.target.shown} is left out: ${message}`);
      } else sent += part.length;
    }
    return sent;
  }
};

// src/prometheus/write/live-writer.ts
var standing = { ended: 0, open: 1, unknown: 2 };
var seenForMs = 36e5;
var LiveWriter = class {
  #batches;
  #atOnce;
  #pool;
  #templates;
  #writers = createWriters(1);
  #prometheus;
  #options;
  constructor(prometheus, options) {
    this.#prometheus = prometheus;
    this.#options = options;
    const { sources, grid, isolation, metadata } = options;
    this.#atOnce = scrapesAtOnce(grid.stepMs);
    this.#templates = new SliceTemplates(grid);
    this.#pool = new BlockPool(this.#atOnce);
    const sliceMs = this.#atOnce * grid.stepMs;
    const { batches } = cutIntoBatches(sources, grid, { extra: isolation, metadata, sliceMs });
    this.#batches = batches.map((batch) => ({
      batch,
      open: new Uint8Array(batch.series.length).fill(standing.unknown),
      next: grid.count,
      failed: void 0
    }));
  }
  /** The time of the next scrape by the receiver's clock. Unix milliseconds; Infinity without series. */
  get dueMs() {
    return this.#timeOf(Math.min(...this.#batches.map(({ next }) => next)));
  }
  /**
   * Writes every scrape that is due. Call it again after an error to continue with the scrapes that were not stored.
   *
   * @param nowMs - the receiver's current time: no later scrape is written.
   * @returns samples written.
   * @throws {PrometheusError} if the receiver refuses or does not answer for too long.
   */
  async writeDue(nowMs) {
    const { fromMs, stepMs } = this.#options.grid;
    const end = Math.floor((nowMs - fromMs) / stepMs) + 1;
    let written = 0;
    await this.#agree(this.#options.signal);
    while (this.dueMs <= nowMs) {
      const until = Math.min(end, Math.min(...this.#batches.map(({ next }) => next)) + this.#atOnce);
      for (const progress of this.#batches)
        if (progress.next < until)
          written += await this.#writeBatch(progress, progress.failed ?? until - progress.next);
    }
    return written;
  }
  /**
   * Ends every series with a stale marker, so that panels don't extend its last value for 5 minutes. The marker lies
   * one step after the last scrape, or at `nowMs` if that is earlier. Nothing can be written afterwards.
   *
   * @param options.signal - replaces the run's signal, which may be aborted already.
   */
  async finish({
    nowMs = Number.POSITIVE_INFINITY,
    signal = this.#options.signal,
    ends: isEnding = () => true
  } = {}) {
    const { stepMs } = this.#options.grid;
    const ends = [false, true].map(
      (native) => ({ ...createBlock(1, { native }), states: Uint8Array.of(stale) })
    );
    await this.#agree(signal);
    const { floats, natives } = this.#writers;
    for (const progress of this.#batches) {
      const { batch, open, next, failed } = progress;
      this.#readHistory(progress);
      const lastMs = this.#timeOf(next - 1);
      const { labels, symbols } = batch.heads(floats.version);
      const template = sliceTemplate(Math.max(lastMs + 1, Math.min(lastMs + stepMs, nowMs)), stepMs, 1);
      floats.clear(symbols);
      natives.clear(symbols);
      for (const [place, one] of batch.series.entries())
        if (open[place] === standing.open && isEnding(one))
          (one.native ? natives : floats).appendSeries(labels[place], ends[one.native ? 1 : 0], 1, template);
      for (const writer of [floats, natives])
        if (writer.length > 0) await this.#send(writer, failed !== void 0, signal);
      open.fill(standing.ended);
    }
  }
  /** Whether series that live writing had nothing of were open when the history ended. */
  #readHistory({ batch, open }) {
    const { count, stepMs } = this.#options.grid;
    const least = Math.max(0, count - Math.ceil(seenForMs / stepMs));
    let place = 0;
    for (const source of batch.sources) {
      const own = open.subarray(place, place + source.series.length);
      place += source.series.length;
      for (let to = count; own.includes(standing.unknown) && to > least; ) {
        const from = Math.max(least, to - this.#atOnce);
        const blocks = this.#pool.blocksFor(source);
        source.fill(from, to - from, blocks);
        for (const [i, block] of blocks.entries()) {
          const last = own[i] === standing.unknown ? lastState(block, to - from) : void 0;
          if (last !== void 0) own[i] = last === stale ? standing.ended : standing.open;
        }
        to = from;
      }
    }
  }
  async #agree(signal) {
    const version = await agreeOnVersion(this.#prometheus, { signal });
    if (version !== this.#writers.floats.version) this.#writers = createWriters(version);
  }
  #timeOf(index) {
    return this.#options.grid.fromMs + index * this.#options.grid.stepMs;
  }
  async #writeBatch(progress, length) {
    const { batch, next, failed } = progress;
    const { floats, natives } = this.#writers;
    const slice = { firstIndex: next, length };
    const { labels, symbols } = batch.heads(floats.version);
    const open = new Uint8Array(progress.open);
    floats.clear(symbols);
    natives.clear(symbols);
    let written = 0;
    let place = 0;
    for (const source of batch.sources) {
      const blocks = this.#pool.blocksFor(source);
      source.fill(next, length, blocks);
      for (const [i, block] of blocks.entries()) {
        const writer = source.series[i].native ? natives : floats;
        const template = this.#templates.of(slice, writer.version === 1 ? void 0 : totalsOf(source, i));
        written += writer.appendSeries(labels[place], block, length, template);
        const last = lastState(block, length);
        if (last !== void 0) open[place] = last === stale ? standing.ended : standing.open;
        place++;
      }
    }
    progress.failed = length;
    for (const writer of [floats, natives]) if (writer.length > 0) await this.#send(writer, failed !== void 0);
    progress.failed = void 0;
    progress.next = next + length;
    progress.open.set(open);
    return written;
  }
  async #send(writer, sentBefore, signal = this.#options.signal) {
    const outcome = await sendRequest(this.#prometheus, writer, { ...this.#options, sentBefore, signal });
    if (outcome.state === "refused" && !outcome.maybeStored)
      throw explainRefusal(this.#prometheus, outcome.reason, outcome.status);
  }
};
function lastState({ states }, length) {
  return states.subarray(0, length).findLast((state) => state !== 0);
}

// src/generator/exemplars/exemplar-values.ts
function bucketValue(buckets, bucket, { at, index }) {
  return { traceId: traceId(at, index), value: within(buckets, bucket) };
}
function within(buckets, bucket) {
  const share = ((lanes[0] >>> 8) + 1) / 2 ** 24;
  const upper = buckets[bucket];
  const lower = buckets[bucket - 1] ?? Math.min(0, 2 * (upper ?? 0));
  const value = upper === void 0 ? lower + Math.abs(lower || 1) * share : lower + (upper - lower) * share;
  const scale = 2 ** (Math.floor(Math.log2(Math.abs(value) || 1)) - 10);
  const rounded = Math.round(value / scale) * scale;
  return rounded > lower && rounded <= (upper ?? Number.POSITIVE_INFINITY) ? rounded : value;
}
function traceId(at, index) {
  mixIndex(at, 1374496523, index);
  const head = hex(lanes[0]) + hex(lanes[1]);
  mixIndex(at, 625341585, index);
  return head + hex(lanes[0]) + hex(lanes[1]);
}
var pairs = Array.from({ length: 65536 }, (_, value) => value.toString(16).padStart(4, "0"));
function hex(word) {
  return pairs[word >>> 16] + pairs[word & 65535];
}

export {
  readText,
  LiveWriter,
  keepOn,
  encodeExemplar,
  reportNames,
  labelsAt,
  createScraper,
  scrapeFailure,
  Relay,
  bucketValue,
  traceId
};
