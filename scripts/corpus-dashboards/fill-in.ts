import { customOptions, intervalOptions } from "../../src/dashboard/view/listed-options.ts";
import type { DashboardVariable } from "../../src/dashboard/view/variables.ts";
import { builtinValues, type InterpolationValue, interpolate } from "../../src/templating/interpolate.ts";

const builtins = builtinValues({
  range: { fromMs: 1_700_000_000_000, toMs: 1_700_003_600_000 },
  timing: { stepMs: 15_000, rateIntervalMs: 60_000 },
});

/**
 * Values for variables whose values only a server knows: the first with which Prometheus accepts the original.
 */
export const guesses = ["x", "1", "5m", "up", "sum"] as const;

/** The query with the dashboard's variables filled in; those that the dashboard does not know get `guess`. */
export function fillIn(expr: string, variables: readonly DashboardVariable[], guess: string): string {
  const missing: string[] = [];
  const values = new Map<string, InterpolationValue>(
    variables.map((variable) => [variable.name, valueFor(variable, guess)] as const),
  );
  const filled = interpolate(expr, { values, builtins, onMissing: (name) => missing.push(name) });
  const names = [...new Set(missing)].filter((name) => /^[A-Za-z_]\w*$/.test(name));
  if (names.length === 0) return filled;
  const guessed = names.map(
    (name) => [name, { name, value: guess, text: guess, all: false, multi: false, includeAll: false }] as const,
  );
  return interpolate(expr, { values: new Map<string, InterpolationValue>([...values, ...guessed]), builtins });
}

function valueFor(
  { name, type, query, current, options, allValue, multi, includeAll }: DashboardVariable,
  guess: string,
): InterpolationValue {
  const saved = [current?.value ?? []]
    .flat()
    .filter((value) => value !== "" && value !== "$__all" && !value.startsWith("$__auto"));
  const listed =
    type === "custom"
      ? customOptions(query).map((option) => option.value)
      : type === "interval"
        ? intervalOptions(query)
        : [];
  const own = type === "constant" || type === "textbox" ? [query] : listed;
  const known = [...saved, ...own, ...options.map(({ value }) => value)].find(
    (value) => value !== "" && value !== "$__all",
  );
  const all = includeAll && allValue !== undefined && saved.length === 0;
  const value = known ?? (type === "interval" ? "5m" : guess);
  return { name, value: multi ? [value] : value, text: value, all, ...(all ? { allValue } : {}), multi, includeAll };
}
