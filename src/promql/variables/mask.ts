import { type Fill, fillQuery, type Replacement } from "../grammar/fill.ts";
import { type GrammarResult, parseGrammar } from "../grammar/grammar.ts";
import { maxGuesses, maxQueryLength, maxVariables } from "../grammar/limits.ts";
import { codeOnly } from "../grammar/scan.ts";
import { likelyRoles, roleText, type VariableRole } from "./roles.ts";
import { findVariables, useKey, type VariableUse } from "./variables.ts";

/** A query in which every variable outside strings and comments is replaced, and the roles assumed for them. */
export interface MaskedQuery {
  readonly fill: Fill;
  readonly parsed: GrammarResult;
  /** The masked variables with their roles, without those that have a given text. */
  readonly masked: readonly MaskedVariable[];
}

/** A variable and its assumed role. */
export interface MaskedVariable {
  readonly use: VariableUse;
  readonly role: VariableRole;
}

/** The result of {@link maskVariables}. */
export interface MaskResult {
  /** As long as the query, without variables outside strings and comments. */
  readonly text: string;
  /** The role assumed for each of them. */
  readonly variables: readonly MaskedVariable[];
}

/**
 * Replaces every Grafana variable outside strings and comments with text of the same length that fits its place: a
 * duration in brackets and after `offset`, a number where one is required, an operator between two operands, else a
 * name. If the first guesses do not parse, it tries others, a limited number of times. Returns the best guesses,
 * whether they parse or not.
 */
export function maskVariables(query: string): MaskResult {
  const { fill, masked } = maskQuery(query, new Map());
  return { text: fill.text, variables: masked };
}

/** Options of {@link maskQuery}. */
export interface MaskOptions {
  /** Roles by the variable's offset. */
  readonly decided?: ReadonlyMap<number, VariableRole>;
  /** The result of {@link findVariables} for the query. */
  readonly uses?: readonly VariableUse[];
}

const nothing: ReadonlyMap<number, VariableRole> = new Map();

/** A variable with its text, or with the roles to try. */
interface Slot {
  readonly use: VariableUse;
  readonly text: string | undefined;
  readonly roles: readonly VariableRole[];
  role: VariableRole;
}

/**
 * {@link maskVariables} with given texts for some variables, which may have another length, and given roles for others.
 *
 * @param known - text by the variable's name, or by `useKey` of the use; variables not in it are guessed.
 */
export function maskQuery(
  query: string,
  known: ReadonlyMap<string, string>,
  { decided = nothing, uses }: MaskOptions = {},
): MaskedQuery {
  if (query.length > maxQueryLength) return { fill: fillQuery("", []), parsed: parseGrammar(query), masked: [] };
  const inCode = (uses ?? findVariables(query)).filter((use) => use.place === "code");
  if (inCode.length > maxVariables) {
    const parsed = { ok: false, reason: `the query holds more than ${maxVariables} variables`, at: 0 } as const;
    return { fill: fillQuery(query, []), parsed, masked: [] };
  }
  const aliases = olderFunctions(query);
  if (inCode.length === 0 && aliases.length === 0)
    return { fill: fillQuery(query, []), parsed: parseGrammar(query), masked: [] };
  const slots = makeSlots(query, inCode, known, decided);
  const guess: Guess = { query, slots, aliases };
  let best = attempt(guess);
  for (let guesses = 0; !best.parsed.ok && guesses < maxGuesses; ) {
    const stop = best.parsed.at;
    const slot = slots.findLast(
      (each) => each.text === undefined && each.roles.length > 1 && best.fill.inFilled(each.use.from) <= stop,
    );
    const better = slot === undefined ? undefined : betterRole(slot, stop, guess);
    guesses += slot?.roles.length ?? maxGuesses;
    if (better === undefined) break;
    best = better;
  }
  const masked = slots.filter(({ text }) => text === undefined).map(({ use, role }) => ({ use, role }));
  return { fill: best.fill, parsed: best.parsed, masked };
}

interface Guess {
  readonly query: string;
  readonly slots: readonly Slot[];
  readonly aliases: readonly Replacement[];
}

type Attempt = Pick<MaskedQuery, "fill" | "parsed">;

/** Parses the query with the current roles of its slots. */
function attempt({ query, slots, aliases }: Guess): Attempt {
  const replacements = slots.map(replacementOf);
  if (aliases.length > 0) replacements.push(...aliases);
  const fill = fillQuery(query, aliases.length === 0 ? replacements : replacements.sort((a, b) => a.from - b.from));
  return { fill, parsed: parseGrammar(fill.text) };
}

/**
 * Tries the other roles of a slot. Keeps the first that parses, else the one that parses furthest beyond `stop`, else
 * the old one.
 */
function betterRole(slot: Slot, stop: number, guess: Guess): Attempt | undefined {
  const before = slot.role;
  let best: { role: VariableRole; result: Attempt; at: number } | undefined;
  for (const role of slot.roles) {
    if (role === before || roleText(role, slot.use.to - slot.use.from) === undefined) continue;
    slot.role = role;
    const result = attempt(guess);
    if (result.parsed.ok) return result;
    if (result.parsed.at > (best?.at ?? stop)) best = { role, result, at: result.parsed.at };
  }
  slot.role = best?.role ?? before;
  return best?.result;
}

function replacementOf({ use, text, role }: Slot): Replacement {
  const length = use.to - use.from;
  return { from: use.from, to: use.to, text: text ?? roleText(role, length) ?? "v".repeat(length) };
}

function makeSlots(
  query: string,
  uses: readonly VariableUse[],
  known: ReadonlyMap<string, string>,
  decided: ReadonlyMap<number, VariableRole>,
): Slot[] {
  if (uses.length === 0) return [];
  const code = codeOnly(query);
  let at = 0;
  let brackets = 0;
  let braces = 0;
  return uses.map((use, index) => {
    for (; at < use.from; at++) {
      const char = code[at];
      if (char === "[") brackets++;
      else if (char === "]") brackets = Math.max(0, brackets - 1);
      else if (char === "{") braces++;
      else if (char === "}") braces = Math.max(0, braces - 1);
    }
    at = use.to;
    const fixed = decided.get(use.from);
    const surroundings = {
      before: code.slice(Math.max(0, use.from - 200), use.from),
      after: code.slice(use.to, use.to + 200),
      touched: uses[index - 1]?.to === use.from || uses[index + 1]?.from === use.to,
      insideBrackets: brackets > 0,
      insideBraces: braces > 0,
    };
    const roles = fixed === undefined ? likelyRoles(use, surroundings) : [fixed];
    return { use, text: known.get(useKey(use)) ?? known.get(use.name), roles, role: roles[0]! };
  });
}

/** Replaces functions of Prometheus 2 that the grammar no longer has with ones of the same length that it has. */
function olderFunctions(query: string): Replacement[] {
  if (!query.includes("holt_winters")) return [];
  return [...codeOnly(query).matchAll(/(?<![\w:])holt_winters(?=\s*\()/g)].map(({ index }) => ({
    from: index,
    to: index + "holt_winters".length,
    text: "day_of_month",
  }));
}
