import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { injectLabel } from "./inject.ts";
import { injectVariableQuery, removeVariableInjection } from "./inject-variable-query.ts";
import { removeInjection } from "./remove.ts";

const label = { name: "dashpreview", value: "k2m4x7qa.pr-12.k3v9x2ab" };
const matcher = 'dashpreview="k2m4x7qa.pr-12.k3v9x2ab"';

/** Text that looks like PromQL with variables, most of it broken. */
const nearlyPromql = fc
  .array(
    fc.constantFrom(
      ...'x up{ } ( ) [ ] , sum by without rate offset @ 5m 1 + - or unless on $x ${y:csv} [[z]] $__interval : = =~ # " \' ` \n {} (x) x[5m] "a" y{a="b"}'.split(
        /(?<! ) /,
      ),
      " ",
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(" "));

describe("injectLabel", () => {
  test("never throws, and what it returns loses exactly what it got", () => {
    fc.assert(
      fc.property(nearlyPromql, (query) => {
        const injected = injectLabel(query, label);
        if (injected.ok) expect(removeInjection(injected.query, label)).toBe(query);
        const variable = injectVariableQuery(query, label);
        if (variable.ok) expect(removeVariableInjection(variable.query, label)).toBe(query);
      }),
      { numRuns: 2000 },
    );
  });

  test("removeInjection leaves any text alone that was never injected", () => {
    fc.assert(
      fc.property(nearlyPromql, (query) => {
        expect(removeInjection(query, label)).toBe(query);
      }),
    );
    const other = 'label_replace(x{dashpreview="other"}, "dashpreview", "a", "", "")';
    expect(removeInjection(other, label)).toBe(other);
  });

  test("removeInjection finds the matcher where an editor has moved it", () => {
    expect(removeInjection(`x{job="a", ${matcher}}`, label)).toBe('x{job="a"}');
    expect(removeInjection(`x{job="a",${matcher},b="c"}`, label)).toBe('x{job="a",b="c"}');
  });

  test("removeInjection does not touch strings and comments", () => {
    const query = `label_replace(x, "a", "{${matcher.replaceAll('"', "'")}}", "", "") # {${matcher}}`;
    expect(removeInjection(query, label)).toBe(query);
  });

  test("only marks queries whose every option is marked", () => {
    const variables = new Map([["rest", ["", "+ secret"]]]);
    expect(injectLabel("x $rest", label, { variables })).toMatchObject({ ok: false });
  });

  test("does not wrap what an option makes part of a longer operand", () => {
    const variables = new Map([["shift", ["", "offset 5m"]]]);
    const injected = injectLabel("x $shift", label, { variables });
    expect(injected).toMatchObject({ ok: false });
  });

  test("refuses a label that would break out of the matcher", () => {
    expect(() => injectLabel("x", { name: "a", value: 'v"} or x{a="' })).toThrow(RangeError);
    expect(() => injectLabel("x", { name: "a-b", value: "v" })).toThrow(RangeError);
    expect(() => injectLabel("x", { name: "a", value: "$x" })).toThrow(RangeError);
  });
});

test.for(
  Object.entries({
    "a megabyte": "x".repeat(1_000_000),
    "10,000 parentheses": `${"(".repeat(10_000)}x${")".repeat(10_000)}`,
    "10,000 minus signs": `${"-".repeat(10_000)}x`,
    "10,000 sums": `x${"+x".repeat(10_000)}`,
    "10,000 subqueries": `x${"[5m:]".repeat(10_000)}`,
    "10,000 calls": `${"abs(".repeat(10_000)}x${")".repeat(10_000)}`,
    "99,000 quotes": '"'.repeat(99_000),
    "99,000 dollars": "$".repeat(99_000),
    "10,000 variables": "$x ".repeat(10_000),
    "900 variables that fit nowhere": "$x , ".repeat(900),
    "50,000 brackets": "[".repeat(50_000),
  }),
)("injectLabel and its inverse end soon with %s", ([, query]) => {
  expect(injectLabel(query, label)).toMatchObject({ ok: false });
  expect(injectVariableQuery(`label_values(${query}, a)`, label)).toMatchObject({ ok: false });
  expect(removeInjection(`${query} dashpreview`, label)).toBe(`${query} dashpreview`);
});

test("injectLabel reads 200 operands, 100 levels and 1,000 matchers", () => {
  for (const query of [
    `x${" + x".repeat(200)}`,
    `${"(".repeat(100)}x${")".repeat(100)}`,
    `x{${Array.from({ length: 1000 }, (_, index) => `a${index}="b"`).join(",")}}`,
  ]) {
    expect(injectLabel(query, label)).toMatchObject({ ok: true });
  }
});

test("injectLabel refuses a query whose label would have to be removed from a part that ends inside a variable", () => {
  const variables = new Map([["a", ["2 - (quantile(0.5, vector(2)))"]]]);
  expect(injectLabel("A-$a", label, { variables })).toMatchObject({
    ok: false,
    reason: expect.stringContaining("variable"),
  });
});
