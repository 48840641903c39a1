import fc from "fast-check";
import { expect, test } from "vitest";
import { addFilters } from "./ad-hoc-filters.ts";
import { readExpression } from "./expression.ts";
import { selectorsIn } from "./expression-questions.ts";

test("readExpression takes an operation with matching, aggregation and offset apart", () => {
  const query = 'sum by (job) (rate(x_total{a="b",c=~"d"}[5m] offset 1h)) / on(job, z) group_left(z) sum(y)';
  const top = readExpression(query);
  expect(top).toMatchObject({
    kind: "binary",
    operator: "/",
    bool: false,
    matching: { by: "on", labels: ["job", "z"], group: "left" },
    left: {
      kind: "aggregate",
      name: "sum",
      args: [{ kind: "call", name: "rate", args: [{ kind: "shifted", of: { kind: "range", rangeText: "5m" } }] }],
    },
    right: { kind: "aggregate", args: [{ kind: "selector", metric: "y" }] },
  });
  expect(selectorsIn(top!)).toMatchObject([
    {
      metric: "x_total",
      matchers: [
        { name: "a", operator: "=", value: "b", text: 'a="b"' },
        { name: "c", operator: "=~", value: "d" },
      ],
    },
    { metric: "y" },
  ]);
});

test.for([
  ['{__name__="q", a!="b"}', { kind: "selector", metric: "q", matchers: [{ name: "a", operator: "!=", value: "b" }] }],
  ['{"quoted.name", a="b"}', { kind: "selector", metric: "quoted.name" }],
  ["((a)) # comment", { kind: "wrapper", of: { kind: "wrapper", of: { kind: "selector", metric: "a" } } }],
  ["a > bool 3", { kind: "binary", operator: ">", bool: true, right: { kind: "number" } }],
  ["max_over_time(rate(x[1m])[5m:1m])", { kind: "call", name: "max_over_time", args: [{ kind: "subquery", of: { kind: "call" } }] }],
  ["a unless ignoring(b) c", { kind: "binary", operator: "unless", matching: { by: "ignoring", labels: ["b"] } }],
  ["a{b=~'x\\\\.y'}", { kind: "selector", matchers: [{ value: "x\\.y" }] }],
  ["x @ 123", { kind: "shifted", of: { kind: "selector" } }],
] as const)("readExpression reads %s", ([query, expected]) => {
  expect(readExpression(query)).toMatchObject(expected);
});

test.for(["a{", "sum(", "", "rate(x[$__interval])"])("readExpression gives undefined for %j, which is no PromQL", (query) => {
  expect(readExpression(query)).toBeUndefined();
});

test("readExpression ends at a bounded depth", () => {
  const deep = readExpression(`${"(".repeat(2000)}x${")".repeat(2000)}`);
  expect(deep === undefined || deep.kind === "wrapper").toBe(true);
});

test("readExpression never throws, and keeps places inside the query", () => {
  const piece = fc.constantFrom(
    "sum",
    "(",
    ")",
    "{",
    "}",
    "x",
    "a",
    "=~",
    '"b"',
    "[5m]",
    "offset 1h",
    "/",
    " or ",
    "on",
    ",",
    "1",
    "@",
    "#c\n",
    "'",
    "`",
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const query = pieces.join("");
      for (const { from, to } of selectorsIn(readExpression(query) ?? { kind: "opaque", from: 0, to: 0 }))
        expect(from >= 0 && to <= query.length).toBe(true);
    }),
  );
});

test.for([
  ["x", 'x{job="a"}'],
  ['sum(x{a="b",}) / y{}', 'sum(x{a="b",job="a"}) / y{job="a"}'],
  ["no promql(", "no promql("],
] as const)("addFilters puts conditions into every selector of %s", ([query, expected]) => {
  const filters = [
    { key: "job", operator: "=", value: "a" },
    { key: 'x"} or y{', operator: "=", value: "" },
  ];
  expect(addFilters(query, filters)).toBe(expected);
});
