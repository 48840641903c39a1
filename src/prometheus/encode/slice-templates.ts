import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { type SliceTemplate, sliceTemplate } from "./slice-template.ts";

/** Lanes are at most one slice apart; each slice may have templates of counters that began at different times. */
const mostKept = 64;

/** The templates of the slices of a grid that are written just now. */
export class SliceTemplates {
  readonly #grid: Pick<Grid, "fromMs" | "stepMs">;
  readonly #kept = new Map<string, SliceTemplate>();

  /** The answer to the last question, which is nearly always the next one too. */
  #last:
    | {
        readonly firstIndex: number;
        readonly length: number;
        readonly totalsFrom: number;
        readonly template: SliceTemplate;
      }
    | undefined;

  constructor(grid: Pick<Grid, "fromMs" | "stepMs">) {
    this.#grid = grid;
  }

  /**
   * The template of a slice: the same object for the same slice, as long as it is one of the last ones.
   *
   * @param totalsFrom - the grid index at which the series' totals began, if its samples are to say so.
   */
  of({ firstIndex, length }: { readonly firstIndex: number; readonly length: number }, totalsFrom = -1): SliceTemplate {
    const last = this.#last;
    if (last?.firstIndex === firstIndex && last.length === length && last.totalsFrom === totalsFrom)
      return last.template;
    const template = this.#find(firstIndex, length, totalsFrom);
    this.#last = { firstIndex, length, totalsFrom, template };
    return template;
  }

  #find(firstIndex: number, length: number, totalsFrom: number): SliceTemplate {
    const { fromMs, stepMs } = this.#grid;
    // A total that begins with a sample began before the next one.
    const from = Math.max(0, totalsFrom + 1 - firstIndex);
    const carries = totalsFrom >= 0 && from < length;
    const key = `${firstIndex} ${length}${carries ? ` ${totalsFrom}` : ""}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const totals = carries ? { startMs: fromMs + totalsFrom * stepMs, from } : undefined;
    const made = sliceTemplate(fromMs + firstIndex * stepMs, stepMs, length, totals);
    if (this.#kept.size >= mostKept) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(key, made);
    return made;
  }
}

/** The grid index at which the totals began that a source filled last, for one of its series that counts up. */
export function totalsOf({ series, totalsFrom, definition }: SeriesSource, place: number): number | undefined {
  const isQuantile = definition.kind === "summary" && series[place]?.name === definition.name;
  return isQuantile ? undefined : totalsFrom;
}
