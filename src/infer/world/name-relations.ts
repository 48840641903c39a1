import type { LabelCondition } from "../read/label-condition.ts";
import type { InferredMetric } from "../series/model.ts";

/** Series of a metric: all, or those that satisfy conditions. */
export interface Side {
  readonly name: string;
  readonly conditions: readonly LabelCondition[];
}

/** How much of its whole a part is: `hit` nearly all, `small` a tenth, `most` a little less than all, `same` all. */
export type PartKind = "used" | "free" | "small" | "error" | "success" | "hit" | "requested" | "most" | "same";

/** A metric whose values are a part of another's, row by row. */
export interface Relation {
  readonly part: Side;
  readonly whole: Side;
  readonly kind: PartKind;
}

type Role = "whole" | PartKind;

/** Words of a gauge's name that say what it is of its whole. */
const roles = new Map<string, Role>(
  Object.entries({
    whole: "total size max maximum limit limits capacity quota allocatable hard desired expected spec",
    used: "used usage inuse use allocated active running working rss resident busy acquired open current committed",
    requested: "requests requested reserved",
    free: "available avail free remaining left idle unused",
    small: "cached cache buffers buffer dirty",
  }).flatMap(([role, words]) => words.split(" ").map((word) => [word, role as Role] as const)),
);
/** Words of a counter's name. */
const outcomes = new Map<string, Role>(
  Object.entries({
    error:
      "error errors failed failure failures fail fails timeout timeouts dropped rejected exceptions aborted invalid",
    success: "success successes successful succeeded ok completed",
    hit: "hit hits",
    whole: "request requests operation operations call calls query queries attempt attempts all",
  }).flatMap(([role, words]) => words.split(" ").map((word) => [word, role as Role] as const)),
);
/** Words that tell neither the subject nor the part. */
const fillers = new Set([
  ..."bytes byte kb mb kib mib gb seconds second ms milliseconds cores core count number num gauge".split(" "),
  ..."counter status state resource resources set in duration latency time percent ratio sum".split(" "),
]);
/** Subjects whose `available` and `ready` are all of them on an ordinary day. */
const members = /^(replicas?|nodes?|pods?|members?|brokers?|instances?|workers?|containers?|endpoints?|targets?)$/;
/** Wholes in the order in which one is preferred. */
const wholeOrder = ["total", "size", "capacity", "max", "maximum", "limit", "limits", "hard", "desired", "spec"];

interface Named {
  readonly name: string;
  readonly role: Role;
  readonly stem: string;
  readonly word: string;
}

/**
 * Metrics that are parts of others by their names: the same words but for one, such as `used` and `total`, or `errors`
 * and `requests`.
 */
export function nameRelations(metrics: readonly InferredMetric[]): Relation[] {
  const gauges = metrics.filter(({ kind }) => kind === "gauge").flatMap(({ name }) => roleOf(name, roles) ?? []);
  const counted = metrics
    .filter(({ kind }) => kind === "counter" || kind === "histogram" || kind === "summary" || kind === "native")
    .map(({ name }) => outcomeOf(name));
  return [...byStem(gauges).flatMap(gaugeRelations), ...byStem(counted).flatMap(counterRelations)];
}

/** Whether a gauge's name says that it is what parts are measured against: a size, a limit, what was asked for. */
export function isSizeName(name: string): boolean {
  const role = roleOf(name, roles)?.role;
  return role === "whole" || role === "requested";
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, 300)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_:]+/)
    .filter((word) => word !== "");
}

function roleOf(name: string, known: ReadonlyMap<string, Role>): Named | undefined {
  const words = wordsOf(name);
  const at = words.findLastIndex((word) => known.has(word));
  if (at === -1) return undefined;
  const stem = words.filter((word, index) => index !== at && !fillers.has(word) && word !== "spec").join(" ");
  const role = known.get(words[at]!)!;
  const isMember = words.some((word) => members.test(word));
  const healthy = isMember && (role === "free" || role === "used" || /^(ready|updated)$/.test(words[at]!));
  return { name, stem, word: words[at]!, role: healthy ? "same" : role };
}

/** Counters without a word for their outcome count all there is. */
function outcomeOf(name: string): Named {
  const words = wordsOf(name).filter((word) => word !== "total" && !fillers.has(word));
  const found = words.findLast((word) => outcomes.has(word) && outcomes.get(word) !== "whole");
  const stem = words.filter((word) => !outcomes.has(word)).join(" ");
  return { name, stem, word: found ?? "", role: found === undefined ? "whole" : outcomes.get(found)! };
}

function byStem(all: readonly Named[]): Named[][] {
  const groups = new Map<string, Named[]>();
  for (const one of all) groups.set(one.stem, [...(groups.get(one.stem) ?? []), one]);
  return [...groups.values()].filter((group) => group.length > 1);
}

function gaugeRelations(group: readonly Named[]): Relation[] {
  const rank = ({ word }: Named) => (wholeOrder.includes(word) ? wholeOrder.indexOf(word) : wholeOrder.length);
  const wholes = group.filter(({ role }) => role === "whole").sort((a, b) => rank(a) - rank(b));
  const [whole, ...others] = wholes;
  if (whole === undefined) {
    // Used and free without their whole: parts of what used would be if all were used.
    return [];
  }
  const requested = group.find(({ role }) => role === "requested");
  return [
    ...others.map((other) => related(other, whole, "most")),
    ...group
      .filter(({ role }) => role !== "whole")
      .map((part) =>
        part.role === "used" && requested !== undefined
          ? related(part, requested, "used")
          : related(part, whole, part.role as PartKind),
      ),
  ];
}

function counterRelations(group: readonly Named[]): Relation[] {
  const whole =
    group.find(({ role, name }) => role === "whole" && /request|operation|call|quer|attempt/i.test(name)) ??
    group.find(({ role }) => role === "whole") ??
    group.find(({ role }) => role === "success");
  if (whole === undefined) return [];
  return group
    .filter((one) => one !== whole && one.role !== "whole")
    .map((part) => related(part, whole, part.role as PartKind));
}

function related(part: Named, whole: Named, kind: PartKind): Relation {
  return { part: { name: part.name, conditions: [] }, whole: { name: whole.name, conditions: [] }, kind };
}
