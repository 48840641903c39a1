import { meaningOf } from "../meaning/query-meaning.ts";
import { explicitThresholds } from "../panel/thresholds.ts";
import { type FilledQuery, type Goal, type LevelTarget, targetOf } from "./level-target.ts";
import { unitBounds } from "./typical.ts";

/** How far beyond the edge of the worst step values lie, and how far they may; parts of the edge. */
const beyond = { least: 0.04, aim: 0.2, most: 4 } as const;
/** Where shares lie in trouble, as parts of all. */
const inTrouble = {
  errors: { low: 0.05, high: 0.6, aim: 0.2 },
  success: { low: 0.4, high: 0.95, aim: 0.8 },
  hits: { low: 0.1, high: 0.6, aim: 0.4 },
  misses: { low: 0.4, high: 0.9, aim: 0.6 },
  utilisation: { low: 0.85, high: 0.99, aim: 0.94 },
} as const;

/**
 * The goals of a query in an incident: its values lie in the worst step of the thresholds that somebody has set, within
 * what the unit allows; shares lie where they mean trouble. Undefined where nothing says which side is bad.
 *
 * @param families - that it reads.
 */
export function incidentTargetOf(filled: FilledQuery, families: ReadonlySet<string>): LevelTarget | undefined {
  const usual = targetOf(filled, families);
  if (usual === undefined) return undefined;
  const goals = [...worstStep(filled), ...troubled(filled)];
  return goals.length === 0 ? undefined : { ...usual, steps: [[], goals] };
}

function worstStep({ query }: FilledQuery): Goal[] {
  const worst = query.panelContext === undefined ? undefined : explicitThresholds(query.panelContext)?.worst;
  if (worst === undefined) return [];
  const bounds = unitBounds(query.unit);
  const isUpper = worst.to === Number.POSITIVE_INFINITY;
  const edge = isUpper ? worst.from : worst.to;
  if (!Number.isFinite(edge) || edge === 0) return [];
  const width = Math.abs(edge);
  const open = { least: Number.NEGATIVE_INFINITY, orZero: false };
  const [bottom, top] = [bounds?.low ?? Number.NEGATIVE_INFINITY, bounds?.high ?? Number.POSITIVE_INFINITY];
  const room = top - edge;
  const goal = isUpper
    ? {
        ...open,
        low: edge + Math.min(width * beyond.least, room * 0.1),
        high: Math.min(edge + width * beyond.most, top),
        aim: edge + Math.min(width * beyond.aim, room * 0.6),
      }
    : { ...open, low: Math.max(bottom, worst.from), high: edge - width * beyond.least, aim: edge - width * beyond.aim };
  return goal.low < goal.high ? [goal] : [];
}

function troubled({ query, root }: FilledQuery): Goal[] {
  const meaning = meaningOf(query, root);
  if (meaning === undefined || meaning.kind === "other") return [];
  const all = unitBounds(query.unit)?.high ?? meaning.all;
  const { low, high, aim } = inTrouble[meaning.kind];
  return [{ low: low * all, high: high * all, aim: aim * all, least: low * all, orZero: false }];
}
