import { createBlock, type SampleBlock, stale } from "../../generator/sampling/block.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { createWriters } from "../encode/encode-batch.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { RequestWriter } from "../encode/request-writer.ts";
import { sliceTemplate } from "../encode/slice-template.ts";
import type { Prometheus } from "../prometheus.ts";
import { type Batch, BlockPool, cutIntoBatches } from "./batches.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** What {@link LiveWriter} goes on writing. */
export interface LiveOptions extends SendContext {
  readonly sources: readonly SeriesSource[];
  readonly grid: Grid;
  readonly isolation?: ExtraLabel | undefined;
}

/** Scrapes that are sent in one request when some were missed, and how much time they may span. */
const mostAtOnce = 10;
const mostSpanMs = 1_800_000;

/** How {@link LiveWriter.finish} ends. */
export interface FinishOptions {
  /** The receiver's now. */
  readonly nowMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Series that travel together, and how far they are. */
interface Journey {
  readonly batch: Batch;
  /** Series that were written and have not ended: they get a stale marker at the end. */
  readonly open: Uint8Array;
  /** The first grid index that is not stored. */
  next: number;
  /**
   * Scrapes of an attempt that failed and may be stored all the same: repeated as they were, or a refusal as duplicates
   * would say nothing.
   */
  failed: number | undefined;
}

/**
 * Goes on where the history ends: one scrape a step, on the history's grid. A scrape that was missed (a slow server, a
 * sleeping laptop) is written later, never skipped.
 */
export class LiveWriter {
  readonly #journeys: readonly Journey[];
  readonly #atOnce: number;
  readonly #pool: BlockPool;
  readonly #writers = createWriters();

  readonly #prometheus: Prometheus;
  readonly #options: LiveOptions;

  constructor(prometheus: Prometheus, options: LiveOptions) {
    this.#prometheus = prometheus;
    this.#options = options;
    const { sources, grid, isolation } = options;
    this.#atOnce = Math.max(1, Math.min(mostAtOnce, Math.floor(mostSpanMs / grid.stepMs)));
    this.#pool = new BlockPool(this.#atOnce);
    const { batches } = cutIntoBatches(sources, grid, { extra: isolation, sliceMs: this.#atOnce * grid.stepMs });
    this.#journeys = batches.map((batch) => ({
      batch,
      open: new Uint8Array(batch.series.length).fill(1),
      next: grid.count,
      failed: undefined,
    }));
  }

  /** When the next scrape is due, by the receiver's clock. Unix milliseconds; Infinity without series. */
  get dueMs(): number {
    return this.#timeOf(Math.min(...this.#journeys.map(({ next }) => next)));
  }

  /**
   * Writes every scrape that is due. Repeating after an error goes on with what was not stored.
   *
   * @param nowMs - the receiver's now: nothing later is written.
   * @returns samples written.
   * @throws {PrometheusError} if the receiver refuses or does not answer for too long.
   */
  async writeDue(nowMs: number): Promise<number> {
    const { fromMs, stepMs } = this.#options.grid;
    const end = Math.floor((nowMs - fromMs) / stepMs) + 1;
    let written = 0;
    while (this.dueMs <= nowMs) {
      const until = Math.min(end, Math.min(...this.#journeys.map(({ next }) => next)) + this.#atOnce);
      for (const journey of this.#journeys)
        if (journey.next < until) written += await this.#writeBatch(journey, journey.failed ?? until - journey.next);
    }
    return written;
  }

  /**
   * Ends every series with a stale marker, so that panels show an end and not a line that goes on for 5 minutes: one
   * step after its last scrape, or at `nowMs` if that is sooner. Nothing can be written after that.
   *
   * @param options.signal - instead of the run's own, which may have been what ended it.
   */
  async finish({ nowMs = Number.POSITIVE_INFINITY, signal = this.#options.signal }: FinishOptions = {}): Promise<void> {
    const { stepMs } = this.#options.grid;
    const ends = [false, true].map(
      (native): SampleBlock => ({ ...createBlock(1, { native }), states: Uint8Array.of(stale) }),
    );
    const { floats, natives } = this.#writers;
    for (const { batch, open, next, failed } of this.#journeys) {
      const lastMs = this.#timeOf(next - 1);
      const template = sliceTemplate(Math.max(lastMs + 1, Math.min(lastMs + stepMs, nowMs)), stepMs, 1);
      floats.clear();
      natives.clear();
      for (const [place, { native }] of batch.series.entries())
        if (open[place] === 1)
          (native ? natives : floats).appendSeries(batch.labels[place]!, ends[native ? 1 : 0]!, 1, template);
      for (const writer of [floats, natives])
        if (writer.length > 0) await this.#send(writer, failed !== undefined, signal);
      open.fill(0);
    }
  }

  #timeOf(index: number): number {
    return this.#options.grid.fromMs + index * this.#options.grid.stepMs;
  }

  async #writeBatch(journey: Journey, length: number): Promise<number> {
    const { batch, next, failed } = journey;
    const { floats, natives } = this.#writers;
    const template = sliceTemplate(this.#timeOf(next), this.#options.grid.stepMs, length);
    const open = new Uint8Array(journey.open);
    floats.clear();
    natives.clear();
    let written = 0;
    let place = 0;
    for (const source of batch.sources) {
      const blocks = this.#pool.blocksFor(source);
      source.fill(next, length, blocks);
      for (const [i, block] of blocks.entries()) {
        written += (source.series[i]!.native ? natives : floats).appendSeries(
          batch.labels[place]!,
          block,
          length,
          template,
        );
        const last = lastState(block, length);
        if (last !== undefined) open[place] = last === stale ? 0 : 1;
        place++;
      }
    }
    journey.failed = length;
    for (const writer of [floats, natives]) if (writer.length > 0) await this.#send(writer, failed !== undefined);
    journey.failed = undefined;
    journey.next = next + length;
    journey.open.set(open);
    return written;
  }

  async #send(writer: RequestWriter, sentBefore: boolean, signal = this.#options.signal): Promise<void> {
    const outcome = await sendRequest(this.#prometheus, writer, { ...this.#options, sentBefore, signal });
    if (outcome.state === "refused" && !outcome.maybeStored)
      throw explainRefusal(this.#prometheus, outcome.reason, outcome.status);
  }
}

/** Of the last sample or stale marker that is written; undefined if nothing is. */
function lastState({ states }: SampleBlock, length: number): number | undefined {
  return states.subarray(0, length).findLast((state) => state !== 0);
}
