import { UsageError } from "../../errors.ts";
import { createBlock, present, stale } from "../../generator/sampling/block.ts";
import { readPage } from "../../infer/sources/from-metrics-page.ts";
import type { ExtraLabel } from "../../prometheus/encode/encode-labels.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { SendContext } from "../../prometheus/write/send-request.ts";
import { type SampledSeries, writeSamples } from "../../prometheus/write/write-samples.ts";

/** Options of {@link Relay}. */
export interface RelayOptions extends SendContext {
  /** The page to scrape. */
  readonly url: string;
  /** Reads the page. @throws if there is no answer. */
  readonly read: (url: string, signal: AbortSignal) => Promise<string>;
  readonly stepMs: number;
  /** A label of every series. */
  readonly label?: ExtraLabel | undefined;
  /** Names of series that the spec has: it wins. */
  readonly isTaken: (name: string) => boolean;
}

/** Samples that wait for a receiver that does not answer; the oldest scrapes go first. */
const mostWaiting = 500_000;
/** Of one page. */
const mostSeries = 50_000;

interface Scrape {
  readonly timeMs: number;
  readonly series: readonly SampledSeries[];
}

/**
 * Scrapes a page of a real program at each multiple of the step and sends it on by remote write, as Prometheus would
 * have stored it: with `job` and `instance`, `up`, and stale markers for series that are gone.
 */
export class Relay {
  readonly #prometheus: Prometheus;
  readonly #options: RelayOptions;
  readonly #target: ReadonlyMap<string, string>;
  #open = new Map<string, ReadonlyMap<string, string>>();
  #waiting: Scrape[] = [];
  #last = -1;

  /** @throws {UsageError} if the address is none. */
  constructor(prometheus: Prometheus, options: RelayOptions) {
    this.#prometheus = prometheus;
    this.#options = options;
    this.#target = targetLabels(options.url);
  }

  /** Real time of the next scrape. Unix milliseconds. */
  get dueMs(): number {
    const { stepMs, now } = this.#options;
    const gridMs = Math.floor(now() / stepMs) * stepMs;
    return gridMs > this.#last ? gridMs : gridMs + stepMs;
  }

  /**
   * Scrapes once, if it is time, and sends what waits.
   *
   * @returns samples sent, and why the page could not be read.
   * @throws {PrometheusError} if the receiver refuses or does not answer; then the samples wait.
   */
  async scrapeDue(signal: AbortSignal): Promise<{ readonly sent: number; readonly failed: string | undefined }> {
    const { stepMs, now, read, url } = this.#options;
    const timeMs = Math.floor(now() / stepMs) * stepMs;
    let failed: string | undefined;
    if (timeMs > this.#last) {
      this.#last = timeMs;
      const limit = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1000, Math.min(stepMs, 10_000)))]);
      const text = await read(url, limit).catch((error: Error) => {
        failed = error.message;
        return undefined;
      });
      signal.throwIfAborted();
      this.#waiting.push({ timeMs, series: this.#sampled(text) });
    }
    this.#forget();
    return { sent: await this.#send(), failed };
  }

  /** Ends every series that was sent. */
  async finish(signal: AbortSignal): Promise<void> {
    const timeMs = Math.max(this.#last + 1, this.#options.now());
    this.#waiting.push({
      timeMs,
      series: [...this.#open.values()].map((labels) => ({ labels, block: one(undefined) })),
    });
    this.#open = new Map();
    await this.#send(signal);
  }

  #sampled(text: string | undefined): SampledSeries[] {
    const fresh = new Map<string, ReadonlyMap<string, string>>();
    const series: SampledSeries[] = [];
    const add = (name: string, own: ReadonlyMap<string, string>, value: number) => {
      const labels = this.#labelsOf(name, own);
      const key = JSON.stringify([...labels].sort());
      if (fresh.has(key)) return;
      fresh.set(key, labels);
      series.push({ labels, block: one(value) });
    };
    const samples = text === undefined ? [] : readPage(text).samples;
    const fits = samples.length <= mostSeries;
    for (const { name, labels, value } of fits ? samples : [])
      if (!this.#options.isTaken(name)) add(name, labels, value);
    add("up", new Map(), text !== undefined && fits ? 1 : 0);
    for (const [key, labels] of this.#open) if (!fresh.has(key)) series.push({ labels, block: one(undefined) });
    this.#open = fresh;
    return series;
  }

  /** As Prometheus without honor_labels: what the page says of job and instance is about something else. */
  #labelsOf(name: string, own: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const labels = new Map<string, string>([["__name__", name]]);
    for (const [label, value] of own) labels.set(this.#target.has(label) ? `exported_${label}` : label, value);
    for (const [label, value] of this.#target) labels.set(label, value);
    const { label } = this.#options;
    if (label !== undefined) labels.set(label.name, label.value);
    return labels;
  }

  #forget(): void {
    let samples = this.#waiting.reduce((sum, { series }) => sum + series.length, 0);
    while (samples > mostWaiting && this.#waiting.length > 1) samples -= this.#waiting.shift()!.series.length;
  }

  async #send(signal = this.#options.signal): Promise<number> {
    let sent = 0;
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const { timeMs: fromMs, series } = first;
      await writeSamples(this.#prometheus, series, { fromMs, stepMs: 1, count: 1 }, { ...this.#options, signal });
      this.#waiting.shift();
      sent += series.length;
    }
    return sent;
  }
}

/** A block with one number, or with the stale marker. */
function one(value: number | undefined) {
  const block = createBlock(1);
  block.states[0] = value === undefined ? stale : present;
  block.values[0] = value ?? 0;
  return block;
}

function targetLabels(url: string): Map<string, string> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw new UsageError("--relay: expected an address such as http://127.0.0.1:8080/metrics");
  const port = parsed.port || (parsed.protocol === "https:" ? "443" : "80");
  return new Map([
    ["instance", `${parsed.hostname}:${port}`],
    ["job", parsed.hostname],
  ]);
}
