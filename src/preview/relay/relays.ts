import { wireNames } from "../../generator/wire-names.ts";
import type { ExtraLabel } from "../../prometheus/encode/encode-labels.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { keepOn, type Recurring } from "../../prometheus/relay/keep-on.ts";
import { Relay } from "../../prometheus/relay/relay.ts";
import { LiveWriter } from "../../prometheus/write/live-writer.ts";
import { findSelectors } from "../../promql/tree/selectors.ts";
import { counted } from "../../text/counted.ts";
import { formatDuration } from "../../text/duration.ts";
import { triedAgain } from "../../text/tried-again.ts";
import type { RunContext } from "../context.ts";
import { createSources, type SeriesPlan } from "../up/plan.ts";
import type { RelayedMetrics } from "./relayed-metrics.ts";

/** The series that relayed ones go beside. */
export interface RelayRun {
  readonly prometheus: Prometheus;
  readonly plan: Pick<SeriesPlan, "grid" | "definitions" | "fixedStart">;
  readonly isolation: ExtraLabel | undefined;
  /** How far the receiver's clock is ahead. Milliseconds, default 0. */
  readonly clockAheadMs?: number | undefined;
  /** Whether the plan's own series are to go on as well. */
  readonly live: boolean;
}

/** A pause after Ctrl-C is not waited for. */
const finishTimeoutMs = 3500;

/** Relays real programs into the series of one run. */
export class Relays {
  /** Begin of the relayed data, by the receiver's clock. Unix milliseconds. */
  readonly sinceMs: number;
  readonly #relayed: RelayedMetrics;
  readonly #stepMs: number;
  readonly #context: RunContext;
  readonly #now: () => number;
  readonly #relays: readonly Relay[];
  readonly #rounds: readonly Recurring[];
  #running: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined;

  constructor(relayed: RelayedMetrics, run: RelayRun, context: RunContext) {
    const { prometheus, plan, isolation, clockAheadMs = 0, live } = run;
    const { stepMs } = plan.grid;
    const now = () => context.now() + clockAheadMs;
    const taken = new Set(plan.definitions.flatMap(({ definition }) => wireNames(definition)));
    const { random, sleep, signal } = context;
    const send = { now, random, sleep, signal, retryMs: Math.min(30_000, Math.max(1000, stepMs)) };
    const say = (text: string) => context.progress.step(triedAgain(text));
    const isTaken = (name: string) => taken.has(name);
    this.#relays = relayed.sources.map(
      (one) => new Relay(prometheus, { ...send, ...one, stepMs, label: isolation, isTaken, say }),
    );
    const writer = live
      ? new LiveWriter(prometheus, { ...send, sources: createSources(plan as SeriesPlan), grid: plan.grid, isolation })
      : undefined;
    this.#rounds = [
      ...this.#relays.map((relay) => ({ dueMs: () => relay.dueMs, round: async () => relay.scrapeDue(signal) })),
      ...(writer === undefined
        ? []
        : [{ dueMs: () => Math.min(writer.dueMs, now() + stepMs), round: async () => writer.writeDue(now()) }]),
    ].map(({ dueMs, round }) => ({ dueMs, round: async () => void (await round()) }));
    this.#relayed = { ...relayed, names: new Set([...relayed.names].filter((name) => !taken.has(name))) };
    this.#stepMs = stepMs;
    this.#context = context;
    this.#now = now;
    this.sinceMs = this.shownToMs;
  }

  /** The newest moment that has relayed data. Unix milliseconds. */
  get shownToMs(): number {
    return Math.floor(this.#now() / this.#stepMs) * this.#stepMs;
  }

  /** A note for people: which programs, and since when. */
  get note(): string {
    const { sources, known } = this.#relayed;
    const shown = sources.map(({ target }) => target.shown).join(", ");
    const since = new Date(this.sinceMs).toISOString().slice(11, 19);
    return (
      `${shown} relayed since ${since} UTC: panels of the application's own metrics ` +
      `(${counted(known.length, "metric")}) have real data from then on, and no history before it`
    );
  }

  /** Why a query may have no data: it asks for relayed metrics, which have no history. */
  excuse(expr: string): string | undefined {
    const found = findSelectors(expr);
    if (!found.ok || !found.selectors.some(({ metric }) => metric !== undefined && this.#isRelayed(metric)))
      return undefined;
    const seconds = Math.max(1, Math.round((this.#now() - this.sinceMs) / 1000));
    return `relayed since ${formatDuration(seconds * 1000)}`;
  }

  /**
   * Scrapes for the first time, then goes on in the background. Does nothing if it runs.
   *
   * @throws {PrometheusError} if the receiver does not take the first samples.
   */
  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    for (const { round } of this.#rounds) await round();
    const { sleep, progress, signal: outer } = this.#context;
    const controller = new AbortController();
    const signal = AbortSignal.any([outer, controller.signal]);
    const onFailure = ({ message }: Error, isNew: boolean) => {
      if (isNew) progress.step(message);
    };
    const context = { now: this.#now, sleep, signal, onFailure };
    // It ends by its signal alone; a fault of the program is seen when it is stopped.
    const ended = Promise.allSettled(this.#rounds.map((one) => keepOn(one, context)));
    this.#running = { controller, ended };
  }

  /** Stops; {@link start} goes on. Safe to repeat. */
  async pause(): Promise<void> {
    this.#running?.controller.abort();
    await this.#running?.ended;
    this.#running = undefined;
  }

  /** Stops, and ends the relayed series with stale markers. */
  async finish(): Promise<void> {
    await this.pause();
    const ending = AbortSignal.timeout(finishTimeoutMs);
    await Promise.allSettled(this.#relays.map((relay) => relay.finish(ending)));
  }

  #isRelayed(name: string): boolean {
    return this.#relayed.names.has(name);
  }
}
