import fc from "fast-check";
import { expect, test } from "vitest";
import { csvCell, parseCsv } from "./csv.ts";

test("parseCsv reads what csvCell writes, line breaks and quotes included", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r\n", " ", "\t"), maxLength: 8 });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, (rows) => {
      const text = `x,y\n${rows.map((cells) => cells.map(csvCell).join(",")).join("\n")}`;
      const parsed = parseCsv(text, 1000);
      if ("error" in parsed) throw new Error(parsed.error);
      expect(parsed.slice(1).map(({ cells }) => cells)).toEqual(rows);
    }),
  );
});

test.for([
  ["a;b\n1;2", ["a", "b"]],
  ["a\tb", ["a", "b"]],
  ["sep=;\na;b,c", ["a", "b,c"]],
  ['"sep=,"\r\na,b;c', ["a", "b;c"]],
  ['\u{feff}"a,b",c\r\n', ["a,b", "c"]],
] as const)("parseCsv finds the separator of %j", ([text, cells]) => {
  const parsed = parseCsv(text, 100);
  expect("error" in parsed ? parsed : parsed[0]!.cells).toEqual(cells);
});

test("parseCsv says on which line a text is no table, and stops at too many cells", () => {
  expect(parseCsv('a,b\n"x', 100)).toEqual({ line: 2, error: "a quote that does not end" });
  expect(parseCsv('a,b\n"x"y,1', 100)).toEqual({ line: 2, error: "text after a cell in quotes" });
  expect(parseCsv("a,b\nc,d", 3)).toEqual({ line: 2, error: "more than 3 cells" });
});
