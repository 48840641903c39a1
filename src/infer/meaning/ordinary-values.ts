import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { type SelectorUse, textOf } from "../read/usage.ts";
import { type Outcome, opposite, outcomeOfLabel } from "./words.ts";

/** Values that are asked for of one metric at most. */
const maxNeeds = 20;

/**
 * Selectors of series that nobody names and that are there all the same: where queries choose what went wrong
 * (`code=~"5.."`), what went well (`code="200"`), so that a share of it is not all; and the other way round, where they
 * also ask for all.
 *
 * @param valuesOf - values of a label that any query names.
 */
export function ordinaryNeeds(
  { use, kind }: Pick<Family, "use" | "kind">,
  valuesOf: (label: string) => readonly string[],
): SelectorUse[] {
  const selectors = [...use.selectors.values()].filter(({ removes }) => !removes);
  const found: SelectorUse[] = [];
  for (const { conditions } of selectors) {
    for (const condition of conditions) {
      const outcome = outcomeOfLabel(condition);
      if (outcome === undefined || found.length >= maxNeeds) continue;
      // Gauges with such a label have one series for what is the case, unless they count events by code.
      if (kind === "info" || (kind === "gauge" && !/code$/i.test(condition.name))) continue;
      const wanted = opposite[outcome];
      const others = selectors.map(({ conditions: each }) => each.find(({ name }) => name === condition.name));
      if (others.some((other) => other !== undefined && outcomeOfLabel(other) === wanted)) continue;
      if (wanted !== "success" && wanted !== "hits" && !others.includes(undefined)) continue;
      const value = valueFor(condition, wanted, valuesOf(condition.name));
      if (value === undefined) continue;
      const rest = conditions.filter(({ name }) => name !== condition.name);
      found.push({ conditions: [...rest, { name: condition.name, op: "=", value }], removes: false });
    }
  }
  return found;
}

/** As {@link ordinaryNeeds}, for selectors with the values of variables in them, beside a pack's label values. */
export function ordinaryAmong(
  needed: readonly SelectorUse[],
  { use, kind }: Pick<Family, "use" | "kind">,
  valuesOf: (label: string) => readonly string[],
): SelectorUse[] {
  const selectors = new Map(needed.map((one) => [`${one.removes} ${textOf(one.conditions)}`, one]));
  return ordinaryNeeds({ kind, use: { ...use, selectors } }, valuesOf);
}

/** A value of the condition's label with the wanted outcome: one that some query names, else one in the same style. */
function valueFor(
  { name, value: text }: LabelCondition,
  wanted: Outcome,
  known: readonly string[],
): string | undefined {
  const named = known.find((value) => outcomeOfLabel({ name, op: "=", value }) === wanted);
  if (named !== undefined) return named;
  const usual = styles.find(({ label, value }) => label.test(name) && value.test(text))?.[wanted];
  if (usual === undefined || isLevel.test(name)) return usual;
  return outcomeOfLabel({ name, op: "=", value: usual }) === wanted ? usual : undefined;
}

/** Of a line of a log; most are neither success nor error. */
const isLevel = /^(log_?)?level$|severity/i;

type Style = { readonly label: RegExp; readonly value: RegExp } & Partial<Readonly<Record<Outcome, string>>>;

/** How the values of a label are written, by one of them; the first style that fits counts. */
const styles: readonly Style[] = [
  { label: /./, value: /hit|miss/i, hits: "hit", misses: "miss" },
  { label: /grpc/i, value: /^\(?\d/, success: "0", errors: "14" },
  {
    label: /grpc|code|status/i,
    value: /^\(?(OK|[A-Z][a-z]+[A-Z]\w*|Unknown|Internal|Unavailable|Aborted)\b/,
    success: "OK",
    errors: "Unavailable",
  },
  { label: /code|status/i, value: /\dxx|\]xx/i, success: "2xx", errors: "5xx" },
  { label: /code|status|rc$/i, value: /\d/, success: "200", errors: "500" },
  { label: isLevel, value: /./, success: "info", errors: "error" },
  { label: /success/i, value: /^(true|false)/i, success: "true", errors: "false" },
  { label: /error|exception/i, value: /^(true|false)/i, success: "false", errors: "true" },
  { label: /result|outcome|status|state|response/i, value: /^[A-Z]{2}/, success: "SUCCESS", errors: "FAILURE" },
  { label: /result|outcome|status|state|response/i, value: /./, success: "success", errors: "error" },
];
