import { createSharingSources } from "../../generator/sampling/sharing-sources.ts";
import type { WireSeries } from "../../generator/series.ts";
import type { ExtraLabel } from "../../prometheus/encode/encode-labels.ts";
import { encodeMetadata } from "../../prometheus/encode/encode-metadata.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { agreeOnVersion } from "../../prometheus/write/agree-on-version.ts";
import { LiveWriter } from "../../prometheus/write/live-writer.ts";
import { type SendContext, sendRequest } from "../../prometheus/write/send-request.ts";
import type { LoadedSpec } from "../running/load-spec.ts";
import type { RunningSpec } from "../running/running-spec.ts";
import { shownSource } from "./shown-source.ts";

/** Options of {@link RemoteWriter}. */
export interface RemoteWriterOptions extends SendContext {
  readonly running: RunningSpec;
  /** A label of every series. */
  readonly label?: ExtraLabel | undefined;
}

/**
 * Sends what is served on by remote write: at each multiple of the step, in real time, the samples that the spec's
 * clock showed then. After a change of the spec, series that are gone end with a stale marker.
 */
export class RemoteWriter {
  readonly #prometheus: Prometheus;
  readonly #options: RemoteWriterOptions;
  #loaded: LoadedSpec;
  #writer: LiveWriter;

  constructor(prometheus: Prometheus, options: RemoteWriterOptions) {
    this.#prometheus = prometheus;
    this.#options = options;
    this.#loaded = options.running.loaded;
    this.#writer = this.#createWriter();
  }

  /** Real time of the next scrape. Unix milliseconds; never Infinity, since another spec may have series. */
  get dueMs(): number {
    return Math.min(this.#writer.dueMs, this.#options.now() + this.#loaded.plan.grid.stepMs);
  }

  /**
   * Writes every scrape that is due. Call it again after an error: nothing is left out.
   *
   * @returns samples written.
   * @throws {PrometheusError} if the receiver refuses or does not answer for too long.
   */
  async writeDue(): Promise<number> {
    const nowMs = this.#options.now();
    const written = await this.#writer.writeDue(nowMs);
    const { loaded } = this.#options.running;
    if (loaded === this.#loaded) return written;
    const kept = new Set(wireKeys(loaded));
    await this.#writer.finish({ nowMs, ends: (one) => !kept.has(keyOf(one)) });
    this.#loaded = loaded;
    this.#writer = this.#createWriter();
    return written;
  }

  /** Type, help and unit of the metrics; receivers that take none do without. */
  async writeMetadata(): Promise<void> {
    // Version 2 has it beside the samples.
    if ((await agreeOnVersion(this.#prometheus, this.#options)) === 2) return;
    await sendRequest(this.#prometheus, encodeMetadata(this.#loaded.plan.metadata), { ...this.#options, retryMs: 0 });
  }

  /** Ends every series. */
  finish(signal: AbortSignal): Promise<void> {
    return this.#writer.finish({ nowMs: this.#options.now(), signal });
  }

  #createWriter(): LiveWriter {
    const { running, label } = this.#options;
    const { seed, grid, definitions } = this.#loaded.plan;
    const { stepMs } = grid;
    // The writer goes on after the only sample of this grid's history, which nobody wrote.
    const fromMs = Math.floor(this.#options.now() / stepMs) * stepMs;
    const loaded = this.#loaded;
    const shown = (place: number, realMs: number) => {
      // When a pause began is not kept: it counts for whatever is still to be sent.
      const pause = running.loaded === loaded ? running.pauseOf(place) : undefined;
      if (pause !== undefined) return pause.mode === "absent" ? "absent" : pause.index;
      return Math.floor((running.clock.specAt(realMs) - grid.fromMs) / stepMs);
    };
    const inner = createSharingSources(definitions, { seed, grid });
    const sources = inner.map((source, place) =>
      shownSource(source, (index) => (index === 0 ? -1 : shown(place, fromMs + index * stepMs))),
    );
    return new LiveWriter(this.#prometheus, {
      ...this.#options,
      sources,
      grid: { fromMs, stepMs, count: 1 },
      isolation: label,
      metadata: this.#loaded.plan.metadata,
    });
  }
}

function keyOf({ name, labels }: WireSeries): string {
  return JSON.stringify([name, labels]);
}

function wireKeys({ plan: { definitions, seed, grid } }: LoadedSpec): string[] {
  return createSharingSources(definitions, { seed, grid }).flatMap(({ series }) => series.map(keyOf));
}
