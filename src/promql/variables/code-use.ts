import { failure, type QueryFailure } from "../grammar/failure.ts";
import { type Reading, readQuery } from "../tree/read-query.ts";
import { isBuiltin, isNumericBuiltin } from "./builtin-variables.ts";
import { type Candidate, type Candidates, candidatesOf, listed, refuse } from "./code-candidates.ts";
import { formatUse } from "./format-use.ts";
import type { VariableRole } from "./roles.ts";
import type { ValueCharacters, ValueDemand, ValueDomains } from "./value-domain.ts";
import { useKey, type VariableUse } from "./variables.ts";

/**
 * The readings of a query for the values of its variables outside strings, and the conditions under which these
 * readings are complete.
 */
export interface CodeUses {
  readonly ok: true;
  /** One reading per combination that differs for the parser; empty without variables outside strings. */
  readonly readings: readonly Reading[];
  readonly demands: readonly { readonly name: string; readonly demand: ValueDemand }[];
}

/** Limit of combinations; a query with more is refused. */
const maxReadings = 512;

/**
 * Finds every text that variables outside strings can put into a query. There, values must come from a closed list, or
 * from a server if they are restricted to names, numbers or durations, as the place requires.
 *
 * @param uses - all variables of the query.
 */
export function readCodeUses(
  query: string,
  uses: readonly VariableUse[],
  domains: ValueDomains,
): CodeUses | QueryFailure {
  const code = uses.filter(({ place }) => place === "code");
  const unsafe = code.find((use) => !domains.has(use.name) && isBuiltin(use) && !isNumericBuiltin(use));
  if (unsafe !== undefined) return refuse(unsafe, `$${unsafe.name} cannot stand outside of a string`);
  const names = [...new Set(code.map(({ name }) => name))].filter((name) => domains.has(name));
  if (names.length === 0) return { ok: true, readings: [], demands: [] };
  const variables: Candidates[] = [];
  for (const name of names) {
    const own = code.filter((use) => use.name === name);
    const found = candidatesOf(own, domains.get(name)!);
    if (found.ok === false) return found;
    variables.push(found);
  }
  const asked = askedCandidates(query, uses, variables);
  if ("ok" in asked) return asked;
  const readings = combine(asked, query);
  if (!Array.isArray(readings)) return readings;
  return { ok: true, readings, demands: asked.map(({ name, demand }) => ({ name, demand: demand ?? listed })) };
}

/** Samples of what a server may answer where only these characters are let through; the first must be valid. */
const samples: Readonly<Record<Exclude<ValueCharacters, "any">, readonly string[]>> = {
  name: ["name", "", "or", "by", "on", "sum", "rate", "bool", "offset", "inf", "1", "5m", "a:b"],
  number: ["1", "", "0.5", "1.2.3", "."],
  duration: ["5m", "", "1", "m", "or"],
};

const charactersOf = new Map<VariableRole, Exclude<ValueCharacters, "any">>([
  ["name", "name"],
  ["number", "number"],
  ["duration", "duration"],
]);

/** Determines the required characters of values from a server by their place in the query. */
function askedCandidates(
  query: string,
  uses: readonly VariableUse[],
  variables: readonly Candidates[],
): Candidates[] | QueryFailure {
  if (variables.every(({ demand }) => demand !== undefined)) return [...variables];
  const known = new Map(
    variables.filter(({ values }) => values.length > 0).flatMap((variable) => textsOf(variable, variable.values[0]!)),
  );
  for (const { demand, uses: own } of variables)
    if (demand === undefined) for (const use of own) known.delete(useKey(use));
  const read = readQuery(query, known, uses);
  if (!read.ok) return read;
  const found: Candidates[] = [];
  for (const variable of variables) {
    if (variable.demand !== undefined) {
      found.push(variable);
      continue;
    }
    const roles = new Set(
      variable.uses.map(({ from }) => read.masked.find(({ use }) => use.from === from)?.role ?? "nothing"),
    );
    const characters = roles.size === 1 ? charactersOf.get([...roles][0]!) : undefined;
    if (characters === undefined)
      return refuse(
        variable.uses[0]!,
        `$${variable.name} comes from a server, and can only stand for a name, a number or a duration ` +
          "outside of a string",
      );
    const { multi } = variable.choosing;
    const single = samples[characters].map((text, index) => ({
      value: multi ? [text] : text,
      text,
      required: index === 0,
    }));
    const few = samples[characters].slice(0, 5);
    const several = multi
      ? few.flatMap((one) => few.map((other) => ({ value: [one, other], text: "", required: false })))
      : [];
    found.push({
      ...variable,
      values: [...single, ...several, ...variable.values],
      demand: { characters, without: "" },
    });
  }
  return found;
}

function textsOf({ uses, choosing }: Candidates, { value, text, raw }: Candidate): [string, string][] {
  return uses.map((use) => {
    // The text of "All" is "All", whatever it stands for.
    const own = use.format === "text" ? undefined : raw;
    return [useKey(use), own ?? formatUse(use, value, { text, ...choosing })];
  });
}

function combine(variables: readonly Candidates[], query: string): Reading[] | QueryFailure {
  const count = variables.reduce((product, { values }) => product * values.length, 1);
  if (count > maxReadings)
    return failure("its variables have too many combinations of values outside of strings", 0, query.length);
  let readings: Reading[] = [{ texts: new Map(), required: true, example: "" }];
  for (const variable of variables) {
    readings = readings.flatMap((reading) =>
      variable.values.map((candidate) => ({
        texts: new Map([...reading.texts, ...textsOf(variable, candidate)]),
        required: reading.required && candidate.required,
        example:
          `${reading.example === "" ? "" : `${reading.example}, `}$${variable.name} = ` +
          `${JSON.stringify(candidate.raw ?? candidate.value).slice(0, 60)}`,
      })),
    );
  }
  return readings;
}
