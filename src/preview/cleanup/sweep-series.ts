import { GrafanaError, PrometheusError } from "../../errors.ts";
import { describeHidden } from "../../grafana/dashboards/folder-access.ts";
import { namesOf } from "../../grafana/marks/ownership.ts";
import { isolationLabel, parseIsolationValue } from "../../identity/preview-identity.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { readClock } from "../../prometheus/query/read-clock.ts";
import { type FoundMark, listMarks } from "../../prometheus/write/revision-mark.ts";
import type { RunContext } from "../context.ts";
import { deleteRevision } from "../up/retire.ts";
import { ageOfSeries, type SeriesAge } from "./age-of-series.ts";
import { doubtOf } from "./clock-doubt.ts";
import { dropMarks } from "./drop-marks.ts";
import { belongsTo, firstWithSamples, newest, shownValues } from "./label-values.ts";
import { listOwnValues } from "./list-values.ts";
import { type Proof, proveUnshown } from "./prove-unshown.ts";
import { reachMs } from "./reach.ts";
import type { SeriesSweep, SweptSeries } from "./series-sweep.ts";

/** Of all revisions that have series, no more than this share goes in one sweep. At least one does. */
const maxShare = 0.5;
/** As long as a Prometheus keeps samples when nobody says otherwise. */
const retentionMs = 15 * 86_400_000;
const maxAskedHidden = 30;

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
    const { values: listed, problem } = await listOwnValues(this.#sweep, shown, this.#context);
    if (problem !== undefined) this.problems.push(problem);
    if (listed.size === 0 && named.size === 0) return;
    this.#marks = await listMarks(prometheus, namesOf(owner));
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
    // With clocks that differ, ages mean nothing: all series with samples are listed as kept.
    const judged = doubt === undefined ? this.#sweep : { ...this.#sweep, orphanAgeMs: 0 };
    const ages = new Map<string, SeriesAge>();
    for (const value of values) {
      this.#context.signal.throwIfAborted();
      ages.set(value, await ageOfSeries(value, judged));
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
      `${prometheus.url} has series of previews (${some}), and Grafana shows no preview: ${describeHidden(home)}`,
    );
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
