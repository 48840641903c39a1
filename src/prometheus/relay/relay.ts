import type { ExtraLabel } from "../encode/encode-labels.ts";
import { encodeMetadata } from "../encode/encode-metadata.ts";
import type { Prometheus } from "../prometheus.ts";
import type { ScrapedPage } from "../scrape/scraped-page.ts";
import { agreeOnVersion } from "../write/agree-on-version.ts";
import { explainRefusal } from "../write/explain-refusal.ts";
import { type SendContext, sendRequest } from "../write/send-request.ts";
import { encodeScrape, type RelayedSample } from "./encode-scrape.ts";
import { metadataFinder, pageMetadata } from "./page-metadata.ts";
import type { RelayTarget } from "./relay-target.ts";
import { RelayedSeries } from "./relayed-series.ts";
import { type Scraper, scrapeFailure } from "./scrape-target.ts";

/** Options of {@link Relay}. */
export interface RelayOptions extends SendContext {
  readonly target: RelayTarget;
  readonly scraper: Scraper;
  readonly stepMs: number;
  /** A label of every series. */
  readonly label?: ExtraLabel | undefined;
  /** Names of series that the spec has: it wins. */
  readonly isTaken: (name: string) => boolean;
  /** Hears once what stands in the way, until that is something else. */
  readonly say: (text: string) => void;
}

/** The outcome of one round of a {@link Relay}. */
export interface RelayRound {
  /** Samples that the receiver took. */
  readonly sent: number;
  /** Why the page could not be read. */
  readonly failed: string | undefined;
}

/** Samples that wait for a receiver that does not answer; the oldest scrapes go first. */
const mostWaiting = 500_000;
const perRequest = 10_000;
/** As Prometheus' `send_interval`. */
const metadataEveryMs = 60_000;

/**
 * Scrapes a page of a real program at each multiple of the step and sends it on by remote write, as Prometheus would
 * have stored it: with the target's labels, `up` and `scrape_*`, type, help and unit, exemplars, and stale markers for
 * series that are gone.
 */
export class Relay {
  readonly #prometheus: Prometheus;
  readonly #options: RelayOptions;
  readonly #series: RelayedSeries;
  #metadataOf = metadataFinder([]);
  #waiting: (readonly RelayedSample[])[] = [];
  #lastMs = -1;
  #describedMs = Number.NEGATIVE_INFINITY;
  #said: string | undefined;

  constructor(prometheus: Prometheus, options: RelayOptions) {
    this.#prometheus = prometheus;
    this.#options = options;
    this.#series = new RelayedSeries(options);
  }

  /** Time of the next scrape, by the clock of the options. Unix milliseconds. */
  get dueMs(): number {
    const gridMs = this.#gridMs();
    return gridMs > this.#lastMs ? gridMs : gridMs + this.#options.stepMs;
  }

  /**
   * Scrapes once, if it is time, and sends what waits.
   *
   * @throws {PrometheusError} if the receiver does not answer; then the samples wait.
   */
  async scrapeDue(signal: AbortSignal): Promise<RelayRound> {
    const { stepMs, now, scraper, target } = this.#options;
    const timeMs = this.#gridMs();
    let failed: string | undefined;
    if (timeMs > this.#lastMs) {
      this.#lastMs = timeMs;
      const beganMs = now();
      const page = await scraper.scrape(stepMs, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        failed = scrapeFailure(error);
        return undefined;
      });
      this.#waiting.push(this.#series.scraped(page, { timeMs, seconds: Math.max(0, now() - beganMs) / 1000 }));
      if (failed !== undefined) this.#say(`${target.shown} could not be scraped: ${failed}`);
      else this.#said = undefined;
      if (page !== undefined) await this.#describe(page);
    }
    this.#forget();
    return { sent: await this.#send(), failed };
  }

  /** Ends every series that was sent. */
  async finish(signal: AbortSignal): Promise<void> {
    this.#waiting.push(this.#series.ended(Math.max(this.#lastMs + 1, this.#options.now())));
    await this.#send(signal);
  }

  #gridMs(): number {
    const { stepMs, now } = this.#options;
    return Math.floor(now() / stepMs) * stepMs;
  }

  #say(text: string): void {
    if (text !== this.#said) this.#options.say(text);
    this.#said = text;
  }

  /** Receivers that take no metadata do without. */
  async #describe(page: ScrapedPage): Promise<void> {
    const { now, isTaken } = this.#options;
    if (now() - this.#describedMs < metadataEveryMs) return;
    this.#describedMs = now();
    const metadata = pageMetadata(page, isTaken);
    this.#metadataOf = metadataFinder(metadata);
    // Version 2 has it beside the samples.
    if (metadata.length === 0 || (await agreeOnVersion(this.#prometheus, this.#options)) === 2) return;
    await sendRequest(this.#prometheus, encodeMetadata(metadata), { ...this.#options, retryMs: 0 }).catch(() => {});
  }

  #forget(): void {
    let samples = this.#waiting.reduce((sum, { length }) => sum + length, 0);
    while (samples > mostWaiting && this.#waiting.length > 1) samples -= this.#waiting.shift()!.length;
  }

  async #send(signal = this.#options.signal): Promise<number> {
    let sent = 0;
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      // A receiver refuses a request as a whole: what one may not take is apart from the others.
      const kinds = [
        first.filter(({ native, own }) => !native && own !== true),
        first.filter(({ native, own }) => native && own !== true),
        first.filter(({ own }) => own === true),
      ];
      for (const samples of kinds) sent += await this.#sendAll(samples, signal);
      this.#waiting.shift();
    }
    return sent;
  }

  async #sendAll(samples: readonly RelayedSample[], signal: AbortSignal | undefined): Promise<number> {
    let sent = 0;
    for (let at = 0; at < samples.length; at += perRequest) {
      const part = samples.slice(at, at + perRequest);
      const version = await agreeOnVersion(this.#prometheus, { signal });
      const request = encodeScrape(part, version, this.#metadataOf);
      const outcome = await sendRequest(this.#prometheus, request, { ...this.#options, signal });
      if (outcome.state === "refused" && !outcome.maybeStored) {
        const { message } = explainRefusal(this.#prometheus, outcome.reason, outcome.status);
        this.#say(`a part of ${this.#options.target.shown} is left out: ${message}`);
      } else sent += part.length;
    }
    return sent;
  }
}
