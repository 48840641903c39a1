import { mathConstants, mathFunctions, signed, together } from "./math-functions.ts";
import type { MathNode } from "./math-tree.ts";
import { unionsOf } from "./unions.ts";
import { type Inputs, mapValue, NotComputed, noData, numberOf, scalarOf, type Value } from "./value.ts";

/** Numbers that one expression may work out, of all its operators together. */
const maxNumbers = 5_000_000;

/**
 * Runs math on its inputs.
 *
 * @throws {NotComputed} if that is too much work.
 */
export function runMath(root: MathNode, inputs: Inputs): readonly Value[] {
  let left = maxNumbers;
  const spend = (values: readonly Value[]) => {
    for (const { values: numbers } of values) left -= numbers.length;
    if (left < 0) throw new NotComputed("too many values");
    return values;
  };
  const walk = (node: MathNode): readonly Value[] => {
    if (node.kind === "number") return [scalarOf(node.value)];
    if (node.kind === "variable") return inputs.get(node.refId) ?? [];
    if (node.kind === "constant") return [scalarOf(mathConstants[node.name as keyof typeof mathConstants])];
    if (node.kind === "binary") {
      const unions = unionsOf(walk(node.left), walk(node.right));
      return unions.flatMap((union) => spend([operate(node.op, union)]));
    }
    const change =
      node.kind === "call"
        ? mathFunctions[node.name as keyof typeof mathFunctions]
        : (value: number | null) => signed(node.op, value);
    return spend(walk(node.arg).map((value) => mapValue(value, change)));
  };
  return walk(root);
}

function operate(op: string, { left, right, labels }: ReturnType<typeof unionsOf>[number]): Value {
  if (left.kind === "none" || right.kind === "none") return noData;
  if (left.kind === "series" && right.kind === "series") return alike(op, left, right, labels);
  if (left.kind === "series") return { ...mapValue(left, (value) => together(op, value, right.values[0]!)), labels };
  if (right.kind === "series") return { ...mapValue(right, (value) => together(op, left.values[0]!, value)), labels };
  const value = together(op, left.values[0]!, right.values[0]!);
  return left.kind === "scalar" && right.kind === "scalar" ? scalarOf(value) : numberOf(value, labels);
}

/** Of two series, the instants that both have. */
function alike(op: string, left: Value, right: Value, labels: Value["labels"]): Value {
  const byTime = new Map(right.timesMs.map((timeMs, index) => [timeMs, right.values[index]!]));
  const timesMs: number[] = [];
  const values: (number | null)[] = [];
  for (const [index, timeMs] of left.timesMs.entries()) {
    const other = byTime.get(timeMs);
    if (other === undefined) continue;
    timesMs.push(timeMs);
    values.push(together(op, left.values[index]!, other));
  }
  return { kind: "series", labels, timesMs, values };
}
