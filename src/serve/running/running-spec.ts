import { writeUnique } from "../../generator/named/named-facts.ts";
import type { SpecClock } from "../clock/spec-clock.ts";
import { type Family, familiesOf } from "./families.ts";
import type { LoadedSpec } from "./load-spec.ts";
import { type PauseMode, ServedSeries } from "./served-series.ts";
import { inSlices, Turns } from "./turns.ts";

/** The series as they are at one moment of the spec's clock. Valid until the function that got it returns. */
export interface Snapshot {
  readonly series: ServedSeries;
  readonly families: readonly Family[];
  /** The newest sample of the grid at or before now; below 0 before the first one. */
  readonly index: number;
  /** Another one after every change of spec, clock or pauses. */
  readonly version: number;
  /** When a sample of the grid came to be shown. Unix milliseconds of real time. */
  readonly shownMs: (index: number) => number;
}

/** Options of {@link RunningSpec}. */
export interface RunningOptions {
  readonly clock: SpecClock;
  /** Milliseconds by a clock that is never set. */
  readonly elapsed: () => number;
}

const leastStepMs = 500;
/** Timers count to 2^31 − 1. */
const maxTimerMs = 3_600_000;

/** The spec that is served now. Reading and changing take turns, so that nobody sees half of a change. */
export class RunningSpec {
  readonly clock: SpecClock;
  #loaded: LoadedSpec;
  #series: ServedSeries;
  #families: readonly Family[];
  #version = 0;
  #ready = false;
  readonly #elapsed: () => number;
  readonly #turns = new Turns();

  constructor(loaded: LoadedSpec, { clock, elapsed }: RunningOptions) {
    this.clock = clock;
    this.#elapsed = elapsed;
    this.#loaded = loaded;
    this.#series = new ServedSeries(loaded.plan);
    this.#families = familiesOf(this.#series);
  }

  get loaded(): LoadedSpec {
    return this.#loaded;
  }

  /** Whether every series has come to the present once: the first time, totals are summed from the start. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Another one after every change of spec, clock or pauses. */
  get version(): number {
    return this.#version;
  }

  /**
   * Milliseconds until the clock reaches the next sample of the grid; undefined while it stands still, or goes from
   * sample to sample so fast that it is not worth to wait for one.
   */
  nextSampleMs(): number | undefined {
    const { fromMs, stepMs } = this.#series.plan.grid;
    const { clock } = this;
    if (clock.paused || stepMs / clock.speed < leastStepMs) return undefined;
    const nextMs = fromMs + (this.#series.indexAt(clock.specMs) + 1) * stepMs;
    return Math.min(maxTimerMs, Math.ceil((nextMs - clock.specMs) / clock.speed));
  }

  /** How a source is paused, and the index at which it stands; undefined for one that goes on. */
  pauseOf(place: number): { readonly mode: PauseMode; readonly index: number } | undefined {
    const mode = this.#series.pausedAt(place);
    return mode === undefined ? undefined : { mode, index: this.#series.indexes[place]! };
  }

  /** Brings every series to the present and shows them. Pauses between pieces of work, but not during `look`. */
  read<T>(look: (snapshot: Snapshot) => T): Promise<T> {
    return this.#turns.take(async () => {
      const index = this.#series.indexAt(this.clock.specMs);
      await this.#bring(this.#series, index);
      this.#ready = true;
      const { fromMs, stepMs } = this.#series.plan.grid;
      const shownMs = (at: number) => this.clock.realAt(fromMs + at * stepMs);
      return look({ series: this.#series, families: this.#families, index, version: this.#version, shownMs });
    });
  }

  /**
   * Serves another spec from now on. Series that are the same in both go on; all others are brought to the present
   * before anybody sees them.
   */
  async replace(loaded: LoadedSpec): Promise<void> {
    const before = this.#series;
    const kept = sameSources(before, loaded);
    const next = new ServedSeries(loaded.plan, (place) => {
      const from = kept.get(place);
      return from === undefined ? undefined : before.sources[from];
    });
    const index = next.indexAt(this.clock.specMs);
    await inSlices(next.sources.length, this.#elapsed, (place) => {
      if (!kept.has(place)) next.advance(place, index);
    });
    await this.#turns.take(() => {
      for (const [place, from] of kept) next.carry(place, before, from);
      this.#loaded = loaded;
      this.#series = next;
      this.#families = familiesOf(next);
      this.#version++;
    });
  }

  /** Changes the clock, and waits until the series are there. */
  async setClock(change: (clock: SpecClock) => void): Promise<void> {
    await this.#turns.take(() => {
      change(this.clock);
      this.#version++;
    });
    await this.read(() => {});
  }

  /** Pauses or lets go on the sources at some places, and waits until it shows. */
  async setPaused(places: (series: ServedSeries) => readonly number[], mode: PauseMode | undefined): Promise<void> {
    await this.read(({ series }) => {
      for (const place of places(series)) {
        if (mode === undefined) series.resume(place);
        else series.pause(place, mode);
      }
      this.#version++;
    });
  }

  async #bring(series: ServedSeries, index: number): Promise<void> {
    await inSlices(series.sources.length, this.#elapsed, (place) => series.advance(place, index));
  }
}

/** Of each definition that both plans have on the same grid, with the same seed: its places in the new and the old. */
function sameSources({ plan: old }: ServedSeries, { plan }: LoadedSpec): Map<number, number> {
  const same = new Map<number, number>();
  if (JSON.stringify([old.grid, old.seed]) !== JSON.stringify([plan.grid, plan.seed])) return same;
  const places = new Map(old.definitions.map((definition, place) => [writeUnique(definition), place]));
  for (const [place, definition] of plan.definitions.entries()) {
    const from = places.get(writeUnique(definition));
    if (from !== undefined) same.set(place, from);
  }
  return same;
}
