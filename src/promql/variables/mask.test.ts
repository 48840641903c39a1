import fc from "fast-check";
import { expect, test } from "vitest";
import { maskVariables } from "./mask.ts";

test.for([
  ["rate(x[$__rate_interval])", "duration"],
  ["rate(x[$window])", "duration"],
  ["rate(x[${n}m])", "number"],
  ["rate(x[5m:$step])", "duration"],
  ["x offset $shift", "duration"],
  ["x offset -$shift", "duration"],
  ["x @ $__from", "number"],
  ["x / $__range_s", "number"],
  ["x * $__interval_ms", "number"],
  ["x[${__range_s}s]", "number"],
  ["$metric", "name"],
  ["a_${part}_total", "name"],
  ["a:${part}", "name"],
  ["sum by ($group) (x)", "name"],
  ["sum by (a, ${group:csv}) (x)", "name"],
  ['x{$label="a"}', "name"],
  ["x{$filter}", "matcher"],
  ['x{a="b",$filter}', "matcher"],
  ["x{a=${value:doublequote}}", "string"],
  ["a $operator b", "operator"],
  ["a $operator on (c) b", "operator"],
  ["sum(a) $operator sum(b)", "operator"],
  ["$function(x)", "function"],
  ["$aggregation by (a) (x)", "aggregation"],
  ["$aggregation(x) by (a)", "aggregation"],
  ["sum $clause (a) (x)", "clause"],
] as const)("maskVariables takes the variable of %s for a %s", ([query, role]) => {
  const { text, variables } = maskVariables(query);
  expect(variables.map((each) => each.role)).toEqual([role]);
  expect(text).toHaveLength(query.length);
});

test("maskVariables leaves strings and comments alone", () => {
  const query = 'x{a="$a"} # $b';
  expect(maskVariables(query)).toEqual({ text: query, variables: [] });
});

test("maskVariables keeps the length of any text and every character outside variables", () => {
  const piece = fc.constantFrom(
    "$x",
    "${y:csv}",
    "[[z]]",
    "x",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    '"',
    "#",
    "\n",
    " ",
    "5m",
    "by",
    "+",
    ",",
    "offset",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const query = pieces.join("");
      const { text, variables } = maskVariables(query);
      expect(text).toHaveLength(query.length);
      const masked = (at: number) => variables.some(({ use }) => use.from <= at && at < use.to);
      for (let at = 0; at < query.length; at++) if (!masked(at)) expect(text[at]).toBe(query[at]);
    }),
  );
});
