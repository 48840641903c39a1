import { PrometheusError } from "../../errors.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import type { Prometheus, PrometheusAnswer } from "../../prometheus/prometheus.ts";
import { versionAsker } from "../../prometheus/query/server-version.ts";
import { writeHistory } from "../../prometheus/write/write-history.ts";
import type { PlaygroundSet, SpecAnswer } from "../../report/playground/playground-data.ts";
import type { RunContext } from "../context.ts";
import { type LocalServer, startLocalPrometheus } from "../local/server.ts";
import { localRetryMs, withRoom } from "../local/with-room.ts";
import { createSources, type SeriesPlan } from "../up/plan.ts";
import { planSpecText, unwrittenSet } from "./plan-spec.ts";

/** How a {@link Playground} is made. */
export interface PlaygroundOptions {
  /** Of the Prometheus to run; undefined: there is none, and only curves are shown. */
  readonly binary: string | undefined;
  readonly temporaryFolder: string;
  readonly userAgent: string;
  readonly maxSeries: number;
  readonly maxSamples: number;
}

/** As much as the page's way to the server needs of the outside world. */
export type PlaygroundContext = Pick<RunContext, "now" | "random" | "sleep" | "signal">;

interface Running {
  readonly server: LocalServer;
  readonly prometheus: Prometheus;
}

/** Lessons begin at fixed moments: years ago are as good as today. */
const historyMs = 4 * 365 * 86_400_000;
/** Each revision has a value of its own in this label. */
const labelName = "dashpreview";

/**
 * Specs in a throw-away Prometheus: each one that is applied becomes a revision with a label value of its own. The
 * server starts with the first, and ends with {@link Playground.stop} or with this process.
 */
export class Playground {
  #running: Promise<Running> | undefined;
  #revisions = 0;
  /** The newest moment that was written, by which Prometheus judges what is too old for a native histogram. */
  #newestMs = Number.NEGATIVE_INFINITY;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;
  readonly #options: PlaygroundOptions;
  readonly #context: PlaygroundContext;

  constructor(options: PlaygroundOptions, context: PlaygroundContext) {
    this.#options = options;
    this.#context = context;
  }

  /** The address of the Prometheus; undefined before the first spec, or without a program. */
  async url(): Promise<string | undefined> {
    return (await this.#running)?.server.url;
  }

  /** The faults of a spec, as `validate` finds them; none: it is one. */
  check(text: string): SpecAnswer & { readonly ok: false } {
    const planned = this.#plan(text);
    return { ok: false, problems: planned.ok ? [] : planned.problems };
  }

  /**
   * Writes a spec's history as a new revision. One at a time.
   *
   * @throws {PrometheusError} if the server does not start or take it.
   */
  async apply(text: string): Promise<SpecAnswer> {
    const planned = this.#plan(text);
    if (!planned.ok) return planned;
    const turn = this.#turn.then(() => this.#write(planned.plan));
    this.#turn = turn.catch(() => undefined);
    return { ok: true, data: await turn };
  }

  /** Hands a question on. The answer is of any status. */
  async ask(path: "/query" | "/query_range", parameters: Readonly<Record<string, string>>): Promise<PrometheusAnswer> {
    const running = await this.#running;
    if (running === undefined) throw new PrometheusError("no spec was applied yet", { code: "unavailable" });
    const timeout = "20s";
    return running.prometheus.ask({ method: "POST", path, parameters: { ...parameters, timeout }, repeat: "final" });
  }

  /** Ends the server and removes its folder. Safe to repeat. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#turn;
    await this.#end();
  }

  #plan(text: string) {
    const { maxSeries, maxSamples } = this.#options;
    return planSpecText(text, { nowMs: this.#context.now(), maxSeries, maxSamples });
  }

  async #write(plan: SeriesPlan): Promise<PlaygroundSet> {
    const { grid } = plan;
    const set = unwrittenSet(plan);
    if (this.#options.binary === undefined || this.#stopped) return set;
    const natives = plan.definitions.some(({ definition }) => definition.kind === "histogram" && definition.native);
    // Prometheus takes native histograms in the order of time only: behind what it has, they need another server.
    if (natives && this.#newestMs > grid.fromMs) await this.#end();
    this.#running ??= this.#start(this.#options.binary);
    let running: Running;
    try {
      running = await this.#running;
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
    const label = { name: labelName, value: `playground.${++this.#revisions}` };
    const sources = createSources(plan);
    await withRoom(this.#options.temporaryFolder, () =>
      writeHistory(running.prometheus, {
        ...this.#context,
        sources,
        grid,
        isolation: label,
        metadata: plan.metadata,
        retryMs: localRetryMs,
      }),
    );
    this.#newestMs = Math.max(this.#newestMs, set.range.toMs);
    const version = (await versionAsker(running.prometheus, this.#context.signal)())?.version;
    return { ...set, label, ...(version === undefined ? {} : { prometheus: version }) };
  }

  async #start(binary: string): Promise<Running> {
    const { temporaryFolder, userAgent } = this.#options;
    const server = await startLocalPrometheus({ ...this.#context, binary, temporaryFolder, historyMs });
    return { server, prometheus: createPrometheus({ url: server.url, userAgent }) };
  }

  async #end(): Promise<void> {
    const running = await this.#running?.catch(() => undefined);
    this.#running = undefined;
    this.#newestMs = Number.NEGATIVE_INFINITY;
    running?.prometheus.close();
    await running?.server.stop();
  }
}
