import type { ValueMapping } from "../../dashboard/fields/value-mapping.ts";
import type { PanelContext } from "../../dashboard/view/panel-context.ts";
import { severityOf } from "../panel/thresholds.ts";

/** A value that stands for a state. */
export interface State {
  readonly value: number;
  /** Whether all is well in it; undefined where nobody can say. */
  readonly healthy: boolean | undefined;
}

/** States of one panel that are kept. */
const maxStates = 12;

const well =
  /\b(up|ok|okay|online|healthy|running|active|ready|yes|true|on|enabled|success(ful)?|succeeded|normal|synced|in sync|connected|available|primary|master|leader|good|pass|passed|alive|working|stable|green|optimal|clean|operational|idle|valid|open|joined|bound|established)\b/i;
const unwell =
  /\b(down|offline|off|fail(ed|ing|ure)?|errors?|unhealthy|critical|no|false|dead|lost|bad|broken|stopped|inactive|disabled|not|none|unavailable|disconnected|red|degraded|unknown|missing|out of sync|warn(ing)?|crit|alert|yellow|pending|crash\w*|expired|invalid|unreachable|suspended|maintenance|paused|backoff)\b/i;

/**
 * The states that a panel knows by its mappings, or by a unit of two states; undefined where mappings only name single
 * values of a number (`0` as "none").
 */
export function statesOf({
  mappings,
  unit,
  thresholds,
}: Pick<PanelContext, "mappings" | "unit" | "thresholds">): readonly State[] | undefined {
  const mapped = mappings.flatMap((mapping): State[] => {
    const value = numberOf(mapping);
    return value === undefined ? [] : [{ value, healthy: healthOf(mapping, value, thresholds) }];
  });
  const states = [...new Map(mapped.toReversed().map((state) => [state.value, state])).values()]
    .toReversed()
    .slice(0, maxStates);
  if (states.length >= 2) return states.some(({ healthy }) => healthy !== undefined) ? states : guessed(states);
  return /^bool/.test(unit ?? "")
    ? [0, 1].map((value) => ({ value, healthy: states.find((one) => one.value === value)?.healthy ?? value === 1 }))
    : undefined;
}

/** Of 0 and 1 it is 1 that is well. */
function guessed(states: readonly State[]): readonly State[] {
  const isPair = states.length === 2 && states.every(({ value }) => value === 0 || value === 1);
  return isPair ? states.map(({ value }) => ({ value, healthy: value === 1 })) : states;
}

/** A number that a mapping is for: of a range, one near its beginning. */
function numberOf({ match }: ValueMapping): number | undefined {
  if (match.kind === "value") {
    const number = match.value.trim() === "" ? Number.NaN : Number(match.value);
    return Number.isFinite(number) ? number : undefined;
  }
  if (match.kind !== "range") return undefined;
  const { from, to } = match;
  if (from === undefined) return to;
  if (to === undefined || to === from) return from;
  const middle = Math.round((from + Math.min(to, from + 2)) / 2);
  return middle >= from && middle <= to ? middle : (from + to) / 2;
}

function healthOf(
  { text = "", color }: ValueMapping,
  value: number,
  thresholds: PanelContext["thresholds"],
): boolean | undefined {
  if (color !== undefined && !/^(text|transparent|super-light|#?(fff|000|ccc|aaa|888)+$|gr[ae]y|purple)/i.test(color))
    return severityOf(color) === 0;
  if (unwell.test(text)) return false;
  if (well.test(text)) return true;
  const severities = new Set(thresholds.map((step) => severityOf(step.color)));
  if (severities.size < 2) return undefined;
  const step = thresholds.findLast((one) => one.value === undefined || one.value <= value);
  return step === undefined ? undefined : severityOf(step.color) === 0;
}

/** Whether a word for a state, as a label's value has it, is a good one; undefined where it says neither. */
export function isHealthyWord(word: string): boolean | undefined {
  const text = word.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/[_-]/g, " ");
  return unwell.test(text) ? false : well.test(text) ? true : undefined;
}
