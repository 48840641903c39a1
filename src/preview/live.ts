import type { ExtraLabel } from "../prometheus/encode/encode-labels.ts";
import type { Prometheus } from "../prometheus/prometheus.ts";
import type { ReceiverProbe } from "../prometheus/query/probe.ts";
import { LiveWriter } from "../prometheus/write/live-writer.ts";
import { formatDuration } from "../text/duration.ts";
import type { RunContext } from "./context.ts";
import { createSources, type SeriesPlan } from "./up/plan.ts";

/** The run that live writing continues. */
export interface LiveRun {
  readonly prometheus: Prometheus;
  readonly prepared: { readonly plan: SeriesPlan; readonly receiver: Pick<ReceiverProbe, "clockAheadMs"> };
  readonly isolation: ExtraLabel | undefined;
  /** Milliseconds from now. */
  readonly liveMs: number;
}

/**
 * Writes one scrape a step, on the history's grid and the receiver's clock, until the time is over or the run is
 * interrupted; then a stale marker for every series. Scrapes that became due while the history was written come first.
 *
 * @throws {InterruptedError} after the stale markers, if the run was interrupted.
 */
export async function runLive(
  { prometheus, prepared, isolation, liveMs }: LiveRun,
  context: RunContext,
): Promise<void> {
  const { plan, receiver } = prepared;
  context.tune?.("writing");
  const receiverNow = () => context.now() + receiver.clockAheadMs;
  const { grid, metadata } = plan;
  const writer = new LiveWriter(prometheus, { ...context, sources: createSources(plan), grid, isolation, metadata });
  const startMs = receiverNow();
  const endMs = startMs + liveMs;
  context.progress.step(
    `writing live for ${formatDuration(liveMs)}, one scrape every ${formatDuration(plan.grid.stepMs)}; Ctrl-C ends it`,
  );
  try {
    while (receiverNow() < endMs) {
      await writer.writeDue(Math.min(receiverNow(), endMs));
      context.progress.update("writing live", receiverNow() - startMs, liveMs);
      await context.sleep(Math.max(1, Math.min(writer.dueMs, endMs) - receiverNow()), context.signal);
    }
    await writer.writeDue(Math.min(receiverNow(), endMs));
  } catch (error) {
    context.progress.clear();
    if (!context.signal.aborted) throw error;
    await writer.finish({ nowMs: receiverNow(), signal: AbortSignal.timeout(finishTimeoutMs) });
    context.progress.step("ended every series; the preview stays until it expires");
    throw error;
  }
  context.progress.clear();
  await writer.finish({ nowMs: receiverNow() });
}

/** Someone who pressed Ctrl-C does not wait. */
const finishTimeoutMs = 3500;
