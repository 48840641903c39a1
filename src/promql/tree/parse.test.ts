import { describe, expect, test } from "vitest";
import type { PromqlNode } from "./node.ts";
import { parseExpression } from "./parse.ts";

/** The shape of a query with every operation in parentheses. */
function shape(query: string): string {
  const parsed = parseExpression(query);
  if (!parsed.ok) return parsed.reason;
  const write = (node: PromqlNode): string => {
    switch (node.type) {
      case "binary":
        return `(${write(node.left)} ${node.op} ${write(node.right)})`;
      case "unary":
        return `(${node.op}${write(node.expr)})`;
      case "modifier":
        return `(${write(node.expr)} ${node.kind} ${node.text})`;
      case "matrix":
        return `${write(node.expr)}[${node.range}]`;
      case "subquery":
        return `${write(node.expr)}[${node.range}:${node.step}]`;
      case "paren":
        return write(node.expr);
      case "call":
        return `${node.name}(${node.args.map(write).join(", ")})`;
      case "aggregation":
        return `${node.op}(${write(node.expr)})`;
      default:
        return query.slice(node.from, node.to);
    }
  };
  return write(parsed.root);
}

// As Prometheus' own parser has it:
// https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
test.for([
  ["a + b offset 5m", "(a + (b offset 5m))"],
  ["a + b offset 5m * c", "(a + ((b offset 5m) * c))"],
  ["a * b @ end() + c", "((a * (b at end())) + c)"],
  ["-a[5m:1m]", "(-a[5m:1m])"],
  ["-a ^ b", "(-(a ^ b))"],
  ["-a * b", "((-a) * b)"],
  ["a ^ b ^ c", "(a ^ (b ^ c))"],
  ["a - b - c", "((a - b) - c)"],
  ["a or b and c unless d", "(a or ((b and c) unless d))"],
  ["a > b + c", "(a > (b + c))"],
  ["a OR b # or\n== bool c", "(a or (b == c))"],
  ["rate(a[5m] offset 1h)", "rate((a[5m] offset 1h))"],
  ["a + sum(b)[5m:] offset 1m", "(a + (sum(b)[5m:] offset 1m))"],
])("parseExpression reads %s as %s", ([query, expected]) => {
  expect(shape(query!)).toBe(expected);
});

describe("parseExpression", () => {
  test("reads a selector with everything in it, variables as written", () => {
    const query = 'x_$part{job=~"$job\\\\.\\"", le!=`+Inf`,}';
    const parsed = parseExpression(query);
    expect(parsed).toMatchObject({
      root: {
        type: "selector",
        metric: "x_$part",
        matchers: [
          { name: "job", op: "=~", value: '$job\\."' },
          { name: "le", op: "!=", value: "+Inf" },
        ],
      },
    });
  });

  test("takes a metric's name from braces", () => {
    expect(parseExpression('{"my.metric", a="b"}')).toMatchObject({
      root: { metric: "my.metric", matchers: [{ name: "a" }] },
    });
    expect(parseExpression('{__name__="x"}')).toMatchObject({ root: { metric: "x" } });
    expect(parseExpression('{__name__=~"x"}')).toMatchObject({ root: { metric: undefined } });
  });

  test("reads aggregations and how the sides of an operation match", () => {
    expect(parseExpression("topk by (a, $b) ($k, x)")).toMatchObject({
      root: {
        op: "topk",
        grouping: "by",
        labels: ["a", "$b"],
        param: { type: "number", text: "$k" },
        expr: { metric: "x" },
      },
    });
    expect(parseExpression("a * on (c) group_left (d,) b")).toMatchObject({
      root: { op: "*", matching: { kind: "on", labels: ["c"], group: "left", include: ["d"] } },
    });
    expect(parseExpression("a == bool b")).toMatchObject({ root: { bool: true, matching: undefined } });
  });

  test("takes the first option of a variable that parses", () => {
    expect(parseExpression("$q")).toMatchObject({ root: { type: "selector" } });
    expect(parseExpression("$q", { variables: new Map([["q", ["sum("]]]) })).toMatchObject({
      root: { type: "selector" },
    });
    expect(parseExpression("$q", { variables: new Map([["q", ["sum(", "sum(x)"]]]) })).toMatchObject({
      root: { type: "aggregation" },
    });
  });

  test("says where a query stops making sense", () => {
    expect(parseExpression("sum(x) foo y")).toEqual({
      ok: false,
      reason: 'PromQL does not expect "foo" here',
      from: 7,
      to: 8,
    });
    expect(parseExpression("")).toMatchObject({ ok: false, reason: "the query is empty" });
    expect(parseExpression("sum(1, 2, 3)")).toMatchObject({ ok: false, reason: "sum() takes one or two arguments" });
  });
});
