import { failure, type QueryFailure } from "../grammar/failure.ts";
import { type Reading, readQuery } from "../tree/read-query.ts";
import { isBuiltin, isNumericBuiltin } from "./builtin-variables.ts";
import { formatUse } from "./format-use.ts";
import type { VariableValue } from "./format-value.ts";
import type { VariableRole } from "./roles.ts";
import type { ValueCharacters, ValueDemand, ValueDomain, ValueDomains } from "./value-domain.ts";
import { valueKind } from "./value-kind.ts";
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
/** Limit of values of one variable that differ for the parser. */
const maxValues = 64;

const listed: ValueDemand = { characters: "any", without: "" };

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

/** The possible texts of one variable. */
interface Candidates {
  readonly ok: true;
  readonly name: string;
  readonly uses: readonly VariableUse[];
  readonly values: readonly Candidate[];
  /** Undefined for values from a server until their place in the query determines it. */
  readonly demand: ValueDemand | undefined;
  readonly choosing: { readonly multi: boolean; readonly includeAll: boolean };
}

interface Candidate {
  readonly value: VariableValue;
  readonly text: VariableValue;
  /** The text of "All", which no format changes. */
  readonly raw?: string;
  /** Whether the query has to be valid with it. */
  readonly required: boolean;
}

function candidatesOf(uses: readonly VariableUse[], domain: ValueDomain): Candidates | QueryFailure {
  const [use] = uses;
  const name = use!.name;
  const field = uses.find((each) => each.field !== undefined);
  if (field !== undefined) return refuse(field, `a property of $${name} cannot stand outside of a string`);
  const formats = domain.state === "listed" ? /^(?:raw|csv|pipe|regex|glob|text)?$/ : /^(?:raw|csv|pipe|regex|glob)?$/;
  const odd = uses.find(({ format }) => !formats.test(format ?? ""));
  if (odd !== undefined) return refuse(odd, `$${name} in the format ${odd.format} cannot stand outside of a string`);
  switch (domain.state) {
    case "free":
      return refuse(use!, `$${name} can be any text, so it cannot stand outside of a string`);
    case "typed":
      return list(uses, { choices: [{ text: domain.value, value: domain.value }], multi: false, includeAll: false });
    case "listed":
      return list(uses, domain);
    case "asked": {
      const { multi, includeAll, all } = domain;
      const everything = includeAll && all !== undefined ? [{ value: all, text: "All", raw: all, required: true }] : [];
      return { ok: true, name, uses, values: everything, demand: undefined, choosing: { multi, includeAll } };
    }
  }
}

function list(
  uses: readonly VariableUse[],
  { choices, multi, includeAll, all }: Omit<ValueDomain & { readonly state: "listed" }, "state">,
): Candidates | QueryFailure {
  const [use] = uses;
  const different = new Map<string, Candidate>();
  for (const { text, value } of choices) {
    const kind = uses.some(({ format }) => format === "text")
      ? `${valueKind(value)} ${valueKind(text)}`
      : valueKind(value);
    if (!different.has(kind))
      different.set(kind, { value: multi ? [value] : value, text: multi ? [text] : text, required: true });
    if (different.size > maxValues)
      return refuse(use!, `$${use!.name} has too many different values to stand outside of a string`);
  }
  const values = [...different.values()];
  if (multi) values.push(...pairsOf(choices));
  if (includeAll) values.push(ofAll(choices, all));
  if (values.length === 0) values.push({ value: "", text: "", required: true });
  return { ok: true, name: use!.name, uses, values, demand: listed, choosing: { multi, includeAll } };
}

function ofAll(
  choices: readonly { readonly text: string; readonly value: string }[],
  all: string | undefined,
): Candidate {
  if (all !== undefined) return { value: all, text: "All", raw: all, required: true };
  return { value: choices.map(({ value }) => value), text: "All", required: true };
}

/** Multiple selection: every pair of values that differ for the parser, in both orders. */
function pairsOf(choices: readonly { readonly text: string; readonly value: string }[]): Candidate[] {
  const kinds = new Map(choices.map((choice) => [valueKind(choice.value), choice]));
  const distinct = [...kinds.values()];
  const second = new Map(
    choices.map((choice) => [valueKind(choice.value), choice]).reverse() as [string, (typeof choices)[number]][],
  );
  return distinct.flatMap((one) =>
    distinct.map((other) => {
      const mate = one === other ? second.get(valueKind(one.value))! : other;
      return { value: [one.value, mate.value], text: [one.text, mate.text], required: true };
    }),
  );
}

/** Examples of values from a server by allowed characters; the first must be valid. */
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
        `$${variable.name} comes from a server, and can only stand for a name, a number or a duration outside of a string`,
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
  return uses.map((use) => [useKey(use), raw ?? formatUse(use, value, { text, ...choosing })]);
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
        example: `${reading.example === "" ? "" : `${reading.example}, `}$${variable.name} = ${JSON.stringify(candidate.raw ?? candidate.value).slice(0, 60)}`,
      })),
    );
  }
  return readings;
}

function refuse({ from, to }: VariableUse, reason: string): QueryFailure {
  return failure(reason, from, to);
}
