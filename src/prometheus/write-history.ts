import type { PrometheusError } from "../errors.ts";
import type { Grid } from "../generator/grid.ts";
import type { SeriesSource } from "../generator/series.ts";
import { type Batch, BlockPool, type Cut, type CutLimits, cutIntoBatches } from "./batches.ts";
import type { Prometheus } from "./connection.ts";
import type { ExtraLabel } from "./encode-labels.ts";
import { encodeMetadata } from "./encode-metadata.ts";
import { explainRefusal } from "./explain-refusal.ts";
import type { MetricMetadata } from "./metadata.ts";
import { RequestWriter, type SliceTemplate, sliceTemplate } from "./request-writer.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** What {@link writeHistory} writes, and how. */
export interface WriteHistoryOptions extends SendContext, CutLimits {
  readonly sources: readonly SeriesSource[];
  readonly grid: Grid;
  /** A label for every series. */
  readonly isolation?: ExtraLabel | undefined;
  readonly metadata?: readonly MetricMetadata[] | undefined;
  /** Requests at once. Default 4. */
  readonly connections?: number | undefined;
  /** Samples stored so far, and how many there will be at most. */
  readonly onProgress?: ((written: number, most: number) => void) | undefined;
}

/** What was written. */
export interface WrittenHistory {
  /** Series on the wire that have at least one sample. */
  readonly series: number;
  /** Stale markers not counted. */
  readonly samples: number;
  readonly bytes: number;
  /** What to read back, oldest first. */
  readonly windows: readonly WrittenWindow[];
}

/** Samples at grid indexes `firstIndex` … `firstIndex + length − 1`: as many as one question may touch. */
export interface WrittenWindow {
  readonly firstIndex: number;
  readonly length: number;
  readonly samples: number;
  /** Samples by metric name on the wire. */
  readonly byName: ReadonlyMap<string, number>;
}

/** Far below the limits of servers. */
const samplesPerWindow = 5_000_000;

/**
 * Writes all samples of the grid: oldest slice first and all series of it, then the next; no batch more than one slice ahead of another. Memory does
 * not grow with the number of samples.
 *
 * Repeating it under the same label values is not safe (facts 7); a new revision is.
 *
 * @throws {PrometheusError} `refused`, naming the first refused series; `unavailable` if the server did not answer for too long. Samples that were
 *   written before stay: the caller deletes its revision.
 */
export async function writeHistory(prometheus: Prometheus, options: WriteHistoryOptions): Promise<WrittenHistory> {
  const cut = cutIntoBatches(options.sources, options.grid, { ...options, extra: options.isolation });
  if (options.metadata !== undefined && options.metadata.length > 0) await writeMetadata(prometheus, options.metadata, options);
  const run = new HistoryRun(prometheus, options, cut);
  return run.run();
}

/** Metadata is a courtesy: a server that does not take it does not stop the samples. */
async function writeMetadata(prometheus: Prometheus, metadata: readonly MetricMetadata[], context: SendContext): Promise<void> {
  for (let at = 0; at < metadata.length; at += 500) {
    const outcome = await sendRequest(prometheus, encodeMetadata(metadata.slice(at, at + 500)), context);
    if (outcome.state === "refused" && [401, 403, 404].includes(outcome.status))
      throw explainRefusal(prometheus, outcome.reason, outcome.status);
  }
}

class HistoryRun {
  private readonly names: readonly string[];
  /** For each batch, which of `names` each of its series has. */
  private readonly nameOf: readonly Int32Array[];
  private readonly slicesPerWindow: number;
  /** Samples by name, for each window. */
  private readonly counts: Float64Array[];
  private bytes = 0;
  private readonly template: (SliceTemplate | undefined)[] = [];
  private readonly pool: BlockPool;
  private readonly seen: Uint8Array[];
  private readonly most: number;
  private written = 0;
  /** The slice that each lane is at; a lane that is done is at Infinity. */
  private readonly positions: number[] = [];
  private waiting: (() => void)[] = [];
  private failure: unknown;

  constructor(
    private readonly prometheus: Prometheus,
    private readonly options: WriteHistoryOptions,
    private readonly cut: Cut,
  ) {
    const numbers = new Map<string, number>();
    const numberOf = (name: string) => {
      const known = numbers.get(name);
      if (known === undefined) numbers.set(name, numbers.size);
      return known ?? numbers.size - 1;
    };
    this.nameOf = cut.batches.map(({ series }) => Int32Array.from(series, ({ name }) => numberOf(name)));
    this.names = [...numbers.keys()];
    const seriesCount = cut.batches.reduce((sum, { series }) => sum + series.length, 0);
    const { stepMs } = options.grid;
    // Half a millisecond cannot be asked for: with a step of 1 ms everything is one window.
    this.slicesPerWindow = stepMs < 2 ? cut.slices : Math.max(1, Math.floor(samplesPerWindow / (seriesCount * cut.sliceLength)));
    this.counts = Array.from({ length: Math.ceil(cut.slices / this.slicesPerWindow) }, () => new Float64Array(this.names.length));
    this.pool = new BlockPool(cut.sliceLength);
    this.seen = cut.batches.map(({ series }) => new Uint8Array(series.length));
    this.most = cut.batches.reduce((sum, { series }) => sum + series.length, 0) * options.grid.count;
  }

  async run(): Promise<WrittenHistory> {
    const lanes = Math.max(1, Math.min(this.options.connections ?? 4, this.cut.batches.length));
    this.positions.push(...new Array<number>(lanes).fill(0));
    await Promise.all(this.positions.map((_, lane) => this.lane(lane, lanes)));
    if (this.failure !== undefined) throw this.failure;
    return {
      series: this.seen.reduce((sum, flags) => sum + flags.reduce((count, flag) => count + flag, 0), 0),
      samples: this.written,
      bytes: this.bytes,
      windows: this.counts.map((counts, index) => this.window(counts, index)),
    };
  }

  private window(counts: Float64Array, index: number): WrittenWindow {
    const length = this.slicesPerWindow * this.cut.sliceLength;
    const firstIndex = index * length;
    return {
      firstIndex,
      length: Math.min(length, this.options.grid.count - firstIndex),
      samples: counts.reduce((sum, count) => sum + count, 0),
      byName: new Map(this.names.map((name, number) => [name, counts[number]!])),
    };
  }

  /** One connection's batches, slice by slice. */
  private async lane(lane: number, lanes: number): Promise<void> {
    const writers = { floats: new RequestWriter(), natives: new RequestWriter() };
    try {
      for (let slice = 0; slice < this.cut.slices && this.failure === undefined; slice++) {
        this.positions[lane] = slice;
        this.wake();
        while (this.failure === undefined && Math.min(...this.positions) < slice - 1)
          await new Promise<void>((done) => this.waiting.push(done));
        for (let index = lane; index < this.cut.batches.length && this.failure === undefined; index += lanes) {
          await this.writeBatch(index, slice, writers);
        }
      }
    } catch (error) {
      this.failure ??= error;
    } finally {
      this.positions[lane] = Number.POSITIVE_INFINITY;
      this.wake();
    }
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const done of waiting) done();
  }

  private async writeBatch(
    index: number,
    slice: number,
    { floats, natives }: { floats: RequestWriter; natives: RequestWriter },
  ): Promise<void> {
    const batch = this.cut.batches[index]!;
    const firstIndex = slice * this.cut.sliceLength;
    const length = Math.min(this.cut.sliceLength, this.options.grid.count - firstIndex);
    floats.clear();
    natives.clear();
    const counts = new Uint32Array(batch.series.length);
    this.encode(batch, { firstIndex, length, floats, natives, counts });
    for (const writer of [floats, natives]) if (writer.length > 0) await this.send(batch, { firstIndex, length }, writer);
    this.count(index, slice, counts);
    this.bytes += floats.length + natives.length;
    this.options.onProgress?.(this.written, this.most);
  }

  private count(index: number, slice: number, counts: Uint32Array): void {
    const [seen, nameOf, window] = [this.seen[index]!, this.nameOf[index]!, this.counts[Math.floor(slice / this.slicesPerWindow)]!];
    for (let place = 0; place < counts.length; place++) {
      const written = counts[place]!;
      if (written > 0) seen[place] = 1;
      window[nameOf[place]!]! += written;
      this.written += written;
    }
  }

  private encode(
    { sources, labels }: Batch,
    {
      firstIndex,
      length,
      floats,
      natives,
      counts,
    }: { firstIndex: number; length: number; floats: RequestWriter; natives: RequestWriter; counts: Uint32Array },
  ): void {
    const template = this.templateOf(firstIndex, length);
    let place = 0;
    for (const source of sources) {
      const blocks = this.pool.blocksFor(source);
      source.fill(firstIndex, length, blocks);
      for (const [i, block] of blocks.entries()) {
        counts[place] = (source.series[i]!.native ? natives : floats).appendSeries(labels[place]!, block, length, template);
        place++;
      }
    }
  }

  /** Lanes are at most one slice apart, so two templates are all that is ever needed. */
  private templateOf(firstIndex: number, length: number): SliceTemplate {
    const { fromMs, stepMs } = this.options.grid;
    const firstTimeMs = fromMs + firstIndex * stepMs;
    const known = this.template.find((one) => one?.firstTimeMs === firstTimeMs);
    if (known !== undefined) return known;
    const made = sliceTemplate(firstTimeMs, stepMs, length);
    this.template[(firstIndex / this.cut.sliceLength) % 2] = made;
    return made;
  }

  private async send(batch: Batch, slice: { firstIndex: number; length: number }, writer: RequestWriter): Promise<void> {
    const outcome = await sendRequest(this.prometheus, writer.bytes(), this.options);
    if (outcome.state === "stored" || outcome.maybeStored) return;
    throw await this.findRefused(batch, slice, outcome.reason, outcome.status);
  }

  /** Sends a refused batch again series by series halves, to name the series that is refused; the others are written by that. */
  private async findRefused(
    batch: Batch,
    slice: { firstIndex: number; length: number },
    reason: string,
    status: number,
  ): Promise<PrometheusError> {
    if (![400, 409, 422, 500].includes(status)) return explainRefusal(this.prometheus, reason, status);
    let sources = batch.sources;
    let last = reason;
    while (sources.length > 1) {
      const half = sources.slice(0, Math.ceil(sources.length / 2));
      const refusal = await this.tryAlone(batch, half, slice);
      if (refusal === undefined) {
        sources = sources.slice(half.length);
        const other = sources.length === 1 ? await this.tryAlone(batch, sources, slice) : undefined;
        if (other !== undefined) last = other;
      } else {
        sources = half;
        last = refusal;
      }
    }
    const [source] = sources;
    const one = source?.series[0];
    const { fromMs, stepMs } = this.options.grid;
    return explainRefusal(this.prometheus, last, status, {
      ...(one === undefined ? {} : { series: one }),
      fromMs: fromMs + slice.firstIndex * stepMs,
      toMs: fromMs + (slice.firstIndex + slice.length - 1) * stepMs,
    });
  }

  /** The reason if these sources are refused, undefined if they are stored. */
  private async tryAlone(
    batch: Batch,
    sources: readonly SeriesSource[],
    { firstIndex, length }: { firstIndex: number; length: number },
  ): Promise<string | undefined> {
    const labels = batch.labels.filter((_, place) => sources.some((source) => source.series.includes(batch.series[place]!)));
    const series = sources.flatMap((source) => source.series);
    const [floats, natives] = [new RequestWriter(), new RequestWriter()];
    this.encode({ sources, series, labels }, { firstIndex, length, floats, natives, counts: new Uint32Array(series.length) });
    for (const writer of [floats, natives]) {
      if (writer.length === 0) continue;
      const outcome = await sendRequest(this.prometheus, writer.bytes(), this.options);
      if (outcome.state === "refused") return outcome.reason;
    }
    return undefined;
  }
}
