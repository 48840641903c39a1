import { isBuiltin, isNumericBuiltin } from "./builtin-variables.ts";
import { formatUse } from "./format-use.ts";
import { isInert } from "./inert-text.ts";
import { couldFormReference } from "./stray-reference.ts";
import type { ValueDemand, ValueDomain } from "./value-domain.ts";
import type { VariableUse } from "./variables.ts";

/** The treatment of a variable inside a string literal. */
export type StringUse =
  /** Keep it unchanged, provided that its values meet the demand. */
  | { readonly action: "keep"; readonly demand?: ValueDemand }
  /** Write it with the format that escapes everything. */
  | { readonly action: "encode" }
  | { readonly action: "refuse"; readonly reason: string };

/** The place of a variable in a string. */
export interface StringPlace {
  /** The quote of the string. */
  readonly quote: string;
  /** The characters beside the variable; undefined for another variable. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Grafana's only format whose output has only letters, digits, `-_.~` and `%`. */
export const encodingFormat = "percentencode";

/** Formats that add no characters that could end a string. */
const plainFormats = new Set(["raw", "regex", "pipe", "csv", "glob", "text", "distributed"]);
const encodingFormats = /^(?:percentencode|queryparam|customqueryparam(?::[\w.-]*){0,2})$/;

/**
 * Decides the treatment of a variable inside a string literal.
 *
 * @param domain - the variable's possible values; undefined for a name that the dashboard does not define, which
 *   Grafana leaves unchanged.
 */
export function decideStringUse(use: VariableUse, place: StringPlace, domain: ValueDomain | undefined): StringUse {
  if (domain === undefined) return !isBuiltin(use) || isNumericBuiltin(use) ? { action: "keep" } : encode(use);
  if (use.format !== undefined && encodingFormats.test(use.format)) return { action: "keep" };
  if (use.field !== undefined) return encode(use);
  switch (domain.state) {
    case "free":
      return encode(use);
    case "typed":
      return ofTyped(use, place, domain.value);
    case "listed":
      return ofListed(use, place, domain);
    case "asked":
      return ofAsked(use, place, domain);
  }
}

function encode({ format }: VariableUse): StringUse {
  return format !== undefined && encodingFormats.test(format) ? { action: "keep" } : { action: "encode" };
}

/** Text that encoding leaves unchanged can still be typed; any other is fixed to the saved value. */
function ofTyped(use: VariableUse, place: StringPlace, value: string): StringUse {
  if (/^[\w.~-]*$/.test(value)) return encode(use);
  const safe = isPlain(use) && fits(formatUse(use, value, { text: value, multi: false, includeAll: false }), place);
  return safe ? { action: "keep", demand: { characters: "any", without: "" } } : encode(use);
}

function ofListed(use: VariableUse, place: StringPlace, domain: ValueDomain & { readonly state: "listed" }): StringUse {
  const { choices, multi, includeAll, all } = domain;
  if (!isPlain(use)) return refuse(`the format ${use.format} of $${use.name} cannot stand in a string`);
  for (const { text, value } of choices) {
    if (!fits(formatUse(use, multi ? [value] : value, { text, multi, includeAll }), place))
      return refuse(`the value ${shown(value)} of $${use.name} would end the string that it stands in`);
  }
  return (
    keepsAll(use, place, includeAll ? all : undefined) ?? { action: "keep", demand: { characters: "any", without: "" } }
  );
}

function ofAsked(
  use: VariableUse,
  place: StringPlace,
  { includeAll, all }: ValueDomain & { readonly state: "asked" },
): StringUse {
  if (!isPlain(use)) return refuse(`the format ${use.format} of $${use.name} cannot stand in a string`);
  const escaped = use.format === undefined || use.format === "regex" || place.quote === "`";
  return (
    keepsAll(use, place, includeAll ? all : undefined) ?? {
      action: "keep",
      demand: { characters: "any", without: place.quote + (escaped ? "" : "\\") },
    }
  );
}

/** "All" puts its own text into the query, whatever the format. */
function keepsAll(use: VariableUse, place: StringPlace, all: string | undefined): StringUse | undefined {
  if (all === undefined || fits(all, place)) return undefined;
  return refuse(`the value of "All" of $${use.name} would end the string that it stands in`);
}

function fits(text: string, { quote, before, after }: StringPlace): boolean {
  return isInert(text, quote) && couldFormReference(text, before, after);
}

function isPlain({ format }: VariableUse): boolean {
  return format === undefined || plainFormats.has(format);
}

function refuse(reason: string): StringUse {
  return { action: "refuse", reason };
}

function shown(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
