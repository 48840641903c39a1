import type { Domains } from "../patterns/domains.ts";
import { fillRegex } from "../patterns/fill-regex.ts";
import { plainAlternatives } from "../patterns/witness.ts";
import { type Patterns, satisfies, satisfiesAll } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { isLabelName, textOf, type Usage } from "../read/usage.ts";
import type { Row } from "../series/rows.ts";
import { isPlaceLabel, isScopeLabel } from "../words/place-labels.ts";
import type { Candidate } from "./candidates.ts";

/** Series that a selector selects at least, and at most however many comparisons there are. */
const wanted = { least: 2, most: 12 };

/** A container that pods of any kind have beside their own. */
const sidecar = "istio-proxy";

/** Context of {@link severalRows}. */
export interface SeveralContext {
  readonly domains: Domains;
  readonly patterns: Patterns;
  readonly usage: Pick<Usage, "single" | "opened">;
  readonly family: Family;
  readonly candidates: readonly Candidate[];
  /** Labels of the pack by the names of queries, and those that all its series have. */
  readonly own: ReadonlyMap<string, string>;
  readonly scope: ReadonlySet<string>;
}

/**
 * More rows for a selector that selects one only, though queries name a label that tells rows apart: with other values
 * of one label. Enough of them for a comparison each. None if the selector leaves no such label open.
 */
export function severalRows(
  rows: readonly Row[],
  conditions: readonly LabelCondition[],
  context: SeveralContext,
): readonly Row[] {
  const { patterns, family, own } = context;
  const selected = rows.filter(({ labels }) => satisfiesAll(labels, conditions, patterns));
  const first = selected[0];
  if (first === undefined) return [];
  const compared = family.use.comparisons.filter((one) => textOf(one.conditions) === textOf(conditions));
  const count = Math.min(wanted.most, new Set(compared.map(({ all }) => JSON.stringify(all))).size);
  const least = Math.max(wanted.least, count);
  if (selected.length >= least) return [];
  const isOpen = (name: string) => mayVary(name, context) && !conditions.some((one) => pins(one, name, patterns));
  const open = [...family.use.shown].filter(isOpen);
  if (open.length === 0 && count >= wanted.least) open.push(...[...own.keys()].filter(isOpen));
  const states = count >= wanted.least;
  const label = open.toSorted((a, b) => rank(a, states, context) - rank(b, states, context))[0];
  if (label === undefined) return [];
  const taken = new Set(selected.map(({ labels }) => labels.get(label)));
  const itsOwn = conditions.filter(({ name }) => name === label);
  const made = itsOwn.flatMap(({ op, value }) =>
    op === "=~" ? fillRegex(value, { label, metric: family.name }, patterns) : [],
  );
  const values = [...otherValues(label, first.labels.get(label) ?? "", context), ...new Set(made)].filter(
    (value) => !taken.has(value) && itsOwn.every((condition) => satisfies(value, condition, patterns)),
  );
  return values
    .slice(0, least - selected.length)
    .map((value, at) => ({ labels: withLabel(first.labels, label, value), index: first.index + at + 1 }));
}

function mayVary(name: string, { usage, family }: SeveralContext): boolean {
  if (!isLabelName(name) || name === "job" || usage.single.has(name)) return false;
  if (usage.opened.has(name) || family.use.constant.has(name)) return false;
  return family.kind !== "info" || isPlaceLabel(name);
}

/** Whether a condition leaves a label one value. */
function pins({ name, op, value }: LabelCondition, label: string, patterns: Patterns): boolean {
  if (name !== label) return false;
  const pattern = op === "=~" ? patterns(value)?.pattern : undefined;
  return op === "=" || (pattern !== undefined && plainAlternatives(pattern) !== undefined);
}

/** Inner labels first, then members, then where all lie; members first where each is to be in another state. */
function rank(label: string, states: boolean, { own, scope }: SeveralContext): number {
  if (isScopeLabel(label)) return 3;
  if (isPlaceLabel(label)) return scope.has(label) ? 4 : 2;
  if (states && !own.has(label)) return 5;
  return own.has(label) ? 0 : 1;
}

function otherValues(label: string, value: string, context: SeveralContext): readonly string[] {
  const { domains, family, candidates, own } = context;
  const name = own.get(label) ?? label;
  const ofPack = candidates.flatMap(({ labels }) => labels.get(name) ?? []);
  const ofDomain = domains.valuesOf(label, family.name);
  const counted = following(value);
  const beside = /^(exported_)?container(_name)?$/.test(label) ? [sidecar] : [];
  return [...new Set([...beside, ...counted, ...ofPack, ...ofDomain])].filter((other) => other !== "");
}

/** The next names of a numbered one: `osd.3` after `osd.2`, `api-2:8080` after `api-1:8080`. */
function following(value: string): readonly string[] {
  const { host, port = "" } = /^(?<host>.*?)(?<port>:\d+)?$/s.exec(value)?.groups ?? { host: value };
  const match = /^(?<before>.*[^\d.]|[a-z]+\.)(?<number>\d{1,3})$/s.exec(host!)?.groups;
  if (host!.endsWith("-")) return [`${host}1${port}`];
  if (match === undefined) return port !== "" && /^[a-z][a-z-]*$/.test(host!) ? [`${host}-2${port}`] : [];
  const [before, number] = [match["before"]!, Number(match["number"])];
  return Array.from({ length: wanted.most }, (_, step) => `${before}${number + step + 1}${port}`);
}

function withLabel(labels: ReadonlyMap<string, string>, name: string, value: string): Map<string, string> {
  return new Map(
    [...labels]
      .filter(([one]) => one !== name)
      .concat([[name, value]])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
