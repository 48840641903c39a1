import { PrometheusError } from "../../errors.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource, WireSeries } from "../../generator/series.ts";
import { defined } from "../../json/defined.ts";
import { BatchEncoder, createWriters, type Slice, type Writers } from "../encode/encode-batch.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import { encodeMetadata } from "../encode/encode-metadata.ts";
import type { RequestWriter } from "../encode/request-writer.ts";
import type { WriteVersion } from "../encode/write-version.ts";
import type { Prometheus } from "../prometheus.ts";
import { WindowCounter, type WrittenWindow } from "../query/written-windows.ts";
import { agreeOnVersion } from "./agree-on-version.ts";
import { type Batch, type Cut, type CutLimits, cutIntoBatches } from "./batches.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { findRefused } from "./find-refused.ts";
import { runLanes } from "./lanes.ts";
import type { MetricMetadata } from "./metadata.ts";
import { halve, isDivisible, leastPerRequest, type Piece, sizeOf } from "./piece.ts";
import { type SendContext, sendRequest } from "./send-request.ts";
import { isTooOld, TooOldError } from "./too-old.ts";
import { isRepeat } from "./write-status.ts";

/** Options of {@link writeHistory}. */
export interface WriteHistoryOptions extends SendContext, CutLimits {
  readonly sources: readonly SeriesSource[];
  readonly grid: Grid;
  /** A label to add to every series. */
  readonly isolation?: ExtraLabel | undefined;
  readonly metadata?: readonly MetricMetadata[] | undefined;
  /** Concurrent requests. Default 4. */
  readonly connections?: number | undefined;
  /** Called with the samples stored so far, and an upper bound of the total. */
  readonly onProgress?: ((written: number, most: number) => void) | undefined;
}

/** The result of {@link writeHistory}. */
export interface WrittenHistory {
  /** Series on the wire that have at least one sample. */
  readonly series: number;
  /** Stale markers not counted. */
  readonly samples: number;
  readonly bytes: number;
  /** The windows to read back, oldest first. */
  readonly windows: readonly WrittenWindow[];
}

/** A Prometheus with default settings accepts samples up to an hour older than its newest one. */
const hourMs = 3_600_000;
/** Each costs a request; a receiver that stores in part hides what it refuses behind what it has. */
const mostSearchRequests = 64;
/** Statuses that may concern a single series. */
const splitStatuses: readonly number[] = [400, 409, 413, 422, 500];

/**
 * Writes all samples of the grid: all series of the oldest slice, then of the next. Requests in flight span at most an
 * hour. Memory does not grow with the number of samples.
 *
 * Repeating it with the same label values is not safe; use a new revision.
 *
 * @throws {PrometheusError} `refused`, naming the refused series; `unavailable` if the server does not answer within
 *   the retry time. Samples written before the error stay: the caller deletes its revision.
 */
export async function writeHistory(prometheus: Prometheus, options: WriteHistoryOptions): Promise<WrittenHistory> {
  const cut = cutIntoBatches(options.sources, options.grid, { ...options, extra: options.isolation });
  const version = await agreeOnVersion(prometheus, options);
  // Version 2 has it beside the samples.
  if (version === 1) await writeMetadata(prometheus, options.metadata ?? [], options);
  try {
    return await new HistoryRun(prometheus, options, cut, version).run();
  } catch (error) {
    // Refused as such: now version 1 is agreed on.
    if (version === 1 || !(error instanceof PrometheusError) || error.status !== 415) throw error;
    return writeHistory(prometheus, options);
  }
}

/** Metadata is optional: if the server refuses it, the samples are written anyway. */
async function writeMetadata(
  prometheus: Prometheus,
  metadata: readonly MetricMetadata[],
  context: SendContext,
): Promise<void> {
  for (let at = 0; at < metadata.length; at += 500) {
    const outcome = await sendRequest(prometheus, encodeMetadata(metadata.slice(at, at + 500)), context);
    if (outcome.state === "refused" && [401, 403, 404].includes(outcome.status))
      throw explainRefusal(prometheus, outcome.reason, outcome.status);
  }
}

class HistoryRun {
  readonly #counter: WindowCounter;
  readonly #encoder: BatchEncoder;
  readonly #most: number;
  #bytes = 0;
  /** Samples of a request at most: what a receiver that answered 429 is sent from then on. */
  #mostPerRequest = Number.POSITIVE_INFINITY;
  readonly #prometheus: Prometheus;
  readonly #options: WriteHistoryOptions;
  readonly #cut: Cut;
  readonly #version: WriteVersion;
  constructor(prometheus: Prometheus, options: WriteHistoryOptions, cut: Cut, version: WriteVersion) {
    this.#version = version;
    this.#prometheus = prometheus;
    this.#options = options;
    this.#cut = cut;
    this.#counter = new WindowCounter(cut, options.grid);
    this.#encoder = new BatchEncoder(options.grid, cut.sliceLength);
    this.#most = cut.batches.reduce((sum, { series }) => sum + series.length, 0) * options.grid.count;
  }

  async run(): Promise<WrittenHistory> {
    const { batches, slices, sliceLength } = this.#cut;
    const lanes = Math.max(1, Math.min(this.#options.connections ?? 4, batches.length));
    const writers = Array.from({ length: lanes }, () => createWriters(this.#version));
    const lead = (2 * sliceLength - 1) * this.#options.grid.stepMs <= hourMs ? 1 : 0;
    const work = (batch: number, slice: number, lane: number) => this.#writeBatch(batch, slice, writers[lane]!);
    try {
      await runLanes({ lanes, batches: batches.length, slices, lead, work });
    } catch (error) {
      throw error instanceof PrometheusError ? this.#withProgress(error) : error;
    }
    const { series, samples } = this.#counter;
    return { series, samples, bytes: this.#bytes, windows: this.#counter.windows() };
  }

  #withProgress(error: PrometheusError): PrometheusError {
    const { samples } = this.#counter;
    const { title, refusals } = this.#prometheus.receiver;
    const { message, code, status } = error;
    const progress =
      code === "refused" && (refusals === "partial" || this.#version === 2)
        ? `${title} stores the good samples of a refused request: how many were stored is not known`
        : code === "unavailable"
          ? `At least ${samples} of at most ${this.#most} samples were stored before`
          : samples === 0
            ? "Nothing was stored before"
            : `${samples} of at most ${this.#most} samples were stored before`;
    const options = { code, ...defined({ status }) };
    return error instanceof TooOldError
      ? new TooOldError(`${message}. ${progress}`, { ...options, windowMs: error.windowMs })
      : new PrometheusError(`${message}. ${progress}`, options);
  }

  async #writeBatch(index: number, slice: number, writers: Writers): Promise<void> {
    const batch = this.#cut.batches[index]!;
    const firstIndex = slice * this.#cut.sliceLength;
    const part = { firstIndex, length: Math.min(this.#cut.sliceLength, this.#options.grid.count - firstIndex) };
    const counts = this.#encoder.encode(batch, part, writers);
    this.#bytes += writers.floats.length + writers.natives.length;
    for (const kind of ["floats", "natives"] as const) await this.#send(batch, part, writers, kind);
    this.#counter.add(index, slice, counts);
    this.#options.onProgress?.(this.#counter.samples, this.#most);
  }

  async #send(batch: Batch, slice: Slice, writers: Writers, kind: keyof Writers): Promise<void> {
    const piece = { batch, slice, kind, sources: batch.sources };
    if (sizeOf(piece) > this.#mostPerRequest && isDivisible(piece)) return this.#sendHalves(piece);
    return this.#sendPiece(piece, writers[kind]);
  }

  async #sendPiece(piece: Piece, writer: RequestWriter): Promise<void> {
    if (writer.length === 0) return;
    const outcome = await sendRequest(this.#prometheus, writer, { ...this.#options, divisible: isDivisible(piece) });
    if (outcome.state === "stored" || (outcome.state === "refused" && outcome.maybeStored)) return;
    if (outcome.state === "too-much") {
      this.#mostPerRequest = Math.min(this.#mostPerRequest, Math.max(leastPerRequest, Math.floor(sizeOf(piece) / 2)));
      await this.#options.sleep(outcome.waitMs, this.#options.signal);
      return this.#sendHalves(piece);
    }
    const { reason, status } = outcome;
    if (!splitStatuses.includes(status)) throw explainRefusal(this.#prometheus, reason, status);
    await this.#splitRefused(piece, reason, status);
  }

  async #sendHalves(piece: Piece): Promise<void> {
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
  async #splitRefused({ batch, slice, kind, sources }: Piece, reason: string, status: number): Promise<void> {
    const partial = this.#prometheus.receiver.refusals === "partial";
    // Every series is: there is nothing to look for.
    if (partial && isTooOld(reason)) throw explainRefusal(this.#prometheus, reason, status);
    const writers = createWriters(this.#version);
    const isOfKind = ({ native }: WireSeries) => native === (kind === "natives");
    const send = async (some: readonly SeriesSource[]) => {
      this.#encoder.encode(batch, slice, writers, new Set(some));
      if (writers[kind].length === 0) return undefined;
      const outcome = await sendRequest(this.#prometheus, writers[kind], this.#options);
      return outcome.state === "refused" && !outcome.maybeStored ? outcome.reason : undefined;
    };
    const parts = sources.filter(({ series }) => series.some(isOfKind));
    const search = partial ? { isRepeat, mostRequests: mostSearchRequests } : {};
    const { refused, complete, repeated } = await findRefused(parts, { send, reason, ...search });
    const [first] = refused;
    if (first === undefined && complete && !repeated) return;
    const { fromMs, stepMs } = this.#options.grid;
    throw explainRefusal(this.#prometheus, partial || first === undefined ? reason : first.reason, status, {
      series: refused.flatMap(({ part }) => part.series.find(isOfKind) ?? []),
      more: !complete,
      fromMs: fromMs + slice.firstIndex * stepMs,
      toMs: fromMs + (slice.firstIndex + slice.length - 1) * stepMs,
    });
  }
}
