import { isBuiltin, isNumericBuiltin } from "./builtin-variables.ts";
import { formatUse } from "./format-use.ts";
import { isInert } from "./inert-text.ts";
import { couldFormReference, findStrayReference } from "./stray-reference.ts";
import {
  mergeDemands,
  type ValueDemand,
  type ValueDemands,
  type ValueDomain,
  type ValueDomains,
} from "./value-domain.ts";
import { findReferences } from "./variable-reference.ts";
import type { VariableUse } from "./variables.ts";

/** The treatment of a variable inside a string literal. */
export type StringUse =
  /** Keep it unchanged, provided that its values, and those of other variables, meet the demands. */
  | { readonly action: "keep"; readonly demand?: ValueDemand; readonly ofOthers?: ValueDemands }
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
 * @param domains - the possible values of the dashboard's variables. A name that is none of them stays as Grafana
 *   leaves it.
 */
export function decideStringUse(use: VariableUse, place: StringPlace, domains: ValueDomains): StringUse {
  const domain = domains.get(use.name);
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
    case "nested":
      return ofNested(use, place, { ...domain, domains });
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

/** Longest text of "All" with variables in it, and the formats that Grafana's versions fill these in with. */
const maxNested = 1000;
const nestedFormats = [undefined, "glob"] as const;

/** "All" stays where each variable that it names may stand in its place. */
function ofNested(
  use: VariableUse,
  place: StringPlace,
  { chosen, all, domains }: ValueDomain & { readonly state: "nested" } & { readonly domains: ValueDomains },
): StringUse {
  const own = decideStringUse(use, place, new Map([[use.name, chosen]]));
  const uses = all.length > maxNested ? [] : usesIn(all);
  if (own.action !== "keep" || uses.length === 0 || findStrayReference(all, uses, domains) !== undefined)
    return encode(use);
  let literal = "";
  let done = 0;
  const demands = new Map<string, ValueDemand>();
  for (const [index, inner] of uses.entries()) {
    literal += `${all.slice(done, inner.from)}x`;
    done = inner.to;
    if (all[inner.from - 1] === "\\" || inner.format !== undefined || domains.get(inner.name)?.state === "nested")
      return encode(use);
    const before = inner.from === 0 ? place.before : all.slice(Math.max(0, inner.from - 2), inner.from);
    const after = inner.to === all.length ? place.after : all.slice(inner.to, inner.to + 2);
    const joins = uses[index - 1]?.to === inner.from || uses[index + 1]?.from === inner.to;
    for (const format of nestedFormats) {
      const within = joins ? { quote: place.quote, before: undefined, after: undefined } : { ...place, before, after };
      const decided = decideStringUse({ ...inner, ...(format === undefined ? {} : { format }) }, within, domains);
      if (decided.action !== "keep") return encode(use);
      if (decided.demand === undefined) continue;
      const merged = mergeDemands(demands.get(inner.name), decided.demand);
      if (merged === undefined) return encode(use);
      demands.set(inner.name, merged);
    }
  }
  return fits(literal + all.slice(done), place) ? { ...own, ofOthers: demands } : encode(use);
}

function usesIn(text: string): VariableUse[] {
  return findReferences(text).map(({ text: written, ...reference }) => ({
    ...reference,
    to: reference.from + written.length,
    place: "string",
  }));
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
