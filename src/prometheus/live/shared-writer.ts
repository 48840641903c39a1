import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { BatchEncoder, createWriters, type Writers } from "../encode/encode-batch.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { Prometheus } from "../prometheus.ts";
import { storedAt, storedKey } from "../query/stored-at.ts";
import { agreeOnVersion } from "../write/agree-on-version.ts";
import { type Batch, cutIntoBatches } from "../write/batches.ts";
import { explainRefusal } from "../write/explain-refusal.ts";
import { findRefused } from "../write/find-refused.ts";
import type { MetricMetadata } from "../write/metadata.ts";
import { scrapesAtOnce } from "../write/scrapes-at-once.ts";
import { type SendContext, sendRequest } from "../write/send-request.ts";
import { isTooOld, windowIn } from "../write/too-old.ts";
import { isRepeat } from "../write/write-status.ts";

/** Options of {@link SharedWriter}. */
export interface SharedOptions extends SendContext {
  readonly sources: readonly SeriesSource[];
  readonly grid: Grid;
  readonly isolation: ExtraLabel;
  /** Goes with the samples in version 2 of remote write. */
  readonly metadata?: readonly MetricMetadata[] | undefined;
  /** The grid index of the first scrape to write. */
  readonly from: number;
  /** How old samples the receiver takes, where it says so. Milliseconds. */
  readonly takesMs?: number | undefined;
  /** Told of scrapes that the receiver takes no more: from one moment to another, in Unix milliseconds. */
  readonly onSkip?:
    | ((span: { readonly fromMs: number; readonly toMs: number; readonly reason: string }) => void)
    | undefined;
}

interface BatchProgress {
  readonly batch: Batch;
  /** The first grid index that is not stored yet. */
  next: number;
  /** Up to here one scrape travels at a time: a request of several was refused as stored in part. */
  single: number;
}

/** Time passes between a refusal and the next attempt. */
const marginMs = 60_000;
/** For each batch, to find what another writer has not stored. */
const mostSearchRequests = 64;

/**
 * Continues a history that others may continue as well: one scrape a step, on the history's grid. Whoever writes an
 * instant first, the others write the same samples, which a receiver takes or calls repeated; then it is asked what it
 * has, and only the rest is sent.
 */
export class SharedWriter {
  readonly #batches: readonly BatchProgress[];
  readonly #atOnce: number;
  readonly #encoder: BatchEncoder;
  #writers = createWriters(1);
  readonly #prometheus: Prometheus;
  readonly #options: SharedOptions;

  constructor(prometheus: Prometheus, options: SharedOptions) {
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
  get next(): number {
    return Math.min(...this.#batches.map(({ next }) => next));
  }

  /** The time of the next scrape. Unix milliseconds; Infinity without series. */
  get dueMs(): number {
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
  async writeDue(nowMs: number): Promise<number> {
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

  async #advance(progress: BatchProgress, until: number, nowMs: number): Promise<number> {
    const { batch, next } = progress;
    const length = next < progress.single ? 1 : until - next;
    const counts = this.#encoder.encode(batch, { firstIndex: next, length }, this.#writers);
    let written = counts.samples.reduce((sum, count) => sum + count, 0);
    for (const kind of ["floats", "natives"] as const) {
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
      // The search used the requests for other things.
      this.#encoder.encode(batch, { firstIndex: next, length }, this.#writers);
    }
    progress.next = next + length;
    return written;
  }

  /** Sends what the receiver lacks of one scrape that it has in part. Returns the number of samples. */
  async #sendMissing(batch: Batch, index: number, kind: keyof Writers, reason: string): Promise<number> {
    const { isolation, signal } = this.#options;
    const stored = await storedAt(this.#prometheus, {
      isolation,
      series: batch.series,
      timeMs: this.#timeOf(index),
      signal,
    });
    const isOfKind = ({ native }: { readonly native: boolean }) => native === (kind === "natives");
    const lacking = batch.sources.filter(({ series }) =>
      series.some((one) => isOfKind(one) && !stored.has(storedKey(one))),
    );
    let sent = 0;
    const send = async (some: readonly SeriesSource[]) => {
      const { samples } = this.#encoder.encode(batch, { firstIndex: index, length: 1 }, this.#writers, new Set(some));
      if (this.#writers[kind].length === 0) return undefined;
      const outcome = await sendRequest(this.#prometheus, this.#writers[kind], this.#options);
      if (outcome.state === "refused" && !outcome.maybeStored) return outcome.reason;
      sent += samples.reduce((sum, count) => sum + count, 0);
      return undefined;
    };
    if (lacking.length === 0) return 0;
    const why = await send(lacking);
    if (why === undefined) return sent;
    // Series whose last sample is newer can take this one no more; the others still do.
    const { refused } = await findRefused(lacking, { send, reason, isRepeat, mostRequests: mostSearchRequests });
    const [first] = refused;
    if (first !== undefined && !isTooOld(first.reason)) throw explainRefusal(this.#prometheus, first.reason, 400);
    return sent;
  }

  /** Goes on where the receiver may take samples. @throws {PrometheusError} if it does not even take the newest. */
  #skip(nowMs: number, progress: BatchProgress, reason: string, status: number): void {
    const { grid, takesMs, onSkip } = this.#options;
    const fromMs = this.#timeOf(progress.next);
    const ageMs = nowMs - fromMs;
    const known = [windowIn(reason), takesMs, this.#prometheus.receiver.defaultHistoryMs]
      .flatMap((ms) => (ms === undefined || !Number.isFinite(ms) ? [] : [ms - marginMs]))
      .filter((ms) => ms > 0 && ms < ageMs);
    const keptMs = known.length > 0 ? Math.max(...known) : Math.floor(ageMs * 0.9);
    const next = Math.max(progress.next + 1, Math.ceil((nowMs - keptMs - grid.fromMs) / grid.stepMs));
    if (this.#timeOf(next) > nowMs) throw explainRefusal(this.#prometheus, reason, status);
    for (const one of this.#batches) if (one.next < next) one.next = next;
    onSkip?.({ fromMs, toMs: this.#timeOf(next), reason });
  }

  #timeOf(index: number): number {
    return this.#options.grid.fromMs + index * this.#options.grid.stepMs;
  }
}
