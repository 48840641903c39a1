import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { nextTurn } from "../../system/turn.ts";
import { RegexTime } from "../regex-time.ts";
import { finish } from "./resolution.ts";
import type { ResolveOptions } from "./resolve-options.ts";
import { resolveVariable } from "./resolve-variable.ts";
import type { ResolvedVariable } from "./resolved-variable.ts";
import { orderVariables } from "./variable-order.ts";

/**
 * All variables of a dashboard with the values that Grafana 12 would start with, each after those that it depends on. A
 * variable that cannot be resolved has the state `error` or `empty` with the reason, and the rest goes on.
 *
 * @returns by name, in the order of resolution.
 * @throws the signal's reason if it is aborted.
 */
export async function resolveVariables(
  variables: readonly DashboardVariable[],
  given: ResolveOptions,
): Promise<Map<string, ResolvedVariable>> {
  const options = { ...given, regexTime: given.regexTime ?? new RegexTime() };
  const { ordered, looped } = orderVariables(variables);
  const resolved = new Map<string, ResolvedVariable>();
  const saved = new Map(variables.map((variable) => [variable.name, finish(variable, { state: "skipped" })]));
  let length = 0;
  for (const [index, variable] of ordered.entries()) {
    await nextTurn(options.signal);
    const result =
      length > maxValuesLength
        ? ({ state: "skipped", reason: "the values of the dashboard's variables are too long together" } as const)
        : index >= (options.maxVariables ?? 1000)
          ? ({ state: "skipped", reason: "the dashboard has too many variables" } as const)
          : looped.has(variable.name)
            ? ({ state: "error", reason: loopReason(looped) } as const)
            : await resolveVariable(variable, withSaved(resolved, saved, variable), options);
    const finished = finish(variable, result);
    length += lengthOf(finished);
    resolved.set(variable.name, finished);
  }
  return resolved;
}

/** Variables that name each other can grow without end, each to what it has of the one before, many times. */
const maxValuesLength = 20_000_000;

function lengthOf({ value, options }: ResolvedVariable): number {
  const own = typeof value === "string" ? value.length : value.reduce((sum, one) => sum + one.length, 0);
  return own + options.reduce((sum, option) => sum + option.text.length + option.value.length, 0);
}

function loopReason(looped: ReadonlySet<string>): string {
  const names = [...looped];
  const shown = names.slice(0, 5).map((name) => `$${name}`);
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `variables that depend on each other never load: ${shown.join(", ")}${more}; the saved value is taken`;
}

/** A variable that names itself sees its saved value. */
function withSaved(
  resolved: ReadonlyMap<string, ResolvedVariable>,
  saved: ReadonlyMap<string, ResolvedVariable>,
  { name, query, regex = "" }: DashboardVariable,
) {
  const own = `${query}${regex}`.includes(name) ? saved.get(name) : undefined;
  return own === undefined ? resolved : new Map([...resolved, [name, own]]);
}
