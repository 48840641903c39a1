import { GrafanaError, PrometheusError } from "../../errors.ts";
import type { GrafanaClock } from "../../grafana/clock.ts";
import { describeHidden, type Home } from "../../grafana/dashboards/home.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { Owner } from "../../grafana/marks/ownership.ts";
import { isolationLabel, parseIsolationValue, revisionStartMs } from "../../identity/preview-identity.ts";
import type { Prometheus } from "../../prometheus/connection.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { listIsolationValues } from "../../prometheus/query/isolation-values.ts";
import { readClock } from "../../prometheus/query/read-clock.ts";
import { type FoundMark, listMarks } from "../../prometheus/write/revision-mark.ts";
import type { RunContext } from "../context.ts";
import { deleteRevision } from "../up/retire.ts";
import { doubtOf } from "./clock-doubt.ts";
import { dropMarks } from "./drop-marks.ts";
import { belongsTo, firstWithSamples, newest, shownValues } from "./label-values.ts";
import { type Proof, proveUnshown } from "./prove-unshown.ts";
import { reachMs } from "./reach.ts";

/** What {@link sweepSeries} works on. */
export interface SeriesSweep {
  readonly grafana: Grafana;
  readonly prometheus: Prometheus;
  readonly owner: Owner;
  readonly clock: GrafanaClock;
  readonly home: Home;
  readonly dryRun: boolean;
  /** uids of dashboards that were just deleted. */
  readonly gone: ReadonlySet<string>;
  /**
   * Label values that the deleted dashboards named, if their series carry the label; and when they were made, in Unix
   * milliseconds.
   */
  readonly named: ReadonlyMap<string, number>;
  /** Others go when their newest sample is older and their run began earlier. Milliseconds; 0: whatever their age. */
  readonly orphanAgeMs: number;
  /** Most of the others to delete. */
  readonly maxOrphans: number;
  /** Delete no more than {@link maxShare} of everything: nobody asked for these by name. */
  readonly limitShare: boolean;
  /** Also those that nothing proves to be unshown. */
  readonly unproven: boolean;
}

/** What became of the series. */
export interface SweptSeries {
  /** Label values whose series were deleted. */
  readonly series: readonly string[];
  /** Label values whose series are due, but beyond the limits of one run. */
  readonly postponedSeries: readonly string[];
  /** Label values whose series stay although no listed dashboard shows them, and why. */
  readonly keptSeries: readonly { readonly value: string; readonly reason: string }[];
  readonly warnings: readonly string[];
  /** What kept the sweep from doing its work: the run has failed. */
  readonly problems: readonly string[];
}

/** Of all revisions that have series, no more than this share goes in one sweep. At least one does. */
const maxShare = 0.5;
/** Clocks differ, and the start of a revision is rounded down. */
const marginMs = 600_000;
/** As long as a Prometheus keeps samples when nobody says otherwise. */
const retentionMs = 15 * 86_400_000;
const maxAsked = 5;
const maxAskedHidden = 30;
const looks = 3;
const lookAgainMs = 1000;

/**
 * Deletes series that no dashboard shows. Those of previews just deleted go at once; others when they have been lying
 * there for a while, since a run that is still writing has no dashboard yet. Each revision has to be proved unshown;
 * see `proveUnshown`.
 */
export async function sweepSeries(
  sweep: SeriesSweep,
  context: Pick<RunContext, "sleep" | "signal">,
): Promise<SweptSeries> {
  const run = new Sweep(sweep, context);
  try {
    await run.run();
  } catch (error) {
    if (!(error instanceof PrometheusError) && !(error instanceof GrafanaError)) throw error;
    run.problems.push(`series were not cleaned up: ${error.message}`);
  }
  const { series, postponedSeries, keptSeries, warnings, problems } = run;
  return { series, postponedSeries, keptSeries, warnings, problems };
}

class Sweep implements SweptSeries {
  readonly series: string[] = [];
  readonly postponedSeries: string[] = [];
  readonly keptSeries: { value: string; reason: string }[] = [];
  readonly warnings: string[] = [];
  readonly problems: string[] = [];
  #marks: ReadonlyMap<string, FoundMark> = new Map();
  #receiverNowMs = 0;

  readonly #sweep: SeriesSweep;
  readonly #context: Pick<RunContext, "sleep" | "signal">;

  constructor(sweep: SeriesSweep, context: Pick<RunContext, "sleep" | "signal">) {
    this.#sweep = sweep;
    this.#context = context;
  }

  async run(): Promise<void> {
    const { grafana, prometheus, owner, gone, named } = this.#sweep;
    const shown = await shownValues(grafana, owner, gone);
    const listed = await this.#listValues(shown);
    if (listed.size === 0 && named.size === 0) return;
    this.#marks = await listMarks(prometheus, owner.project);
    this.#receiverNowMs = (await readClock(prometheus)).nowMs;
    for (const [value, createdAtMs] of named) await this.#takeNamed(value, createdAtMs, { listed, shown });
    const others = [...listed].filter((value) => !shown.has(value) && !named.has(value));
    const beside = new Set([...shown].filter((value) => listed.has(value)).concat([...named.keys()]));
    await this.#takeOrphans(others, beside.size);
    if (shown.size === 0 && this.series.length === 0) await this.#lookForHidden(others);
    if (this.#sweep.dryRun) return;
    const alone = [...this.#marks.keys()].filter((value) => !listed.has(value) && belongsTo(value, owner));
    await dropMarks(prometheus, alone.slice(0, this.#sweep.maxOrphans), this.#sweep.clock);
  }

  /**
   * The label's values of this owner. One that dashboards name and that has samples has to be among them, or the list
   * is worth nothing.
   */
  async #listValues(shown: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const { prometheus, owner, named } = this.#sweep;
    for (let look = 1; ; look++) {
      const listed = new Set(
        (await listIsolationValues(prometheus, isolationLabel)).filter((value) => belongsTo(value, owner)),
      );
      const missing = [...new Set([...named.keys(), ...shown])].filter(
        (value) => belongsTo(value, owner) && !listed.has(value),
      );
      const lost = await firstWithSamples(prometheus, newest(missing, maxAsked));
      if (lost === undefined) return listed;
      if (look >= looks) {
        this.problems.push(
          `${prometheus.url} does not list the series of ${lost}, which it has: series that no dashboard names may be there and were not found`,
        );
        return listed;
      }
      await this.#context.sleep(lookAgainMs, this.#context.signal);
    }
  }

  /** Of a preview that was just deleted. */
  async #takeNamed(
    value: string,
    createdAtMs: number,
    { listed, shown }: { listed: ReadonlySet<string>; shown: ReadonlySet<string> },
  ): Promise<void> {
    const { prometheus, clock } = this.#sweep;
    if (shown.has(value)) return;
    const found = await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs });
    if (!found && !listed.has(value)) {
      const text = `no series of ${value} were found in ${prometheus.url}, where they were to be`;
      if (clock.now() - createdAtMs < retentionMs)
        this.problems.push(`${text}: are --prometheus-url, --receiver and --tenant those that up was given?`);
      else this.warnings.push(`${text}: its retention may have ended them`);
      return;
    }
    const proof = await this.#prove(value, true);
    if (this.#keeps(proof)) this.keptSeries.push({ value, reason: proof.reason });
    else await this.#take(value, found);
  }

  /**
   * Those that no dashboard names, as far as anybody sees. @param others - how many revisions have series beside these.
   */
  async #takeOrphans(values: readonly string[], others: number): Promise<void> {
    const { orphanAgeMs, limitShare, maxOrphans } = this.#sweep;
    const doubt =
      orphanAgeMs > 0 && values.length > 0
        ? doubtOf(this.#sweep.clock, this.#sweep.prometheus, this.#receiverNowMs)
        : undefined;
    const ages = new Map<string, "young" | "empty" | "old">();
    for (const value of values) {
      this.#context.signal.throwIfAborted();
      ages.set(value, await this.#ageOf(value, doubt));
    }
    const old = values.filter((value) => ages.get(value) === "old");
    if (doubt !== undefined) {
      for (const value of old) this.keptSeries.push({ value, reason: doubt });
      if (old.length > 0) this.problems.push(`series were not judged by their age: ${doubt}`);
      return;
    }
    const total = others + values.filter((value) => ages.get(value) !== "empty").length;
    let left = limitShare ? Math.min(maxOrphans, Math.max(1, Math.floor(total * maxShare))) : maxOrphans;
    for (const value of old) {
      this.#context.signal.throwIfAborted();
      const proof = await this.#prove(value, false);
      if (this.#keeps(proof)) this.keptSeries.push({ value, reason: proof.reason });
      else if (left-- > 0) await this.#take(value, true);
      else this.postponedSeries.push(value);
    }
  }

  /** A token that sees no preview at all, and series that somebody wrote: most likely it is the token that is wrong. */
  async #lookForHidden(values: readonly string[]): Promise<void> {
    const { home, prometheus } = this.#sweep;
    if (home.state === "readable") return;
    const some = this.keptSeries[0]?.value ?? (await firstWithSamples(prometheus, newest(values, maxAskedHidden)));
    if (some === undefined) return;
    this.problems.push(
      `${prometheus.url} has series of previews (${some}), and no preview is to be seen in Grafana: ${describeHidden(home)}`,
    );
  }

  /**
   * `young` are left alone: their run began (by Grafana's clock) or wrote something (by the receiver's) not long ago. A
   * run that still writes its history, oldest first, may not have come to any recent sample yet. `empty`: a server
   * lists the labels of deleted series for hours.
   */
  async #ageOf(value: string, doubt: string | undefined): Promise<"young" | "empty" | "old"> {
    const { prometheus, clock, orphanAgeMs } = this.#sweep;
    const label = { name: isolationLabel, value };
    if (!(await hasSamples(prometheus, label, { withinMs: reachMs }))) return "empty";
    if (orphanAgeMs === 0 || doubt !== undefined) return "old";
    const startMs = revisionStartMs(parseIsolationValue(value)!.revision);
    if (Math.abs(clock.now() - startMs) < orphanAgeMs + marginMs) return "young";
    return (await hasSamples(prometheus, label, { withinMs: orphanAgeMs })) ? "young" : "old";
  }

  #keeps(proof: Proof): proof is Exclude<Proof, { state: "unshown" }> {
    return proof.state === "shown" || (proof.state === "unproven" && !this.#sweep.unproven);
  }

  #prove(value: string, seenHere: boolean): Promise<Proof> {
    const { grafana, home, gone, dryRun } = this.#sweep;
    return proveUnshown({ grafana, home, marks: this.#marks, gone, nowMs: this.#receiverNowMs, dryRun }, value, {
      seenHere,
    });
  }

  /** @param found - it has samples; without, there is nothing to tell. */
  async #take(value: string, found: boolean): Promise<void> {
    const { revision, ...identity } = parseIsolationValue(value)!;
    const warning = this.#sweep.dryRun ? undefined : await deleteRevision(this.#sweep.prometheus, identity, revision);
    if (warning !== undefined) this.warnings.push(warning);
    else if (found) this.series.push(value);
  }
}
