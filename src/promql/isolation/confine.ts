import { failure, type QueryFailure } from "../grammar/failure.ts";
import { maxQueryLength, maxVariables } from "../grammar/limits.ts";
import { scanText } from "../grammar/scan.ts";
import { readCodeUses } from "../variables/code-use.ts";
import { findStrayReference } from "../variables/stray-reference.ts";
import { decideStringUse, encodingFormat } from "../variables/string-use.ts";
import { mergeDemands, type ValueDemand, type ValueDemands, type ValueDomains } from "../variables/value-domain.ts";
import { findVariables, type VariableUse } from "../variables/variables.ts";
import { type InjectOptions, injectLabel } from "./inject.ts";
import type { IsolationLabel } from "./label.ts";

/** A query that reads only one preview's series, whatever values its variables take. */
export interface Confined {
  readonly ok: true;
  readonly query: string;
  /**
   * The query before the matchers were inserted. It differs from the source if a variable's format had to change.
   */
  readonly plain: string;
  /** Conditions that the values of these variables must satisfy. */
  readonly demands: ValueDemands;
}

/** Options of {@link confineQuery}. */
interface ConfineOptions extends Pick<InjectOptions, "strip" | "natives"> {
  /** The possible values of the dashboard's variables. */
  readonly domains: ValueDomains;
}

/** A query whose variables cannot change how it parses, and the conditions on their values. */
export interface SafeText {
  readonly ok: true;
  readonly text: string;
  readonly demands: Map<string, ValueDemand>;
}

/**
 * Restricts a query to one preview's series like `injectLabel`, and ensures that no value of a variable changes how the
 * query parses. Inside strings, variables get a format that escapes, or their values are not allowed to end the string.
 * Outside of strings, every possible value was parsed with the matcher in place. Comments with variables are dropped,
 * because a line break in a value would end them.
 *
 * @throws {RangeError} like `injectLabel`.
 */
export function confineQuery(
  query: string,
  label: IsolationLabel,
  { domains, strip = true, natives }: ConfineOptions,
): Confined | QueryFailure {
  const safe = makeVariablesSafe(query, domains);
  if (!safe.ok) return safe;
  const code = readCodeUses(safe.text, findVariables(safe.text), domains);
  if (!code.ok) return code;
  for (const { name, demand } of code.demands) {
    const problem = addDemand(safe.demands, name, demand);
    if (problem !== undefined) return failure(problem, 0, query.length);
  }
  const injected = injectLabel(safe.text, label, { readings: code.readings, strip, natives, guess: false });
  return injected.ok ? { ok: true, query: injected.query, plain: safe.text, demands: safe.demands } : injected;
}

/**
 * Makes variables safe: drops comments that contain them, and gives those in strings a form that cannot end the string.
 *
 * @param quote - the quote of the surrounding string, if the whole query will be put into a string.
 */
export function makeVariablesSafe(query: string, domains: ValueDomains, quote?: string): SafeText | QueryFailure {
  const demands = new Map<string, ValueDemand>();
  if (query.length > maxQueryLength)
    return failure(`the query is longer than ${maxQueryLength} characters`, 0, query.length);
  const regions = scanText(query);
  const cut = regions.find(({ kind, from, to }) => kind === "comment" && /\r(?!\n|$)/.test(query.slice(from, to)));
  if (cut !== undefined)
    return failure("a comment holds a carriage return, where Prometheus ends it", cut.from, cut.to);
  if (query.split("${").length > maxVariables)
    return failure(`the query holds more than ${maxVariables} variables`, 0, query.length);
  const uses = findVariables(query);
  if (uses.length === 0) return { ok: true, text: query, demands };
  const odd = uses.find(({ field = "", format = "" }) => !/^[\w .:,/|-]*$/.test(field + format));
  if (odd !== undefined)
    return failure(`the format of $${odd.name} holds characters that cannot stand in a query`, odd.from, odd.to);
  const stray = findStrayReference(query, uses, domains);
  if (stray !== undefined)
    return failure(
      `the text before $${stray.name} could form a variable together with its value`,
      stray.from,
      stray.to,
    );
  const edits: { from: number; to: number; text: string }[] = [];
  let at = 0;
  for (const region of regions) {
    const own: VariableUse[] = [];
    for (; at < uses.length && uses[at]!.from < region.to; at++) own.push(uses[at]!);
    if (own.length === 0) continue;
    if (region.kind === "comment") {
      edits.push({ from: region.from, to: region.to, text: "" });
      continue;
    }
    const around = region.kind === "string" ? query[region.from]! : quote;
    if (around === undefined) continue;
    for (const use of own) {
      const decided = decideStringUse(use, { quote: around, ...neighbours(query, use, uses) }, domains);
      if (decided.action === "refuse") return failure(decided.reason, use.from, use.to);
      if (decided.action === "encode") edits.push({ from: use.from, to: use.to, text: encoded(use) });
      else
        for (const [name, demand] of demandsOf(use, decided)) {
          const problem = addDemand(demands, name, demand);
          if (problem !== undefined) return failure(problem, use.from, use.to);
        }
    }
  }
  let text = "";
  let done = 0;
  for (const edit of edits) {
    text += query.slice(done, edit.from) + edit.text;
    done = edit.to;
  }
  return { ok: true, text: text + query.slice(done), demands };
}

function demandsOf(
  { name }: VariableUse,
  { demand, ofOthers = new Map() }: { readonly demand?: ValueDemand; readonly ofOthers?: ValueDemands },
): readonly (readonly [string, ValueDemand])[] {
  return [...(demand === undefined ? [] : [[name, demand] as const]), ...ofOthers];
}

/** The characters beside a use; undefined next to another variable. */
function neighbours(
  query: string,
  use: VariableUse,
  uses: readonly VariableUse[],
): { before: string | undefined; after: string | undefined } {
  const index = uses.indexOf(use);
  return {
    before: uses[index - 1]?.to === use.from ? undefined : query.slice(Math.max(0, use.from - 2), use.from),
    after: uses[index + 1]?.from === use.to ? undefined : query.slice(use.to, use.to + 2),
  };
}

function encoded({ name, field }: VariableUse): string {
  return `\${${name}${field === undefined ? "" : `.${field}`}:${encodingFormat}}`;
}

/** Adds a demand. @returns why it contradicts the others; undefined if it does not. */
export function addDemand(demands: Map<string, ValueDemand>, name: string, demand: ValueDemand): string | undefined {
  const merged = mergeDemands(demands.get(name), demand);
  if (merged === undefined) return `$${name} stands for a name in one place and for a number or a duration in another`;
  demands.set(name, merged);
  return undefined;
}
