import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFilled } from "./parse.ts";
import { selectorsIn } from "./selectors.ts";

test("parseFilled takes an operation with matching, aggregation and offset apart", () => {
  const query = 'sum by (job) (rate(x_total{a="b",c=~"d"}[5m] offset 1h)) / on(job, z) group_left(z) sum(y)';
  expect(parseFilled(query)).toMatchObject({
    ok: true,
    root: {
      type: "binary",
      op: "/",
      opTo: query.indexOf("/") + 1,
      bool: false,
      matching: { kind: "on", labels: ["job", "z"], group: "left" },
      left: {
        type: "aggregation",
        op: "sum",
        expr: {
          type: "call",
          name: "rate",
          args: [{ type: "modifier", kind: "offset", expr: { type: "matrix", range: "5m" } }],
        },
      },
      right: { type: "aggregation", expr: { type: "selector", metric: "y" } },
    },
  });
});

test.for([
  ['{__name__="q", a!="b"}', { type: "selector", metric: "q" }],
  ['{"quoted.name", a="b"}', { type: "selector", metric: "quoted.name" }],
  ["((a)) # comment", { type: "paren", expr: { type: "paren", expr: { type: "selector", metric: "a" } } }],
  ["a # >\n> bool 3", { type: "binary", op: ">", opTo: 7, bool: true, right: { type: "number" } }],
  [
    "max_over_time(rate(x[1m])[5m:1m])",
    { type: "call", name: "max_over_time", args: [{ type: "subquery", expr: { type: "call" } }] },
  ],
  ["a unless ignoring(b) c", { type: "binary", op: "unless", matching: { kind: "ignoring", labels: ["b"] } }],
  ["a{b=~'x\\\\.y'}", { type: "selector", matchers: [{ value: "x\\.y" }] }],
  ["x @ 123", { type: "modifier", kind: "at", text: "123", expr: { type: "selector" } }],
  ["a > b offset 1w", { type: "binary", op: ">", opTo: 3, right: { type: "modifier", text: "1w" } }],
  ['x{a="$"}', { type: "selector", matchers: [{ value: "$" }] }],
] as const)("parseFilled reads %s", ([query, expected]) => {
  expect(parseFilled(query)).toMatchObject({ ok: true, root: expected });
});

test.for(["a{", "sum(", "", "rate(x[$__interval])", "$x"])("parseFilled refuses %j, which is no PromQL", (query) => {
  expect(parseFilled(query)).toMatchObject({ ok: false, reason: expect.any(String) });
});

test("parseFilled ends at a bounded depth", () => {
  const deep = parseFilled(`${"(".repeat(2000)}x${")".repeat(2000)}`);
  expect(deep).toMatchObject({ ok: false, reason: expect.stringContaining("nested deeper") });
});

test("parseFilled never throws, and keeps places inside the query", () => {
  const pieces = [
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
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (chosen) => {
      const query = chosen.join("");
      const parsed = parseFilled(query);
      for (const { from, to } of parsed.ok ? selectorsIn(parsed.root) : [])
        expect(from >= 0 && to <= query.length).toBe(true);
    }),
  );
});
