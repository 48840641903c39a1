import { createBlock, type SampleBlock, stale } from "../../generator/sampling/block.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource, WireSeries } from "../../generator/series.ts";
import { createWriters } from "../encode/encode-batch.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { RequestWriter } from "../encode/request-writer.ts";
import { sliceTemplate } from "../encode/slice-template.ts";
import { SliceTemplates, totalsOf } from "../encode/slice-templates.ts";
import type { Prometheus } from "../prometheus.ts";
import { agreeOnVersion } from "./agree-on-version.ts";
import { type Batch, BlockPool, cutIntoBatches } from "./batches.ts";
import { explainRefusal } from "./explain-refusal.ts";
import type { MetricMetadata } from "./metadata.ts";
import { scrapesAtOnce } from "./scrapes-at-once.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** Options of {@link LiveWriter}. */
export interface LiveOptions extends SendContext {
  readonly sources: readonly SeriesSource[];
  readonly grid: Grid;
  readonly isolation?: ExtraLabel | undefined;
  /** Goes with the samples in version 2 of remote write. */
  readonly metadata?: readonly MetricMetadata[] | undefined;
}

/** Options of {@link LiveWriter.finish}. */
export interface FinishOptions {
  /** The receiver's current time. Unix milliseconds. */
  readonly nowMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Which series end. Default: all. */
  readonly ends?: ((series: WireSeries) => boolean) | undefined;
}

/** Nothing of an unknown series has been written yet: the history says how it stands. */
const standing = { ended: 0, open: 1, unknown: 2 } as const;
/** Nobody sees the last sample of a series for longer. */
const seenForMs = 3_600_000;

/** A batch of series, and how far it has been written. */
interface BatchProgress {
  readonly batch: Batch;
  /** Of each series one of {@link standing}: an open one gets a stale marker in the end. */
  readonly open: Uint8Array;
  /** The first grid index that is not stored yet. */
  next: number;
  /**
   * Scrapes in a failed request that the receiver may have stored anyway. The same request is repeated, because only
   * then does a refusal as duplicates mean that they were stored.
   */
  failed: number | undefined;
}

/**
 * Continues where the history ends: one scrape per step, on the history's grid. A missed scrape (slow server, sleeping
 * laptop) is written later, never skipped.
 */
export class LiveWriter {
  readonly #batches: readonly BatchProgress[];
  readonly #atOnce: number;
  readonly #pool: BlockPool;
  readonly #templates: SliceTemplates;
  #writers = createWriters(1);

  readonly #prometheus: Prometheus;
  readonly #options: LiveOptions;

  constructor(prometheus: Prometheus, options: LiveOptions) {
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
      failed: undefined,
    }));
  }

  /** The time of the next scrape by the receiver's clock. Unix milliseconds; Infinity without series. */
  get dueMs(): number {
    return this.#timeOf(Math.min(...this.#batches.map(({ next }) => next)));
  }

  /**
   * Writes every scrape that is due. Call it again after an error to continue with the scrapes that were not stored.
   *
   * @param nowMs - the receiver's current time: no later scrape is written.
   * @returns samples written.
   * @throws {PrometheusError} if the receiver refuses or does not answer for too long.
   */
  async writeDue(nowMs: number): Promise<number> {
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
    ends: isEnding = () => true,
  }: FinishOptions = {}): Promise<void> {
    const { stepMs } = this.#options.grid;
    const ends = [false, true].map(
      (native): SampleBlock => ({ ...createBlock(1, { native }), states: Uint8Array.of(stale) }),
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
          (one.native ? natives : floats).appendSeries(labels[place]!, ends[one.native ? 1 : 0]!, 1, template);
      for (const writer of [floats, natives])
        if (writer.length > 0) await this.#send(writer, failed !== undefined, signal);
      open.fill(standing.ended);
    }
  }

  /** Whether series that live writing had nothing of were open when the history ended. */
  #readHistory({ batch, open }: BatchProgress): void {
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
          const last = own[i] === standing.unknown ? lastState(block, to - from) : undefined;
          if (last !== undefined) own[i] = last === stale ? standing.ended : standing.open;
        }
        to = from;
      }
    }
  }

  async #agree(signal: AbortSignal | undefined): Promise<void> {
    const version = await agreeOnVersion(this.#prometheus, { signal });
    if (version !== this.#writers.floats.version) this.#writers = createWriters(version);
  }

  #timeOf(index: number): number {
    return this.#options.grid.fromMs + index * this.#options.grid.stepMs;
  }

  async #writeBatch(progress: BatchProgress, length: number): Promise<number> {
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
        const writer = source.series[i]!.native ? natives : floats;
        const template = this.#templates.of(slice, writer.version === 1 ? undefined : totalsOf(source, i));
        written += writer.appendSeries(labels[place]!, block, length, template);
        const last = lastState(block, length);
        if (last !== undefined) open[place] = last === stale ? standing.ended : standing.open;
        place++;
      }
    }
    progress.failed = length;
    for (const writer of [floats, natives]) if (writer.length > 0) await this.#send(writer, failed !== undefined);
    progress.failed = undefined;
    progress.next = next + length;
    progress.open.set(open);
    return written;
  }

  async #send(writer: RequestWriter, sentBefore: boolean, signal = this.#options.signal): Promise<void> {
    const outcome = await sendRequest(this.#prometheus, writer, { ...this.#options, sentBefore, signal });
    if (outcome.state === "refused" && !outcome.maybeStored)
      throw explainRefusal(this.#prometheus, outcome.reason, outcome.status);
  }
}

/** The state of the last sample or stale marker in the block; undefined if there is none. */
function lastState({ states }: SampleBlock, length: number): number | undefined {
  return states.subarray(0, length).findLast((state) => state !== 0);
}
