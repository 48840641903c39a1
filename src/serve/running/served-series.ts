import type { SpecPlan } from "../../data-spec/plan/plan.ts";
import { Courses } from "../../generator/named/courses.ts";
import { type HistogramSample, missing } from "../../generator/sampling/block.ts";
import { createSource } from "../../generator/sampling/source.ts";
import type { SeriesSource, WireSeries } from "../../generator/series.ts";
import { Ahead } from "./ahead.ts";

/** How a paused series is shown: its last value stays, or it is not there. */
export type PauseMode = "hold" | "absent";

/** No sample of a source has been generated yet. */
const nothing = -1;

/**
 * The newest sample of every series of a plan. Each source stands where it was last asked, so that going on costs the
 * samples in between, and asking again costs nothing.
 */
export class ServedSeries {
  readonly plan: SpecPlan;
  readonly sources: readonly SeriesSource[];
  /** Place of a source's first wire series in the arrays below. */
  readonly offsets: Int32Array;
  readonly wire: readonly WireSeries[];
  /** By wire series; they mean something where the state is `present`. */
  readonly values: Float64Array;
  /** The values that were shown before these; 0 at first. */
  readonly previous: Float64Array;
  /** Of each source the grid index at which its totals began; below 0 where nothing is counted up. */
  readonly totalsFrom: Float64Array;
  readonly states: Uint8Array;
  /** Native histograms by wire series. */
  readonly histograms: ReadonlyMap<number, HistogramSample | undefined>;
  /** Of each source the grid index that its values are of. */
  readonly indexes: Float64Array;
  readonly #paused = new Map<number, PauseMode>();
  readonly #histograms = new Map<number, HistogramSample | undefined>();
  readonly #ahead: Ahead;

  /** @param known - finds a source that already stands somewhere, by the place of its definition. */
  constructor(plan: SpecPlan, known: (place: number) => SeriesSource | undefined = () => undefined) {
    this.plan = plan;
    const { seed, grid } = plan;
    const courses = new Courses(grid);
    this.sources = plan.definitions.map(
      (definition, place) => known(place) ?? createSource(definition, { seed, grid, courses }),
    );
    this.wire = this.sources.flatMap(({ series }) => series);
    this.offsets = new Int32Array(this.sources.length);
    let offset = 0;
    for (const [place, { series }] of this.sources.entries()) {
      this.offsets[place] = offset;
      offset += series.length;
    }
    this.values = new Float64Array(offset);
    this.previous = new Float64Array(offset);
    this.states = new Uint8Array(offset);
    this.totalsFrom = new Float64Array(this.sources.length).fill(nothing);
    this.histograms = this.#histograms;
    this.#ahead = new Ahead(this.sources.length, offset);
    this.indexes = new Float64Array(this.sources.length).fill(nothing);
  }

  /** The grid index of the newest sample at or before a time of the spec; below 0 before the first one. */
  indexAt(specMs: number): number {
    const { fromMs, stepMs } = this.plan.grid;
    return Math.floor((specMs - fromMs) / stepMs);
  }

  /** Brings the values of a source to an index; below 0 it has none. */
  advance(place: number, index: number): void {
    if (this.indexes[place] === index || this.#paused.has(place)) return;
    const source = this.sources[place]!;
    const offset = this.offsets[place]!;
    const count = source.series.length;
    const last = this.indexes[place]!;
    this.indexes[place] = index;
    if (index < 0) {
      this.states.fill(missing, offset, offset + count);
      return;
    }
    for (let at = offset; at < offset + count; at++) this.previous[at] = this.values[at]!;
    const blocks = this.#ahead.read(source, { place, offset, index, last }, this.values, this.states);
    // The totals may have begun again at an index that is only known ahead.
    const { totalsFrom = nothing } = source;
    if (totalsFrom <= index) this.totalsFrom[place] = totalsFrom;
    else if (this.totalsFrom[place]! < 0) this.totalsFrom[place] = index;
    for (const [one, { histograms }] of blocks?.entries() ?? [])
      if (histograms !== undefined) this.#histograms.set(offset + one, histograms[0]);
  }

  /** Series on the wire that a source makes. */
  width(place: number): number {
    return this.sources[place]?.series.length ?? 0;
  }

  /** How a source is paused; undefined for one that goes on. */
  pausedAt(place: number): PauseMode | undefined {
    return this.#paused.get(place);
  }

  /** Stops a source where it is. */
  pause(place: number, mode: PauseMode): void {
    this.resume(place);
    this.#paused.set(place, mode);
    if (mode === "hold") return;
    const offset = this.offsets[place]!;
    this.states.fill(missing, offset, offset + this.sources[place]!.series.length);
  }

  /** Lets a source go on; its values are those of the next {@link ServedSeries.advance}. */
  resume(place: number): void {
    if (this.#paused.get(place) === "absent") this.indexes[place] = nothing;
    this.#paused.delete(place);
  }

  /** Takes over the values of a source that stood in another plan. */
  carry(place: number, from: ServedSeries, fromPlace: number): void {
    const [to, start] = [this.offsets[place]!, from.offsets[fromPlace]!];
    const count = this.sources[place]!.series.length;
    this.indexes[place] = from.indexes[fromPlace]!;
    this.totalsFrom[place] = from.totalsFrom[fromPlace]!;
    const paused = from.#paused.get(fromPlace);
    if (paused !== undefined) this.#paused.set(place, paused);
    for (let one = 0; one < count; one++) {
      this.values[to + one] = from.values[start + one]!;
      this.previous[to + one] = from.previous[start + one]!;
      this.states[to + one] = from.states[start + one]!;
      if (from.#histograms.has(start + one)) this.#histograms.set(to + one, from.#histograms.get(start + one));
    }
  }
}
