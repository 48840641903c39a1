import { expect, test } from "vitest";
import type { VectorMatching } from "../../promql/tree/node.ts";
import { hourly } from "../testing/explain-context.ts";
import { explainSides } from "./explain-sides.ts";

const matching = (kind: "on" | "ignoring", ...labels: string[]): VectorMatching => ({
  kind,
  labels,
  group: undefined,
  include: [],
});
const series = (...sets: Record<string, string>[]) => sets.map((labels) => hourly(labels, 1));
const differ = "the two sides have no series that match: ";

test.for([
  [
    [{ a: "1", b: "2" }],
    [{ a: "1" }],
    undefined,
    `${differ}only the left side has the label b; name it in ignoring(…), or match on(a)`,
  ],
  [
    [{ a: "1" }],
    [{ a: "1", b: "2", c: "3" }],
    undefined,
    `${differ}only the right side has the labels b, c; name them in ignoring(…), or match on(a)`,
  ],
  [
    [{ a: "1", b: "2" }],
    [{ a: "1" }],
    matching("on", "a", "b"),
    `${differ}only the left side has the label b; take it out of on(…)`,
  ],
  [[{ a: "1", b: "2" }], [{ a: "3" }], matching("ignoring", "b"), `${differ}they differ in a (left "1"; right "3")`],
  [
    [{ a: "1" }],
    [{ a: "1" }],
    matching("on", "a"),
    "the two sides have no series that match in a, or not at the same time",
  ],
  [[{ secret: "1" }], [{ secret: "2" }], undefined, "the two sides have no series that match, or not at the same time"],
] as const)("explainSides of %j and %j", ([left, right, how, expected]) => {
  expect(explainSides(series(...left), series(...right), how, "secret")).toBe(expected);
});
