import { parser } from "@prometheus-io/lezer-promql";
import { maxQueryLength } from "../../promql/grammar/limits.ts";
import { functionsSince, renamedFunctions, type Since, syntaxSince } from "./promql-history.ts";

/** Something in a query that a server is too old, or too new, for. */
export interface Mismatch {
  /** A sentence without a full stop. */
  readonly reason: string;
}

/**
 * The first thing in a query that a Prometheus of this version does not know, or only with a feature flag.
 *
 * @param query - with all variables filled in.
 * @param version - of the server: `2.42.0`. Undefined where it does not say: then nothing is compared, and the release
 *   is named all the same.
 * @returns undefined if nothing in the query is newer than the server.
 */
export function findNewer(query: string, version: string | undefined): Mismatch | undefined {
  if (query.length > maxQueryLength) return undefined;
  const found = usedSince(query);
  const newer = found.filter(({ since }) => version === undefined || isOlder(version, since.version));
  const [first] = newer.length > 0 ? newer : found.filter(({ since }) => needsFlag(since, version));
  if (first !== undefined) return { reason: describe(first, version) };
  const renamed = [...renamedFunctions].find(
    ([name, { version: since }]) => calls(query, name) && version !== undefined && !isOlder(version, since),
  );
  if (renamed === undefined) return undefined;
  const [name, { version: since, now }] = renamed;
  return { reason: `${name}() is called ${now}() since Prometheus ${since}; this server is ${version}` };
}

interface Used {
  readonly what: string;
  readonly since: Since;
}

function usedSince(query: string): Used[] {
  const used: Used[] = [];
  for (const [, name = ""] of query.matchAll(/(?<![\w:.$"]|@\s*)([a-z_]\w*)\s*(?:\(|by\b|without\b)/g)) {
    const since = functionsSince.get(name);
    if (since !== undefined) used.push({ what: `${name}() needs`, since });
  }
  const names = nodeNames(query);
  for (const { what, nodes, ...since } of syntaxSince)
    if (nodes.some((node) => names.has(node))) used.push({ what, since });
  return used;
}

/** A duration that holds more than one number or name is worked out. */
function nodeNames(query: string): Set<string> {
  const names = new Set<string>();
  parser.parse(query).iterate({
    enter: ({ name, node }) => {
      names.add(name);
      if (name === "DurationExpr" && node.getChild("DurationExpr") !== null) names.add("ArithmeticDuration");
    },
  });
  return names;
}

function calls(query: string, name: string): boolean {
  return new RegExp(`(?<![\\w:.$"])${name}\\s*\\(`).test(query);
}

function needsFlag({ flag, flagUntil }: Since, version: string | undefined): boolean {
  if (flag === undefined || version === undefined) return false;
  return flagUntil === undefined || isOlder(version, flagUntil);
}

function describe({ what, since }: Used, version: string | undefined): string {
  const { flag, flagUntil } = since;
  const until = flagUntil === undefined ? "" : ` (without it since ${flagUntil})`;
  const behind = flag === undefined ? "" : `, with --enable-feature=${flag}${until}`;
  const server = version === undefined ? "" : `; this server is Prometheus ${version}`;
  return `${what} Prometheus ${since.version}${behind}${server}`;
}

/** Whether a version comes before a release. A version that has no numbers is not older. */
function isOlder(version: string, release: string): boolean {
  const own = numbers(version);
  const other = numbers(release);
  if (own === undefined || other === undefined) return false;
  return own[0] === other[0] ? own[1] < other[1] : own[0] < other[0];
}

function numbers(version: string): readonly [number, number] | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  return match === null ? undefined : [Number(match[1]), Number(match[2])];
}
