import { parseFilled } from "../../src/promql/tree/parse.ts";

/** A relation as PromQL that a server runs. */
export interface Relation {
  readonly text: string;
  /** 1 where the relation holds, 0 where it does not. */
  readonly holds: string;
  /** Both sides, to show them. */
  readonly left: string;
  readonly right: string;
}

const comparisons = ["==", "!=", "<", "<=", ">", ">="];

/** Reads `A OP B`, with `± 0.01` or `± 1%` after an `==`. @throws with a sentence about a text that is none. */
export function readRelation(text: string): Relation {
  const tolerance = /\s*(?:±|\+-)\s*([\d.]+(?:e-?\d+)?)\s*(%?)\s*$/.exec(text);
  const query = tolerance === null ? text : text.slice(0, tolerance.index);
  const parsed = parseFilled(query);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  const { root } = parsed;
  if (root.type !== "binary" || !comparisons.includes(root.op) || root.bool)
    throw new Error(`${text}: a relation is a comparison, A == B, A <= B and so on`);
  if (tolerance !== null && root.op !== "==") throw new Error(`${text}: ± goes with ==`);
  const side = ({ from, to }: { readonly from: number; readonly to: number }) => `(${query.slice(from, to)})`;
  const [left, right] = [side(root.left), side(root.right)];
  const matching = query.slice(root.opTo, root.right.from).trim();
  const without = matching.replace(/\bgroup_(left|right)\s*(\([^)]*\))?/, "group_$1");
  const size = (of: string) => `(${of} ^ 2) ^ 0.5`;
  const holds = () => {
    // Sums of parts differ from their whole in the last bits.
    const slack = root.op === "<=" ? "+" : root.op === ">=" ? "-" : undefined;
    if (slack !== undefined) return `${left} ${root.op} bool ${matching} (${right} ${slack} 1e-9 * ${size(right)})`;
    if (root.op !== "==") return `${left} ${root.op} bool ${matching} ${right}`;
    const [, number = "1e-7", percent = "%"] = tolerance ?? [];
    const apart = size(`(${left} - ${matching} ${right})`);
    if (percent === "") return `${apart} <= bool ${number}`;
    return `${apart} <= bool ${without} (${size(right)} * ${Number(number) / 100})`;
  };
  return { text, holds: holds(), left, right };
}
