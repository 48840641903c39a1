import { withoutTotal } from "../../generator/wire-names.ts";
import type { SelectorNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import type { FilledQuery } from "../levels/level-target.ts";
import { isLabelName } from "../read/usage.ts";
import type { PartKind, Relation, Side } from "./name-relations.ts";

/** Words of legends and names. A legend's `max` is the largest of several, and no whole. */
const words = {
  whole: /\b(total|limits?|maximum|capacity|size|quota|allocatable)\b/i,
  wholeName: /\b(total|limits?|max|maximum|capacity|size|quota|allocatable|hard)\b/i,
  requested: /\b(requests|requested|reserved)\b/i,
  used: /\b(used|usage|in use|allocated|current|utili[sz]ed)\b/i,
  free: /\b(free|avail|available|remaining|left)\b/i,
} as const;

type Role = "whole" | PartKind;

interface Target {
  readonly role: Role;
  readonly side: Side;
  readonly unit: string | undefined;
}

/** Queries of one panel that show a part and its whole, by their legends or the names of their metrics. */
export function panelRelations(
  queries: readonly FilledQuery[],
  familyOf: (metric: string) => string | undefined,
): Relation[] {
  const panels = new Map<unknown, Target[]>();
  for (const filled of queries) {
    // Overrides give queries of one panel settings of their own.
    const key = filled.query.panelIndex ?? filled.query.panelContext;
    const target = key === undefined ? undefined : targetOf(filled, familyOf);
    if (target !== undefined) panels.set(key, [...(panels.get(key) ?? []), target]);
  }
  return [...panels.values()].flatMap((targets) => {
    const wholes = targets.filter(({ role }) => role === "whole");
    const requested = targets.find(({ role }) => role === "requested");
    return targets.flatMap(({ role, side, unit }): Relation[] => {
      if (role === "whole") return [];
      const whole = role === "used" ? (requested ?? wholes[0]) : wholes[0];
      if (whole === undefined || whole.unit !== unit || whole.side.name === side.name) return [];
      return [{ part: side, whole: whole.side, kind: role }];
    });
  });
}

function targetOf({ query, root }: FilledQuery, familyOf: (metric: string) => string | undefined): Target | undefined {
  const selectors: SelectorNode[] = [];
  const calls = new Set<string>();
  let divides = false;
  walkNodes(root, (node) => {
    if (node.type === "selector") selectors.push(node);
    if (node.type === "call") calls.add(node.name);
    if (node.type === "binary" && node.op === "/" && node.right.type !== "number") divides = true;
  });
  const names = new Set(selectors.map(({ metric }) => metric));
  const [metric] = names;
  if (names.size !== 1 || metric === undefined || divides) return undefined;
  const family = familyOf(metric);
  const isRate = ["rate", "irate", "increase"].some((name) => calls.has(name));
  const legend = (query.legendFormat ?? "").replaceAll(/\{\{.*?\}\}/g, "").replaceAll(/[_-]/g, " ");
  const name = (isRate ? withoutTotal(metric) : metric).replaceAll(/[_:]/g, " ");
  const role = roleOf(legend, words.whole) ?? roleOf(name, words.wholeName);
  if (family === undefined || role === undefined) return undefined;
  const conditions = selectors.length > 1 ? [] : selectors[0]!.matchers.filter((one) => isLabelName(one.name));
  return { role, side: { name: family, conditions }, unit: query.unit };
}

function roleOf(text: string, whole: RegExp): Role | undefined {
  if (words.free.test(text)) return "free";
  if (words.requested.test(text)) return "requested";
  const [used, all] = [words.used.test(text), whole.test(text)];
  return used === all ? undefined : used ? "used" : "whole";
}
