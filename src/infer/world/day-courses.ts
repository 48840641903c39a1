import type { DistributionSpec, SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { readDistribution } from "../../data-spec/read/read-distribution.ts";
import { readSignal } from "../../data-spec/read/read-signal.ts";
import { readSignals } from "../../data-spec/signals/read-signals.ts";
import type { Reading } from "../../data-spec/signals/reading.ts";
import { createProblems } from "../../data-spec/source/problems.ts";
import { compileDistribution } from "../../generator/distributions/compile-distribution.ts";
import type { Shape } from "../../generator/distributions/shape.ts";
import { courseKey } from "../../generator/named/courses.ts";
import { namedFacts } from "../../generator/named/named-facts.ts";
import { seriesKey } from "../../generator/random/hash.ts";
import { createBlock, present } from "../../generator/sampling/block.ts";
import { compileSignal, createContext } from "../../generator/sampling/compile.ts";
import { endless } from "../../generator/sampling/ending.ts";
import type { CompileContext, Filler } from "../../generator/sampling/filler.ts";
import type { NamedSignal } from "../../generator/signals/named.ts";
import { type Cause, causesIn } from "./cause.ts";
import { atBounds } from "./walk-bounds.ts";

/** At how many instants a day is looked at. */
export const dayInstants = 24;
const hourMs = 3_600_000;
const seed = 1;

/** The grid of {@link DayCourses}. */
export interface DayGrid {
  /** Unix milliseconds that the day begins at. */
  readonly fromMs: number;
  readonly stepMs: number;
}

/**
 * Signals as the generator evaluates them at the full hours of one day, each computed once, with walks at their bounds
 * in turn. Other random parts of a series that are its own, and of no cause, are the same for all series here.
 */
export class DayCourses {
  readonly #grid: DayGrid;
  readonly #causes = new Map<string, Cause>();
  #seen = new WeakSet<Cause>();
  #reading: ((labels: readonly string[]) => Reading) | undefined;
  #perOf = new Map<string, readonly string[]>();
  readonly #ids = new WeakMap<object, string>();
  readonly #values = new Map<string, Float64Array>();
  readonly #shapes = new Map<string, readonly (Shape | undefined)[]>();
  readonly #fillers = new Map<string, Filler>();
  readonly #block = createBlock(1);

  constructor({ fromMs, stepMs }: DayGrid) {
    this.#grid = { fromMs: Math.floor(fromMs / stepMs) * stepMs, stepMs };
  }

  /** Makes causes known. One of a name that is known already takes the other's place. */
  learn(causes: Iterable<Cause>): void {
    for (const cause of causes) {
      if (this.#seen.has(cause)) continue;
      this.#seen.add(cause);
      const known = this.#causes.get(cause.name);
      if (known !== undefined && JSON.stringify(known) === JSON.stringify(cause)) continue;
      this.#causes.set(cause.name, cause);
      this.#reading = undefined;
      if (known === undefined) continue;
      // Another one of this name may come back.
      this.#seen = new WeakSet([cause]);
      for (const memory of [this.#values, this.#shapes, this.#fillers]) memory.clear();
    }
  }

  /** A signal's value at each instant for a series with these labels; NaN where there is none. */
  valuesOf(signal: SignalSpec, labels: ReadonlyMap<string, string>): Float64Array {
    if (typeof signal === "number") return new Float64Array(dayInstants).fill(signal);
    const key = this.#keyOf(signal, labels);
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const read = readSignal(atBounds(signal, "own"), ["signals"], this.#read(labels));
    const filler = read && endless(compileSignal(read, this.#context(labels)), "last", this.#grid.stepMs);
    const values = new Float64Array(dayInstants).fill(Number.NaN);
    for (let hour = 0; filler !== undefined && hour < dayInstants; hour++) {
      filler.fill(this.#block, 0, this.#indexAt(hour), 1, 0);
      if (this.#block.states[0] === present) values[hour] = this.#block.values[0]!;
    }
    this.#values.set(key, values);
    return values;
  }

  /** Where observations lie at each instant. */
  shapesOf(observe: DistributionSpec, labels: ReadonlyMap<string, string>): readonly (Shape | undefined)[] {
    const key = this.#keyOf(observe as SignalSpec, labels);
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const read = readDistribution(
      atBounds(observe as SignalSpec, "own") as DistributionSpec,
      ["signals"],
      this.#read(labels),
    );
    const compiled = read && compileDistribution(read, this.#context(labels));
    const shapes = Array.from(
      { length: dayInstants },
      (_, hour) => compiled && (compiled.constant ?? compiled.shapes(this.#indexAt(hour), 1)[0]),
    );
    this.#shapes.set(key, shapes);
    return shapes;
  }

  #indexAt(hour: number): number {
    return Math.round((hour * hourMs) / this.#grid.stepMs);
  }

  #keyOf(signal: SignalSpec, labels: ReadonlyMap<string, string>): string {
    const id = typeof signal === "object" ? (this.#ids.get(signal) ?? JSON.stringify(signal)) : String(signal);
    if (typeof signal === "object") this.#ids.set(signal, id);
    const per = [...this.#labelsOf(signal, id)].map((name) => labels.get(name) ?? "");
    return per.length === 0 ? id : `${id}${JSON.stringify(per)}`;
  }

  /** The labels that a signal's causes are per, sorted. */
  #labelsOf(signal: SignalSpec, id: string): readonly string[] {
    const known = this.#perOf.get(id);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const seen = new Set<string>();
    const open = [...causesIn(signal)];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const cause = this.#causes.get(name);
      if (cause === undefined || seen.has(name)) continue;
      seen.add(name);
      for (const label of cause.per) found.add(label);
      open.push(...causesIn(cause.value));
    }
    const sorted = [...found].sort();
    this.#perOf.set(id, sorted);
    return sorted;
  }

  #read(labels: ReadonlyMap<string, string>): Reading {
    this.#reading ??= this.#readAll();
    return this.#reading([...labels.keys()]);
  }

  #readAll(): (labels: readonly string[]) => Reading {
    this.#perOf = new Map();
    const problems = createProblems({ locate: () => ({ file: "inference", line: 1, column: 1 }) });
    const all = [...this.#causes.values()];
    const specs = Object.fromEntries(
      all.map(({ name, per, value }) => [name, { per: [...per], value: atBounds(value, "cause") }]),
    );
    const { reading } = readSignals(specs, new Set(all.flatMap(({ per }) => per)), problems);
    problems.throwIfAny();
    return (names) =>
      reading.within({
        text: "a series",
        labels: names.map((name) => ({ name, patterns: [{ parts: ["x"], count: 1n }] })),
      });
  }

  #context(labels: ReadonlyMap<string, string>, level = 0, key = seriesKey(seed, "a series", [])): CompileContext {
    return createContext(this.#grid, key, { slot: 0, level, course: (signal) => this.#course(signal, labels) });
  }

  #course(signal: NamedSignal, labels: ReadonlyMap<string, string>): Filler {
    const own = new Map(signal.per.map((label) => [label, labels.get(label) ?? ""]));
    const key = JSON.stringify([signal.name, ...own.values()]);
    const known = this.#fillers.get(key);
    if (known !== undefined) return known;
    const context = this.#context(own, namedFacts(signal).depth, courseKey(signal, { seed, labels: [...own] }));
    const filler = endless(compileSignal(signal.value, context), "last", this.#grid.stepMs);
    this.#fillers.set(key, filler);
    return filler;
  }
}
