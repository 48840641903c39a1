import { createBlock, type SampleBlock, stale } from "../generator/block.ts";
import type { Grid } from "../generator/grid.ts";
import type { SeriesSource } from "../generator/series.ts";
import { type Batch, BlockPool, cutIntoBatches } from "./batches.ts";
import type { Prometheus } from "./connection.ts";
import type { ExtraLabel } from "./encode-labels.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { RequestWriter, sliceTemplate } from "./request-writer.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** What {@link LiveWriter} goes on writing. */
export interface LiveOptions extends SendContext {
  readonly sources: readonly SeriesSource[];
  readonly grid: Grid;
  readonly isolation?: ExtraLabel | undefined;
}

/** Scrapes that are sent in one request when some were missed. */
const mostAtOnce = 120;

/**
 * Goes on where the history ends: one scrape a step, on the history's grid. A scrape that was missed (a slow server, a sleeping laptop) is written
 * later, never skipped.
 */
export class LiveWriter {
  private readonly batches: readonly Batch[];
  private readonly pool = new BlockPool(mostAtOnce);
  private readonly floats = new RequestWriter();
  private readonly natives = new RequestWriter();
  /** Series that were written and have not ended: they get a stale marker at the end. */
  private readonly open: Uint8Array[];
  private next: number;

  constructor(
    private readonly prometheus: Prometheus,
    private readonly options: LiveOptions,
  ) {
    this.batches = cutIntoBatches(options.sources, options.grid, { extra: options.isolation }).batches;
    this.open = this.batches.map(({ series }) => new Uint8Array(series.length).fill(1));
    this.next = options.grid.count;
  }

  /** When the next scrape is due, by the receiver's clock. Unix milliseconds. */
  get dueMs(): number {
    const { fromMs, stepMs } = this.options.grid;
    return fromMs + this.next * stepMs;
  }

  /**
   * Writes every scrape that is due. Repeating after an error goes on with the first one that was not stored.
   *
   * @param nowMs - the receiver's now: nothing later is written.
   * @returns samples written.
   * @throws {PrometheusError} if the receiver refuses or does not answer for too long.
   */
  async writeDue(nowMs: number): Promise<number> {
    const { fromMs, stepMs } = this.options.grid;
    let written = 0;
    while (this.dueMs <= nowMs) {
      const length = Math.min(mostAtOnce, Math.floor((nowMs - fromMs) / stepMs) - this.next + 1);
      for (const [index, batch] of this.batches.entries()) written += await this.writeBatch(batch, this.open[index]!, length);
      this.next += length;
    }
    return written;
  }

  /**
   * Ends every series with a stale marker one step after its last scrape, so that panels show an end and not a line that goes on for 5 minutes.
   *
   * @param signal - in place of the run's own, which may have been what ended it.
   */
  async finish(signal: AbortSignal | undefined = this.options.signal): Promise<void> {
    const { fromMs, stepMs } = this.options.grid;
    const block: SampleBlock = { ...createBlock(1), states: Uint8Array.of(stale) };
    const template = sliceTemplate(fromMs + this.next * stepMs, stepMs, 1);
    for (const [index, batch] of this.batches.entries()) {
      this.floats.clear();
      for (const [place, labels] of batch.labels.entries())
        if (this.open[index]![place] === 1) this.floats.appendSeries(labels, block, 1, template);
      if (this.floats.length > 0) await this.send(this.floats, signal);
    }
  }

  private async writeBatch(batch: Batch, open: Uint8Array, length: number): Promise<number> {
    const { fromMs, stepMs } = this.options.grid;
    const template = sliceTemplate(fromMs + this.next * stepMs, stepMs, length);
    this.floats.clear();
    this.natives.clear();
    let written = 0;
    let place = 0;
    for (const source of batch.sources) {
      const blocks = this.pool.blocksFor(source);
      source.fill(this.next, length, blocks);
      for (const [i, block] of blocks.entries()) {
        written += (source.series[i]!.native ? this.natives : this.floats).appendSeries(batch.labels[place]!, block, length, template);
        open[place] = endsStale(block, length) ? 0 : 1;
        place++;
      }
    }
    for (const writer of [this.floats, this.natives]) if (writer.length > 0) await this.send(writer);
    return written;
  }

  private async send(writer: RequestWriter, signal: AbortSignal | undefined = this.options.signal): Promise<void> {
    const outcome = await sendRequest(this.prometheus, writer.bytes(), { ...this.options, signal });
    if (outcome.state === "refused" && !outcome.maybeStored) throw explainRefusal(this.prometheus, outcome.reason, outcome.status);
  }
}

function endsStale({ states }: SampleBlock, length: number): boolean {
  return states.subarray(0, length).findLast((state) => state !== 0) === stale;
}
