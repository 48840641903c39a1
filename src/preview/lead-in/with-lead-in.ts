import type { Grid } from "../../generator/sampling/grid.ts";
import { formatDuration } from "../../text/duration.ts";
import type { SeriesPlan } from "../up/plan.ts";
import type { LeadInNeed } from "./read-needs.ts";

/** `--lead-in`: milliseconds, or as far back as the queries look. */
export type LeadIn = number | "auto";

/** Options of {@link withLeadIn}. */
export interface LeadInOptions {
  /** Default `auto`. */
  readonly leadIn?: LeadIn | undefined;
  readonly maxSamples?: number | undefined;
  /** The age of the oldest sample that the receiver takes, in milliseconds before `nowMs`. Default any. */
  readonly takes?: { readonly ms: number; readonly because: string } | undefined;
  /** The receiver's now. */
  readonly nowMs: number;
}

/** So many samples are written in about two seconds; a lead-in may have as many as the time range itself, too. */
const freeSamples = 2_000_000;

interface Bound {
  /** Scrapes. */
  readonly count: number;
  readonly because: string;
}

/**
 * The plan with a lead-in before it: as far as its queries look back, or as was asked for. It is cut where there would
 * be too many samples or the receiver takes no older ones; a warning then names the panels that are not full.
 */
export function withLeadIn(plan: SeriesPlan, needs: readonly LeadInNeed[], options: LeadInOptions): SeriesPlan {
  const { leadIn = "auto" } = options;
  const { stepMs } = plan.grid;
  const wantedMs = leadIn === "auto" ? Math.max(0, ...needs.map(({ ms }) => ms)) : leadIn;
  const wanted = Math.ceil(wantedMs / stepMs);
  const bound = boundsOf(plan, wanted, options).reduce((least, one) => (one.count < least.count ? one : least));
  const count = Math.max(0, Math.min(wanted, bound.count));
  const extended = { ...plan, ...extend(plan, count) };
  if (count === wanted) return extended;
  const said = describeCut({ wantedMs: wanted * stepMs, cutMs: count * stepMs }, needs, bound);
  return { ...extended, warnings: [...plan.warnings, said] };
}

function extend({ grid, seriesCount }: SeriesPlan, count: number): { grid: Grid; sampleCount: number } {
  const { fromMs, stepMs } = grid;
  const all = grid.count + count;
  return {
    grid: count === 0 ? grid : { fromMs: fromMs - count * stepMs, stepMs, count: all, leadIn: count },
    sampleCount: seriesCount * all,
  };
}

function boundsOf(
  { grid, seriesCount, sampleCount }: SeriesPlan,
  wanted: number,
  { leadIn = "auto", maxSamples = 100_000_000, takes, nowMs }: LeadInOptions,
): readonly [Bound, ...Bound[]] {
  const { fromMs, stepMs } = grid;
  const series = Math.max(1, seriesCount);
  const writesAll = `--lead-in ${formatDuration(wanted * stepMs)} writes all of it, ${series * wanted} samples`;
  const free = Math.max(freeSamples, sampleCount);
  return [
    { count: Math.floor(fromMs / stepMs), because: "no data can begin before 1970" },
    { count: Math.floor((maxSamples - sampleCount) / series), because: "raise --max-samples for more" },
    ...(leadIn === "auto" ? [{ count: Math.floor(free / series), because: writesAll }] : []),
    ...(takes === undefined
      ? []
      : [
          {
            count: Math.floor((takes.ms - Math.max(nowMs - fromMs, grid.count * stepMs)) / stepMs),
            because: takes.because,
          },
        ]),
  ];
}

/** @returns a warning. */
function describeCut(
  { wantedMs, cutMs }: { readonly wantedMs: number; readonly cutMs: number },
  needs: readonly LeadInNeed[],
  { because }: Bound,
): string {
  const begin = cutMs === 0 ? "with the time range" : `${formatDuration(cutMs)} before the time range`;
  const short = [...new Set(needs.filter(({ ms }) => ms > cutMs).map(({ place }) => `"${place}"`))];
  const shown = short.slice(0, 5).join(", ");
  const more = short.length > 5 ? ` and ${short.length - 5} more` : "";
  const who =
    short.length === 0
      ? `not ${formatDuration(wantedMs)}`
      : `and not ${formatDuration(wantedMs)}: ${shown}${more} may be empty or climb at the left border`;
  return `the data begin ${begin}, ${who}; ${because}`;
}
