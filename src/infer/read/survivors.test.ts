import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { survivors } from "./survivors.ts";

/** The labels left of each selector, as text: `x raw`, `x keeps a`, `x exactly a,b`. Of the labels a, b and le. */
function read(expr: string): string[] {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  return survivors(parsed.root).map(({ selector, raw, exact, keeps }) => {
    const kept = ["a", "b", "le"].filter((label) => keeps(label)).join(",");
    return `${selector.metric}${raw ? " raw" : ""} keeps ${kept}${exact === undefined ? "" : ` of ${[...exact].join(",")}`}`;
  });
}

test.for<[expr: string, ...expected: string[]]>([
  ["x", "x raw keeps a,b,le"],
  ["rate(x[5m])", "x raw keeps a,b,le"],
  ["topk(3, x)", "x raw keeps a,b,le"],
  ["sum by (a) (x)", "x keeps a of a"],
  ["sum without (a) (x)", "x keeps b,le"],
  ["sum by (a, $l) (x)", "x keeps a"],
  ["histogram_quantile(0.9, sum by (a, le) (x))", "x keeps a of a"],
  ['label_replace(x, "a", "$1", "b", "(.*)")', "x keeps b,le"],
  ["absent(x)"],
  ["2 * x", "x raw keeps a,b,le"],
  ["x or y", "x raw keeps a,b,le", "y raw keeps a,b,le"],
  ["x and y", "x raw keeps a,b,le"],
  ["x * on (a) group_left y", "x raw keeps a,b,le"],
  ["x * on (a) group_right y", "y raw keeps a,b,le"],
  ["x * on (a) y", "x keeps a of a", "y keeps a of a"],
  ["x * ignoring (a) y", "x keeps b,le", "y keeps b,le"],
])("survivors says what of the selectors is left in %s", ([expr, ...expected]) => {
  expect(read(expr)).toEqual(expected);
});
