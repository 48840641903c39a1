import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { defined } from "../../json/defined.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { meaningOf } from "../meaning/query-meaning.ts";
import type { Outcome } from "../meaning/words.ts";
import { explicitThresholds } from "../panel/thresholds.ts";
import { unitBounds } from "./typical.ts";

/** A query with its variables filled in. */
export interface FilledQuery {
  readonly query: DashboardQuery;
  readonly root: PromqlNode;
  /** Of a copy of a repeated panel beyond the first. */
  readonly isCopy?: boolean;
}

/** Where the values of a query's series should lie. */
export interface LevelTarget {
  readonly filled: FilledQuery;
  /** Families that the query reads. */
  readonly families: ReadonlySet<string>;
  /** The value that the highest of its series should reach, and the bounds that all must keep. */
  readonly target: number;
  readonly low: number;
  readonly high: number;
  /** It takes one metric from another: what is left may turn negative as both move. */
  readonly subtracts: boolean;
  /** Leave it alone where it lies within. */
  readonly lenient: boolean;
  /** Metrics that are moved rather than others: what a share is of, and not the whole. */
  readonly first: ReadonlySet<string>;
  /** Where they should lie if they cannot lie there. */
  readonly wider?: LevelTarget;
}

/** Where in its bounds a share lies if nothing else is said. */
export const usualShare = 0.66;

/**
 * Thresholds of a share that are worth crossing, as parts of its upper bound: lower ones are crossed anyway, and higher
 * ones leave no room above.
 */
const crossable = { above: 0.3, upTo: 0.9 };
/** How far a share goes beyond a threshold, and how near to its upper bound. */
const beyondThreshold = { factor: 1.04, most: 0.85 };
/** How far anything else goes beyond its threshold. */
const beyondOpenThreshold = 1.1;
/**
 * Where shares lie by their meaning, as parts of all: few things go wrong, most are found. A little more than all, as
 * room is left below the upper bound.
 */
const byOutcome: Readonly<Record<Outcome, { readonly low: number; readonly high: number; readonly target: number }>> = {
  errors: { low: 0, high: 0.05, target: 0.01 },
  success: { low: 0.95, high: 1.006, target: 0.99 },
  hits: { low: 0.5, high: 1, target: 0.93 },
  misses: { low: 0, high: 0.5, target: 0.07 },
};
/** Queries that read more metrics are not fitted: no one metric's level decides what they come to. */
const maxFamilies = 30;

/**
 * The target of a query by what it means, its panel's unit and first threshold; undefined where these say nothing.
 *
 * @param families - that it reads.
 */
export function targetOf(filled: FilledQuery, families: ReadonlySet<string>): LevelTarget | undefined {
  const { query, root } = filled;
  if (families.size === 0 || families.size > maxFamilies) return undefined;
  const meaning = meaningOf(query, root);
  const first = new Set(meaning?.part.flatMap(({ metric }) => metric ?? []));
  const plain = byUnit(filled, families, first);
  if (meaning === undefined || meaning.kind === "other" || meaning.kind === "utilisation") return plain;
  const { low, high, target } = byOutcome[meaning.kind];
  const { all } = meaning;
  return {
    ...{ filled, families, first, subtracts: subtracts(root), lenient: true },
    ...{ low: low * all, high: high * all, target: target * all },
    ...defined({ wider: plain }),
  };
}

function byUnit(
  filled: FilledQuery,
  families: ReadonlySet<string>,
  first: ReadonlySet<string>,
): LevelTarget | undefined {
  const { query, root } = filled;
  const bounds = unitBounds(query.unit);
  const threshold = firstThreshold(query);
  if (bounds !== undefined) {
    const { low, high } = bounds;
    const crosses = threshold !== undefined && threshold > high * crossable.above && threshold <= high * crossable.upTo;
    const target = crosses
      ? Math.min(threshold * beyondThreshold.factor, high * beyondThreshold.most)
      : high * usualShare;
    return { filled, families, first, target, low, high, subtracts: subtracts(root), lenient: !crosses };
  }
  if (threshold === undefined) return undefined;
  const open = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return {
    filled,
    families,
    first,
    target: threshold * beyondOpenThreshold,
    ...open,
    subtracts: false,
    lenient: false,
  };
}

/** Whether a target has bounds that no value may leave. */
export function isBounded({ high }: Pick<LevelTarget, "high">): boolean {
  return Number.isFinite(high);
}

/** The first threshold above 0 that somebody has set. */
function firstThreshold({ panelContext }: DashboardQuery): number | undefined {
  const steps = panelContext === undefined ? undefined : explicitThresholds(panelContext)?.steps;
  return steps?.find(({ from }) => Number.isFinite(from) && from > 0)?.from;
}

function subtracts(root: PromqlNode): boolean {
  let found = false;
  walkNodes(root, (node) => {
    if (node.type === "binary" && node.op === "-") found = true;
  });
  return found;
}
