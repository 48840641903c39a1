import { createContext, Script } from "node:vm";
import type { RegexTime } from "./regex-time.ts";

/** One match of a pattern in a text, with its groups. */
export interface GuardedMatch {
  /** Where it begins in the text. */
  readonly index: number;
  /** Place 0 is the whole match; a group that took no part is undefined. */
  readonly groups: readonly (string | undefined)[];
  readonly named: ReadonlyMap<string, string>;
}

/** A regular expression could not be used. */
export interface RegexFailure {
  readonly ok: false;
  readonly reason: string;
}

const limits = { patternLength: 262_144, textLength: 16_384, texts: 20_000, matchesPerText: 1000, matches: 100_000 };

/**
 * The code is constant; pattern and texts are data. It runs in a context of its own only because that is how V8 offers
 * a time limit that also interrupts a regular expression at work.
 */
const script = new Script(`(() => {
  const { source, flags, texts, matchesPerText, matches: most } = JSON.parse(input);
  const regex = new RegExp(source, flags);
  let total = 0;
  const results = texts.map((text) => {
    const found = [];
    regex.lastIndex = 0;
    for (;;) {
      const match = regex.exec(text);
      if (match === null || ++total > most) break;
      const named = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined);
      found.push({ index: match.index, groups: [...match].map((group) => group ?? null), named });
      if (!regex.global || match[0] === "" || found.length >= matchesPerText) break;
    }
    return found;
  });
  return JSON.stringify(results);
})()`);

/**
 * All matches of a pattern from a dashboard in each of the texts. It cannot hang: sizes are limited, and what takes too
 * long is broken off.
 *
 * @param options.pattern - as Grafana's fields hold it: `/…/flags`, or a bare pattern that must match the whole text.
 */
export function matchAllGuarded(options: {
  readonly pattern: string;
  readonly texts: readonly string[];
  /** Shared by all regular expressions of a run. */
  readonly time: RegexTime;
}): { readonly ok: true; readonly matches: readonly (readonly GuardedMatch[])[] } | RegexFailure {
  const parsed = parsePattern(options.pattern);
  if (parsed === undefined) return { ok: false, reason: `${shown(options.pattern)} is not a valid regular expression` };
  if (options.pattern.length > limits.patternLength)
    return { ok: false, reason: `the regular expression is longer than ${limits.patternLength} characters` };
  const texts = options.texts.slice(0, limits.texts).map((text) => text.slice(0, limits.textLength));
  const input = JSON.stringify({ ...parsed, texts, matchesPerText: limits.matchesPerText, matches: limits.matches });
  const done = options.time.run(options.pattern, (timeout): { readonly output: string | undefined } | undefined => {
    try {
      const context = createContext(Object.assign(Object.create(null), { input }), {
        codeGeneration: { strings: false, wasm: false },
      });
      return { output: String(script.runInContext(context, { timeout })) };
    } catch (error) {
      return isTimeout(error) ? undefined : { output: undefined };
    }
  });
  if (done === undefined) return { ok: false, reason: tooSlow(options.pattern) };
  return done.output === undefined
    ? { ok: false, reason: `${shown(options.pattern)} is not a valid regular expression` }
    : { ok: true, matches: decode(done.output) };
}

function decode(output: string): GuardedMatch[][] {
  const results = JSON.parse(output) as { index: number; groups: (string | null)[]; named: [string, string][] }[][];
  return results.map((found) =>
    found.map(({ index, groups, named }) => ({
      index,
      groups: groups.map((group) => group ?? undefined),
      named: new Map(named),
    })),
  );
}

/**
 * Grafana's stringToJsRegex: what begins with a slash is `/pattern/flags`, anything else has to match from end to end.
 */
function parsePattern(pattern: string): { source: string; flags: string } | undefined {
  if (!pattern.startsWith("/")) return { source: `^${pattern}$`, flags: "" };
  const end = pattern.lastIndexOf("/");
  const flags = pattern.slice(end + 1);
  return end > 0 && /^g?i?m?y?$/.test(flags) ? { source: pattern.slice(1, end), flags } : undefined;
}

/** An error may come from the context's own realm, where Error is another one. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}

function tooSlow(pattern: string): string {
  return (
    `${shown(pattern)} takes too long: it tries a huge number of ways to match; write it without nested ` +
    "repetitions"
  );
}

function shown(pattern: string): string {
  return pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
}
