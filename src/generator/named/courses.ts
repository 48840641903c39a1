import { deriveKey, type HashKey, seriesKey } from "../random/hash.ts";
import { missing, present } from "../sampling/block.ts";
import { compileSignal, createContext } from "../sampling/compile.ts";
import { endless } from "../sampling/ending.ts";
import { chunkSize, type Filler } from "../sampling/filler.ts";
import type { Grid } from "../sampling/grid.ts";
import type { Labels } from "../series.ts";
import type { NamedSignal } from "../signals/named.ts";
import { namedFacts } from "./named-facts.ts";
import { type Page, PageStore } from "./page-store.ts";

/** Whose course of a named signal is wanted. */
export interface CourseOwner {
  readonly seed: number;
  readonly labels: Labels;
}

/** Pages that a slice of the history reads of a course: one that ends in it, one that begins. */
const pagesPerCourse = 2;

/** The place of a named signal's value in the tree that its random numbers are keyed by. */
const coursePlace = 3;

/**
 * The courses of named signals on one grid, for all sources that are created with it. Each is computed once, and what
 * was read last stays in memory: 10 MiB at most, or up to 40 MiB for more than 2,000 courses.
 */
export class Courses {
  readonly #grid: Omit<Grid, "count">;
  readonly #pages: PageStore;
  /** By digest, seed and values of the labels. */
  readonly #known = new Map<string, Map<string, Filler>>();
  #count = 0;

  /**
   * @param grid - the grid of every source that uses these courses.
   * @param options.mostPages - pages of 256 samples that are kept, at least 64. Default 4,096, and two of each course
   *   up to 16,384.
   */
  constructor(grid: Omit<Grid, "count">, { mostPages }: { readonly mostPages?: number } = {}) {
    this.#grid = grid;
    this.#pages = new PageStore(mostPages);
  }

  /** True if sources on `grid` can use these courses. */
  fits({ fromMs, stepMs, leadIn = 0 }: Omit<Grid, "count">): boolean {
    const own = this.#grid;
    return own.fromMs === fromMs && own.stepMs === stepMs && (own.leadIn ?? 0) === leadIn;
  }

  /**
   * The course of a checked named signal for a series.
   *
   * @throws {RangeError} if the series lacks a label that the signal is `per`.
   */
  courseOf(signal: NamedSignal, { seed, labels }: CourseOwner): Filler {
    const own = ownLabels(signal, labels);
    const { digest, depth } = namedFacts(signal);
    const courses = this.#known.get(digest) ?? new Map<string, Filler>();
    this.#known.set(digest, courses);
    const id = JSON.stringify([seed, ...own.map(([, value]) => value)]);
    const known = courses.get(id);
    if (known !== undefined) return known;
    const key = courseKey(signal, { seed, labels: own });
    const course = (inner: NamedSignal) => this.courseOf(inner, { seed, labels: own });
    const context = createContext(this.#grid, key, { slot: 0, level: depth, course });
    const filler = this.#paged(endless(compileSignal(signal.value, context), "last", this.#grid.stepMs));
    courses.set(id, filler);
    this.#pages.makeRoom(pagesPerCourse * ++this.#count);
    return filler;
  }

  /** A filler that is asked for whole pages, which begin where the grid does, and remembers them. */
  #paged(filler: Filler): Filler {
    const { leadIn = 0 } = this.#grid;
    const pages = new Map<number, Page>();
    const store = this.#pages;
    const pageAt = (number: number): Page => {
      const known = pages.get(number);
      if (known !== undefined) {
        known.used = true;
        return known;
      }
      const page = store.take(pages, number);
      page.complete = filler.fill(page.block, 0, number * chunkSize - leadIn, chunkSize, 0);
      if (!page.complete) onlyPresent(page.block.states);
      page.busy = false;
      return page;
    };
    return {
      lengthMs: Number.POSITIVE_INFINITY,
      openStart: false,
      fill(out, at, index, count) {
        let complete = true;
        for (let done = 0; done < count; ) {
          const first = index + done + leadIn;
          const number = Math.floor(first / chunkSize);
          const from = first - number * chunkSize;
          const length = Math.min(count - done, chunkSize - from);
          const page = pageAt(number);
          const { values, states } = page.block;
          out.values.set(values.subarray(from, from + length), at + done);
          if (page.complete) out.states.fill(present, at + done, at + done + length);
          else {
            out.states.set(states.subarray(from, from + length), at + done);
            complete &&= !states.subarray(from, from + length).includes(missing);
          }
          done += length;
        }
        return complete;
      },
    };
  }
}

/** A stale marker in what is shared is a missing sample in what uses it, as in arithmetic. */
function onlyPresent(states: Uint8Array): void {
  for (const [place, state] of states.entries()) if (state !== present) states[place] = missing;
}

/**
 * The key of a named signal's random numbers in a series.
 *
 * @throws {RangeError} if the series lacks a label that the signal is `per`.
 */
export function courseKey(signal: NamedSignal, { seed, labels }: CourseOwner): HashKey {
  return deriveKey(seriesKey(seed, signal.name, ownLabels(signal, labels)), coursePlace);
}

/** The labels of a series that a named signal is `per`. */
function ownLabels(signal: NamedSignal, labels: Labels): [string, string][] {
  return signal.per.map((name) => [name, labelOf(signal, name, labels)]);
}

function labelOf({ name, per }: NamedSignal, label: string, labels: Labels): string {
  const found = labels.find(([one]) => one === label);
  if (found !== undefined) return found[1];
  throw new RangeError(
    `named: series that use ${name} must have the labels it is per (${per.join(", ")}), got no ${label}`,
  );
}
