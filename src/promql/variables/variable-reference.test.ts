import fc from "fast-check";
import { expect, test } from "vitest";
import { findReferences, namesVariable, wholeReference } from "./variable-reference.ts";

/** Grafana's own, to be held against. */
const grafana = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

function asGrafana(text: string) {
  return [...text.matchAll(grafana)].map((match) => ({
    name: match[1] ?? match[2] ?? match[4],
    field: match[5],
    format: match[3] ?? match[6],
    text: match[0],
    from: match.index,
  }));
}

test.for([
  ["$x", { name: "x" }],
  ["[[x]]", { name: "x" }],
  ["[[x:csv]]", { name: "x", format: "csv" }],
  ["${x}", { name: "x" }],
  ["${x.y.z}", { name: "x", field: "y.z" }],
  ["${x:date:YYYY-MM}", { name: "x", format: "date:YYYY-MM" }],
  ["${x.y:raw}", { name: "x", field: "y", format: "raw" }],
] as const)("findReferences reads %s", ([text, expected]) => {
  expect(findReferences(`a ${text} b`)).toEqual([{ ...expected, text, from: 2 }]);
  expect(wholeReference(text)?.name).toBe("x");
  expect(wholeReference(`${text} `)).toBeUndefined();
});

test.for(["", "$", "${", "${x", "${x.}", "${x:}", "${x.a^b}", "${.y}", "[[x", "[[x y]]", "[[x:]]", "$ {x}"])(
  "findReferences finds none in %s",
  (text) => {
    expect(findReferences(text)).toEqual([]);
    expect(namesVariable(text)).toBe(false);
  },
);

test("findReferences finds what Grafana's own pattern finds, and nothing else", () => {
  const piece = fc.constantFrom(
    "$",
    "{",
    "}",
    "[[",
    "]]",
    "[",
    "]",
    "x",
    "y1",
    ".",
    ":",
    "^",
    " ",
    '"',
    "é",
    "\n",
    "${a.",
    "${b:",
    "$c",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join("");
      expect(findReferences(text).map((one) => ({ field: undefined, format: undefined, ...one }))).toEqual(
        asGrafana(text),
      );
    }),
    { numRuns: 3000 },
  );
});

test.for(["${a.", "${a:", "[[a:", "${a.b^", "$${a.b:"])(
  "findReferences takes time in proportion to a text of many %s",
  (piece) => {
    const text = piece.repeat(200_000);
    const started = performance.now();
    findReferences(text);
    expect(performance.now() - started).toBeLessThan(2000);
  },
);
