import { isDeepStrictEqual } from "node:util";
import { ExpectedError } from "../../errors.ts";
import { isolationLabel } from "../../identity/preview-identity.ts";
import { readProgress } from "../../prometheus/live/live-progress.ts";
import { SharedWriter } from "../../prometheus/live/shared-writer.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { Shard } from "../../prometheus/shards/shard.ts";
import { counted } from "../../text/counted.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { createSources, type SeriesPlan } from "../up/plan.ts";
import type { LivePreview } from "./find-live.ts";
import type { LiveStats } from "./live-stats.ts";
import { planLive } from "./plan-live.ts";

/** Options of {@link LiveSet}. */
export interface LiveSetOptions {
  readonly prometheus: Prometheus;
  readonly shard: Shard;
  /** Series of all previews together. */
  readonly maxSeries: number;
  readonly data?: LoadedSpec | undefined;
  /** How old samples the receiver takes, where it says so. Milliseconds. */
  readonly takesMs?: number | undefined;
  readonly retryMs: number;
  readonly stats: LiveStats;
}

/** A preview that is written for. */
export interface LiveWork {
  readonly preview: LivePreview;
  /** Series on the wire, of all shards together. */
  readonly seriesCount: number;
  /** Undefined until it is known how far others have come. */
  writer: SharedWriter | undefined;
  /** After an error: not before this, in Unix milliseconds. */
  notBeforeMs: number;
  /** The last error, so that it is told once. */
  said: string | undefined;
  /** The last scrape that the receiver was told of. */
  recorded: number;
}

/** The previews that a process writes for. What is wrong with one of them does not concern the others. */
export class LiveSet {
  readonly #works = new Map<string, LiveWork>();
  /** Why a preview is not written for, so that it is said once. */
  readonly #refused = new Map<string, string>();
  /** Previews that could not be planned, and with how much room: not tried again while that stays. */
  readonly #unplanned = new Map<string, string>();
  readonly #options: LiveSetOptions;
  readonly #context: RunContext;
  #plans = new Map<string, SeriesPlan>();

  constructor(options: LiveSetOptions, context: RunContext) {
    this.#options = options;
    this.#context = context;
  }

  /** In the order of their label values. */
  get works(): readonly LiveWork[] {
    return [...this.#works.values()];
  }

  /** Takes in what was found: new previews begin, others get their new expiry. */
  take(found: readonly LivePreview[], leftAlone: readonly { readonly uid: string; readonly reason: string }[]): void {
    for (const preview of found) {
      const known = this.#works.get(preview.value);
      if (known !== undefined && sameSpecs(known.preview, preview)) {
        this.#works.set(preview.value, Object.assign(known, { preview }));
        continue;
      }
      if (known !== undefined) this.drop(preview.value);
      this.#begin(preview);
    }
    for (const { uid, reason } of leftAlone) this.#refuse(uid, uid, reason);
    const still = new Set([...found.map(({ value }) => value), ...leftAlone.map(({ uid }) => uid)]);
    for (const known of [this.#refused, this.#unplanned])
      for (const id of known.keys()) if (!still.has(id)) known.delete(id);
    this.#count();
  }

  /** Stops writing for a preview. */
  drop(value: string): void {
    this.#works.delete(value);
    this.#plans.delete(value);
    this.#count();
  }

  /**
   * The writer of a preview, which goes on where others have come to.
   *
   * @throws {PrometheusError} if the receiver does not say how far that is.
   */
  async writerOf(work: LiveWork): Promise<SharedWriter> {
    if (work.writer !== undefined) return work.writer;
    const { prometheus, shard, takesMs, retryMs, stats } = this.#options;
    const { preview } = work;
    const plan = this.#plans.get(preview.value)!;
    const { value, grid } = preview;
    const progress = await readProgress(prometheus, { value, shard }, this.#context);
    const from = Math.max(grid.count, (progress ?? -1) + 1);
    work.recorded = from - 1;
    work.writer = new SharedWriter(prometheus, {
      ...this.#context,
      retryMs,
      sources: createSources(plan),
      grid,
      isolation: { name: isolationLabel, value },
      metadata: plan.metadata,
      from,
      takesMs,
      onSkip: ({ fromMs, toMs, reason }) => {
        stats.skippedScrapes += Math.round((toMs - fromMs) / grid.stepMs);
        this.#context.progress.step(
          `${value}: ${formatDuration(toMs - fromMs)} from ${new Date(fromMs).toISOString()} on stay empty, since ` +
            `the receiver takes no samples that old (${reason})`,
        );
      },
    });
    this.#plans.delete(value);
    return work.writer;
  }

  #begin(preview: LivePreview): void {
    const { value } = preview;
    const { data, shard, maxSeries } = this.#options;
    const left = maxSeries - this.works.reduce((sum, { seriesCount }) => sum + seriesCount, 0);
    const wish = JSON.stringify([left, preview.grid, preview.specs]);
    if (this.#unplanned.get(value) === wish) return;
    try {
      const plan = planLive(preview, { data, shard, maxSeries: left });
      this.#plans.set(value, plan);
      const { seriesCount } = plan;
      this.#works.set(value, {
        preview,
        seriesCount,
        writer: undefined,
        notBeforeMs: 0,
        said: undefined,
        recorded: -1,
      });
      this.#refused.delete(value);
      const titles = preview.dashboards.map(({ title }) => `"${title}"`).join(", ");
      this.#context.progress.step(
        `writing for ${value} (${titles}): ${counted(seriesCount, "series", "series")}, one scrape every ` +
          `${formatDuration(preview.grid.stepMs)}, ${untilText(preview.expiresAtMs)}`,
      );
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      this.#options.stats.failures.spec++;
      this.#unplanned.set(value, wish);
      this.#refuse(
        value,
        value,
        left < maxSeries ? `${error.message} (${left} of --max-series ${maxSeries} are left)` : error.message,
      );
    }
  }

  #refuse(id: string, name: string, reason: string): void {
    if (this.#refused.get(id) === reason) return;
    this.#refused.set(id, reason);
    this.#context.progress.step(`not writing for ${name}: ${reason}`);
  }

  #count(): void {
    const { stats } = this.#options;
    stats.previews = this.#works.size;
    stats.series = this.works.reduce((sum, { seriesCount }) => sum + seriesCount, 0);
    stats.leftAlone = this.#refused.size;
  }
}

function sameSpecs(a: LivePreview, b: LivePreview): boolean {
  return isDeepStrictEqual([a.grid, a.specs], [b.grid, b.specs]);
}

function untilText(expiresAtMs: number): string {
  return Number.isFinite(expiresAtMs) ? `until ${new Date(expiresAtMs).toISOString()}` : "for as long as it is kept";
}
