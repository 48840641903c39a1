import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandLabelPattern, parseLabelPattern } from "./label-pattern.ts";

function expand(text: string): string[] | string {
  const pattern = parseLabelPattern(text);
  return "error" in pattern ? pattern.error : expandLabelPattern(pattern);
}

describe("parseLabelPattern and expandLabelPattern", () => {
  test.for([
    ["api", ["api"]],
    ["", [""]],
    ["{1..3}", ["1", "2", "3"]],
    ["api-{1..3}:8080", ["api-1:8080", "api-2:8080", "api-3:8080"]],
    ["{08..11}", ["08", "09", "10", "11"]],
    ["{8..011}", ["008", "009", "010", "011"]],
    ["{0..10..4}", ["0", "4", "8"]],
    ["{00..10..5}", ["00", "05", "10"]],
    ["{-1..1}", ["-1", "0", "1"]],
    ["{-01..01}", ["-01", "00", "01"]],
    ["{5..5}", ["5"]],
    ["{1..2}{1..2}", ["11", "12", "21", "22"]],
    ["\\{1..3}", ["{1..3}"]],
    ["a\\{b{1..2}", ["a{b1", "a{b2"]],
    ["{a..c}", ["{a..c}"]],
    ["{1...3}", ["{1...3}"]],
    ["{1..}", ["{1..}"]],
    ["{}", ["{}"]],
    ["{{1..2}}", ["{1}", "{2}"]],
    ["{1,2}", ["{1,2}"]],
    ["{ 1..2 }", ["{ 1..2 }"]],
    ["a\\b", ["a\\b"]],
    ["0{1..2..0}", "the range {1..2..0} needs a step of 1 or more"],
    ["{1..2..-1}", "the range {1..2..-1} needs a step of 1 or more"],
    ["{3..1}", "the range {3..1} descends; write {1..3}"],
    ["{1..99999999999999999}", "the numbers of the range {1..99999999999999999} are too large"],
  ] as const)("%s", ([text, expected]) => {
    expect(expand(text)).toEqual(expected);
  });

  test("parseLabelPattern counts a huge range without building it", () => {
    expect(parseLabelPattern("{1..999999999}{1..999999999}")).toMatchObject({ count: 999_999_998_000_000_001n });
  });

  test("expandLabelPattern makes as many different values as parseLabelPattern counted", () => {
    const range = fc.record({
      first: fc.integer({ min: -50, max: 50 }),
      length: fc.integer({ min: 0, max: 30 }),
      step: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(range, fc.string(), ({ first, length, step }, prefix) => {
        const pattern = parseLabelPattern(`${prefix.replaceAll(/[\\{]/g, "")}{${first}..${first + length}..${step}}`);
        if ("error" in pattern) throw new Error(pattern.error);
        const values = expandLabelPattern(pattern);
        expect(BigInt(values.length)).toBe(pattern.count);
        expect(new Set(values).size).toBe(values.length);
      }),
    );
  });
});
