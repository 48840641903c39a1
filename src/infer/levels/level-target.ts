import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { meaningOf, type QueryMeaning } from "../meaning/query-meaning.ts";
import type { Outcome } from "../meaning/words.ts";
import { type ExplicitThresholds, explicitThresholds } from "../panel/thresholds.ts";
import { unitOf } from "../world/pick.ts";
import { plausibleRange, type Range } from "./plausible-range.ts";
import { unitBounds } from "./typical.ts";

/** A query with its variables filled in. */
export interface FilledQuery {
  readonly query: DashboardQuery;
  readonly root: PromqlNode;
  /** Of a copy of a repeated panel beyond the first. */
  readonly isCopy?: boolean;
}

/** Where the values of a query's series should lie over a day. */
export interface Goal extends Range {
  /** Where the highest of them should come to lie if they have to be moved. */
  readonly aim: number;
  /** The highest of them is no lower than this: there is something to see. */
  readonly least: number;
}

/** The goals of a query; of each step the first that can be reached counts. */
export interface LevelTarget {
  readonly filled: FilledQuery;
  /** Families that the query reads. */
  readonly families: ReadonlySet<string>;
  /** Bounds first, then thresholds. */
  readonly steps: readonly (readonly Goal[])[];
  /** Metrics that are moved rather than others: what a share is of, and not the whole. */
  readonly first: ReadonlySet<string>;
}

/** Where in its bounds a share lies if nothing else is said, and the most: there is room for what full hours miss. */
const usual = { share: 0.6, most: 0.92, least: 0.02 } as const;
/** Where shares lie by their meaning, as parts of all: few things go wrong, most are found. */
const byOutcome: Readonly<Record<Outcome, Goal>> = {
  errors: { low: 0, high: 0.045, aim: 0.012, least: 0.0005, orZero: true },
  success: { low: 0.955, high: 1, aim: 0.995, least: 0.955, orZero: false },
  hits: { low: 0.5, high: 1, aim: 0.95, least: 0.5, orZero: false },
  misses: { low: 0, high: 0.5, aim: 0.07, least: 0.001, orZero: true },
};
/** How far from a threshold values stay, and how far beyond it those go that cross it; parts of the threshold. */
const margin = { well: 0.06, beyond: 0.05, aim: 0.25 } as const;
/** Panels of one value that are in their worst step: one in eight. */
const alarming = 0.12;
/** Queries that read more metrics are not fitted: no one metric's level decides what they come to. */
const maxFamilies = 30;

/**
 * The goals of a query by what it means, its panel's unit and thresholds that somebody has set; undefined where these
 * say nothing.
 *
 * @param families - that it reads.
 */
export function targetOf(filled: FilledQuery, families: ReadonlySet<string>): LevelTarget | undefined {
  const { query, root } = filled;
  if (families.size === 0 || families.size > maxFamilies) return undefined;
  const meaning = meaningOf(query, root);
  const bounds = boundsOf(query, meaning, root);
  const within = bounds.at(-1);
  const thresholds = query.panelContext === undefined ? undefined : explicitThresholds(query.panelContext);
  const steps = [bounds, thresholdGoals(query, thresholds, within)].filter((goals) => goals.length > 0);
  if (steps.length === 0) return undefined;
  return { filled, families, steps, first: new Set(meaning?.part.flatMap(({ metric }) => metric ?? [])) };
}

/** Of a share what its meaning says, then its bounds; else what the unit allows. */
function boundsOf(query: DashboardQuery, meaning: QueryMeaning | undefined, root: PromqlNode): Goal[] {
  const bounds = unitBounds(query.unit);
  if (bounds === undefined && meaning === undefined) {
    const range = plausibleRange(query.unit, root);
    return range === undefined ? [] : [{ ...range, least: Number.NEGATIVE_INFINITY }];
  }
  const all = bounds?.high ?? meaning!.all;
  const outcome =
    meaning === undefined || meaning.kind === "other" || meaning.kind === "utilisation" ? undefined : meaning.kind;
  const share = {
    low: 0,
    high: usual.most * all,
    aim: usual.share * all,
    least: usual.least * all,
    orZero: true,
  };
  return outcome === undefined ? [share] : [scaled(byOutcome[outcome], all), share];
}

function scaled({ low, high, aim, least, orZero }: Goal, by: number): Goal {
  return { low: low * by, high: high * by, aim: aim * by, least: least * by, orZero };
}

/** To stay out of the worst step; for some panels of one value to lie in it. */
function thresholdGoals(
  { panelContext, panelTitle }: DashboardQuery,
  thresholds: ExplicitThresholds | undefined,
  within: Goal | undefined,
): Goal[] {
  const worst = thresholds?.worst;
  if (worst === undefined) return [];
  const low = within?.low ?? Number.NEGATIVE_INFINITY;
  const high = within?.high ?? Number.POSITIVE_INFINITY;
  const isUpper = worst.to === Number.POSITIVE_INFINITY;
  const edge = isUpper ? worst.from : worst.to;
  const width = Math.abs(edge);
  const open = { least: Number.NEGATIVE_INFINITY, orZero: within?.orZero ?? false };
  const well = isUpper
    ? { ...open, low, high: Math.min(high, edge - width * margin.well), aim: edge - width * 2 * margin.aim }
    : { ...open, low: Math.max(low, edge + width * margin.well), high, aim: Math.min(high, edge + width * margin.aim) };
  const bad = isUpper
    ? { ...open, low: edge + width * margin.beyond, high, aim: Math.min(high, edge + width * margin.aim) }
    : { ...open, low, high: edge - width * margin.beyond, aim: edge - width * margin.aim };
  const isAlarming =
    /^(stat|singlestat|gauge)$/.test(panelContext?.type ?? "") && unitOf(`${panelTitle} ${edge}`) < alarming;
  return [...(isAlarming ? [{ ...bad, orZero: false }] : []), well].filter(
    (goal) => goal.low < goal.high && edge !== 0,
  );
}
