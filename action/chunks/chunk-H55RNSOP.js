import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FloatWriter,
  LabelEncoder,
  SymbolTable,
  messageTags,
  require_minimal,
  require_snappyjs,
  sliceTemplate,
  staleMarkerHigh,
  staleMarkerLow,
  startOf
} from "./chunk-RZZYZ6Z2.js";
import {
  createBlock,
  present,
  stale
} from "./chunk-RQHKSZ5E.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/prometheus/write/batches.ts
var hardSampleLimit = 2e5;
var nativeWeight = 20;
function cutIntoBatches(sources, grid, { extra, metadata = [], samplesPerRequest = 3e4, sliceMs = 18e5 }) {
  const widest = sources.reduce((most, { series }) => Math.max(most, series.length), 1);
  const sliceLength = Math.max(
    1,
    Math.min(Math.floor(sliceMs / grid.stepMs), samplesPerRequest, Math.floor(hardSampleLimit / widest), grid.count)
  );
  const mostPerBatch = Math.max(1, Math.floor(samplesPerRequest / sliceLength));
  const total = sources.reduce((sum, source) => sum + weightOf(source), 0);
  const weightPerBatch = Math.ceil(total / Math.ceil(total / mostPerBatch));
  const encoder = new HeadEncoder(extra, metadata);
  const batches = [];
  let current = [];
  let weight = 0;
  for (const source of sources) {
    const own = weightOf(source);
    if (current.length > 0 && weight + own > weightPerBatch) {
      batches.push(makeBatch(current, encoder));
      current = [];
      weight = 0;
    }
    current.push(source);
    weight += own;
  }
  if (current.length > 0) batches.push(makeBatch(current, encoder));
  return { batches, sliceLength, slices: Math.ceil(grid.count / sliceLength) };
}
function weightOf({ series }) {
  return series.reduce((sum, { native }) => sum + (native ? nativeWeight : 1), 0);
}
function makeBatch(sources, encoder) {
  let known;
  return {
    sources,
    series: sources.flatMap((source) => source.series),
    // Encoded when the batch is first written, so that the first request does not wait for all labels.
    heads(version) {
      if (known?.version !== version) known = { version, heads: encoder.encode(version, sources) };
      return known.heads;
    }
  };
}
var HeadEncoder = class {
  #extra;
  #metadata;
  /** Shared, because batches share most of their labels. */
  #labels;
  constructor(extra, metadata) {
    this.#extra = extra;
    this.#metadata = new Map(metadata.map((one) => [one.name, one]));
    this.#labels = new LabelEncoder(extra);
  }
  encode(version, sources) {
    if (version === 1)
      return { labels: sources.flatMap(({ series }) => series.map((one) => this.#labels.encode(one))) };
    const table = new SymbolTable(this.#extra);
    const labels = sources.flatMap(
      ({ series, definition: { name, kind } }) => series.map((one) => table.encode(one, this.#metadata.get(name) ?? { type: kind }))
    );
    return { labels, symbols: table.symbols() };
  }
};
var BlockPool = class {
  #floats = [];
  #natives = [];
  /** Cached lists by length: nearly all sources have only floats, and each one needs its list for every slice. */
  #floatBlocks = [];
  #capacity;
  /** @param capacity - samples per block. */
  constructor(capacity) {
    this.#capacity = capacity;
  }
  /** One block per series of a source; valid until the next call. */
  blocksFor({ series }) {
    if (series.some(isNative)) return series.map((one, place) => this.#block(place, one.native));
    const known = this.#floatBlocks[series.length];
    if (known !== void 0) return known;
    const made = series.map((_, place) => this.#block(place, false));
    this.#floatBlocks[series.length] = made;
    return made;
  }
  #block(place, native) {
    const blocks = native ? this.#natives : this.#floats;
    blocks[place] ??= createBlock(this.#capacity, { native });
    return blocks[place];
  }
};
function isNative({ native }) {
  return native;
}

// src/prometheus/encode/native-writer.ts
var import_minimal2 = __toESM(require_minimal(), 1);
var import_snappyjs = __toESM(require_snappyjs(), 1);
import { Buffer } from "node:buffer";

// src/prometheus/encode/encode-histogram.ts
var import_minimal = __toESM(require_minimal(), 1);
function encodeHistogram(sample, timeMs, writer = import_minimal.default.Writer.create(), { tag = messageTags[1].histogram, startMs } = {}) {
  writer.uint32(tag).fork();
  writer.uint32(2 << 3 | 1).double(Math.max(sample.count, observationsIn(sample)));
  writer.uint32(3 << 3 | 1).double(sample.sum);
  writer.uint32(4 << 3 | 0).sint32(sample.schema);
  writer.uint32(5 << 3 | 1).double(sample.zeroThreshold);
  writer.uint32(7 << 3 | 1).double(sample.count > 0 || sample.zeroCount > 0 ? sample.zeroCount : Number.MIN_VALUE);
  writeBuckets(writer, { spanField: 8, countField: 10 }, sample.negativeOffset, sample.negativeCounts);
  writeBuckets(writer, { spanField: 11, countField: 13 }, sample.positiveOffset, sample.positiveCounts);
  writer.uint32(15 << 3 | 0).int64(timeMs);
  if (startMs !== void 0) writer.uint32(17 << 3 | 0).int64(startMs);
  return writer.ldelim();
}
function encodeStaleHistogram(timeMs, writer = import_minimal.default.Writer.create(), tag = messageTags[1].histogram) {
  writer.uint32(tag).fork();
  writer.uint32(2 << 3 | 1).double(1);
  writer.uint32(3 << 3 | 1).fixed32(staleMarkerLow).fixed32(staleMarkerHigh);
  writer.uint32(7 << 3 | 1).double(1);
  writer.uint32(15 << 3 | 0).int64(timeMs);
  return writer.ldelim();
}
function observationsIn({ negativeCounts, positiveCounts, zeroCount }) {
  const add = (sum, count) => sum + count;
  return negativeCounts.reduce(add, 0) + positiveCounts.reduce(add, 0) + zeroCount;
}
function writeBuckets(writer, { spanField, countField }, offset, counts) {
  if (counts.length === 0) return;
  writer.uint32(spanField << 3 | 2).fork().uint32(1 << 3 | 0).sint32(offset).uint32(2 << 3 | 0).uint32(counts.length).ldelim();
  writer.uint32(countField << 3 | 2).fork();
  for (const count of counts) writer.double(count);
  writer.ldelim();
}

// src/prometheus/encode/native-writer.ts
var NativeWriter = class {
  nans = 0;
  sent = 0;
  version;
  #symbols;
  #series = [];
  #length = 0;
  constructor(version = 1) {
    this.version = version;
  }
  get length() {
    return this.#length;
  }
  clear(symbols) {
    this.sent = 0;
    this.#symbols = symbols;
    this.#series = [];
    this.#length = 0;
  }
  compress() {
    return (0, import_snappyjs.compress)(Buffer.concat(this.#series));
  }
  appendSeries(labels, { states, histograms = [] }, length, { firstTimeMs, stepMs, totals }) {
    const tags = messageTags[this.version];
    const samples = import_minimal2.default.Writer.create();
    let [written, counted] = [0, 0];
    for (let i = 0; i < length; i++) {
      const sample = histograms[i];
      const timeMs = firstTimeMs + i * stepMs;
      if (states[i] === stale) encodeStaleHistogram(timeMs, samples, tags.histogram);
      else if (states[i] === present && sample !== void 0) {
        encodeHistogram(sample, timeMs, samples, { tag: tags.histogram, startMs: startOf(totals, i) });
        counted++;
      } else continue;
      written++;
    }
    if (written === 0) return 0;
    if (this.#symbols !== void 0 && this.#length === 0) {
      this.#series.push(this.#symbols.bytes);
      this.#length += this.#symbols.bytes.length;
    }
    const encoded = samples.finish();
    const head = import_minimal2.default.Writer.create().uint32(tags.series).uint32(labels.length + encoded.length).finish();
    this.#series.push(head, labels, encoded);
    this.#length += head.length + labels.length + encoded.length;
    this.sent += written;
    return counted;
  }
};

// src/prometheus/encode/slice-templates.ts
var mostKept = 64;
var SliceTemplates = class {
  #grid;
  #kept = /* @__PURE__ */ new Map();
  /** The answer to the last question, which is nearly always the next one too. */
  #last;
  constructor(grid) {
    this.#grid = grid;
  }
  /**
   * The template of a slice: the same object for the same slice, as long as it is one of the last ones.
   *
   * @param totalsFrom - the grid index at which the series' totals began, if its samples are to say so.
   */
  of({ firstIndex, length }, totalsFrom = -1) {
    const last = this.#last;
    if (last?.firstIndex === firstIndex && last.length === length && last.totalsFrom === totalsFrom)
      return last.template;
    const template = this.#find(firstIndex, length, totalsFrom);
    this.#last = { firstIndex, length, totalsFrom, template };
    return template;
  }
  #find(firstIndex, length, totalsFrom) {
    const { fromMs, stepMs } = this.#grid;
    const from = Math.max(0, totalsFrom + 1 - firstIndex);
    const carries = totalsFrom >= 0 && from < length;
    const key = `${firstIndex} ${length}${carries ? ` ${totalsFrom}` : ""}`;
    const known = this.#kept.get(key);
    if (known !== void 0) return known;
    const totals = carries ? { startMs: fromMs + totalsFrom * stepMs, from } : void 0;
    const made = sliceTemplate(fromMs + firstIndex * stepMs, stepMs, length, totals);
    if (this.#kept.size >= mostKept) this.#kept.delete(this.#kept.keys().next().value);
    this.#kept.set(key, made);
    return made;
  }
};
function totalsOf({ series, totalsFrom, definition }, place) {
  const isQuantile = definition.kind === "summary" && series[place]?.name === definition.name;
  return isQuantile ? void 0 : totalsFrom;
}

// src/prometheus/encode/encode-batch.ts
function createWriters(version) {
  return { floats: new FloatWriter(version), natives: new NativeWriter(version) };
}
var BatchEncoder = class {
  #pool;
  #templates;
  /** @param sliceLength - most samples of a series in one slice. */
  constructor(grid, sliceLength) {
    this.#templates = new SliceTemplates(grid);
    this.#pool = new BlockPool(sliceLength);
  }
  /**
   * Fills the writers with the samples of a batch, replacing their contents.
   *
   * @param only - encode only these sources. Default: all.
   */
  encode(batch, slice, { floats, natives }, only) {
    const { labels, symbols } = batch.heads(floats.version);
    const counts = { samples: new Uint32Array(labels.length), nans: new Uint32Array(labels.length) };
    floats.clear(symbols);
    natives.clear(symbols);
    let place = 0;
    for (const source of batch.sources) {
      const { series } = source;
      if (only !== void 0 && !only.has(source)) {
        place += series.length;
        continue;
      }
      const blocks = this.#pool.blocksFor(source);
      source.fill(slice.firstIndex, slice.length, blocks);
      for (let i = 0; i < series.length; i++, place++) {
        const writer = series[i].native ? natives : floats;
        const nansBefore = writer.nans;
        const template = this.#templates.of(slice, writer.version === 1 ? void 0 : totalsOf(source, i));
        counts.samples[place] = writer.appendSeries(labels[place], blocks[i], slice.length, template);
        counts.nans[place] = writer.nans - nansBefore;
      }
    }
    return counts;
  }
};

// src/prometheus/write/find-refused.ts
async function findRefused(parts, {
  send,
  reason,
  isRepeat = () => false,
  most = 3,
  mostRequests = Number.POSITIVE_INFINITY
}) {
  const refused = [];
  const stack = [];
  let repeated = false;
  const split = (some, why) => {
    const middle = Math.ceil(some.length / 2);
    if (isRepeat(why)) repeated = true;
    if (some.length === 1) {
      if (!isRepeat(why)) refused.push({ part: some[0], reason: why });
    } else if (some.length > 1) stack.push(some.slice(middle), some.slice(0, middle));
  };
  split(parts, reason);
  for (let requests = 0; stack.length > 0 && refused.length < most && requests < mostRequests; requests++) {
    const some = stack.pop();
    const why = await send(some);
    if (why !== void 0) split(some, why);
  }
  return { refused, complete: stack.length === 0, repeated };
}

export {
  cutIntoBatches,
  BlockPool,
  encodeStaleHistogram,
  observationsIn,
  writeBuckets,
  SliceTemplates,
  totalsOf,
  createWriters,
  BatchEncoder,
  findRefused
};
