import { failure, type QueryFailure } from "../grammar/failure.ts";
import type { ValueDemand, ValueDomain } from "./value-domain.ts";
import { valueKind } from "./value-kind.ts";
import type { VariableValue } from "./variable-value.ts";
import type { VariableUse } from "./variables.ts";

/** Values of one variable that differ for the parser. */
const maxValues = 64;

/** The demand on values from a closed list: they are all known. */
export const listed: ValueDemand = { characters: "any", without: "" };

/** The values that are tried for one variable. */
export interface Candidates {
  readonly ok: true;
  readonly name: string;
  readonly uses: readonly VariableUse[];
  readonly values: readonly Candidate[];
  /** Undefined of what a server answers, until its place says what it must be. */
  readonly demand: ValueDemand | undefined;
  readonly choosing: { readonly multi: boolean; readonly includeAll: boolean };
}

export interface Candidate {
  readonly value: VariableValue;
  readonly text: VariableValue;
  /** The text as it is, in every format but `text`: that of "All". */
  readonly raw?: string;
  /** Whether the query has to be valid with it. */
  readonly required: boolean;
}

/**
 * The values that one variable can have outside of strings, as far as its domain lists them.
 *
 * @param uses - of this variable outside of strings; at least one.
 * @returns a failure if it can be any text, or stands in a form that cannot be checked.
 */
export function candidatesOf(uses: readonly VariableUse[], domain: ValueDomain): Candidates | QueryFailure {
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
    case "nested":
      return refuse(use!, `"All" of $${name} names other variables, so it cannot stand outside of a string`);
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
  // Some versions of Grafana show "All" where all of several are chosen.
  if (includeAll || (multi && uses.some(({ format }) => format === "text")))
    values.push(ofAll(choices, includeAll ? all : undefined));
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

/** Several values at once: every pair of those that differ for the parser, in both orders. */
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

/** The failure of a variable that cannot stand where it does. */
export function refuse({ from, to }: VariableUse, reason: string): QueryFailure {
  return failure(reason, from, to);
}
