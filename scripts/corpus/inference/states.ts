import type { Mapping } from "./panel-model.ts";

const good =
  /\b(up|ok|okay|online|healthy|running|active|ready|yes|true|enabled|success|succeeded|normal|synced|in sync|connected|available|primary|master|leader|good|pass|passed|alive|working|stable|green|optimal|clean)\b/i;
const bad =
  /\b(down|offline|fail|failed|failing|error|unhealthy|critical|no|false|dead|lost|bad|broken|stopped|inactive|disabled|not|unavailable|disconnected|red|degraded|unknown|missing|out of sync|warning|crit|warn|yellow|pending)\b/i;
const goodColor = /green|blue|#(73bf69|299c46|56a64b|37872d|96d98d|7eb26d)/i;
const badColor = /red|orange|yellow|#(f2495c|d44a3a|e02f44|c4162a|bf1b00|e24d42|ff9830|ed8128)/i;

/** Mappings that are all the states that there are: two values or more, or a range. */
export function isExhaustive(mappings: readonly Mapping[]): boolean {
  return new Set(mappings.map(({ from, to }) => `${from} ${to}`)).size >= 2;
}

/** Whether a value has a mapping. */
export function isMapped(mappings: readonly Mapping[], value: number): boolean {
  return mappings.some(({ from, to }) => value >= from && value <= to);
}

/** Whether a value's mapping reads as a good state: by its text, else by its colour; undefined if neither says. */
export function isHealthy(mappings: readonly Mapping[], value: number): boolean | undefined {
  const mapping = mappings.find(({ from, to }) => value >= from && value <= to);
  if (mapping === undefined) return undefined;
  const color = mapping.color ?? "";
  if (goodColor.test(color) !== badColor.test(color)) return goodColor.test(color);
  if (bad.test(mapping.text)) return false;
  return good.test(mapping.text) ? true : undefined;
}
