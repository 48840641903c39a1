import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SpecError } from "../errors.ts";
import { planSpec } from "./plan/plan.ts";
import { parseSpec } from "./read/parse.ts";

const size = 1024 * 1024 - 1000;
const fill = (text: string) => text.repeat(Math.floor(size / text.length));
const list = (make: (index: number) => string, entries: number) =>
  Array.from({ length: entries }, (_, index) => make(index)).join("");
const head = "version: 1\nmetrics: [{name: x, type: gauge, series: [";

/** A test that takes as long as it likes fails by the runner's time limit; each of these takes about a second. */
describe("parseSpec and planSpec end soon, with a SpecError, on what is meant to hurt them", () => {
  const hostile: Record<string, string> = {
    "open brackets": fill("["),
    "open braces": fill("{a: "),
    "open brackets on lines": fill("[\n"),
    "dashes on one line": fill("- "),
    "question marks on one line": fill("? "),
    "deep indentation": list((depth) => `${" ".repeat(depth)}a:\n`, 1400),
    "brackets that close nothing": fill("]\n"),
    "colons that do not belong": fill("a: b: c\n"),
    "a map of very many keys": list((index) => `a${index}: 1\n`, 90_000),
    "a map of one key again and again": fill("a: 1\n"),
    "very many aliases": `a: &a 1\nb: [${fill("*a,")}]`,
    "very many anchors": `[${list((index) => `&a${index} 1,`, 90_000)}]`,
    "very many documents": fill("---\n"),
    "very many tags": `[${fill("!!x 1,")}]`,
    "very many directives": fill("%YAML 1.1\n"),
    "comments and nothing else": fill("#\n"),
    "a long plain text": `a: ${fill("x ")}`,
    "a long quoted text": `a: "${fill("\\n")}"`,
    "quotes after quotes": fill('"a" '),
    "an alias bomb": `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${list((index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}]\n`, 25)}`,
    "an alias of what it is in": "a: &a [*a]",
    "very many wrong metrics": `version: 1\nmetrics: [${fill("[],")}]`,
    "very many wrong series": `${head}${fill("{},")}]}]`,
    "very many wrong values": `${head}{value: {values: [${fill("x,")}]}}]}]`,
    "very many unknown keys": `version: 1\n${list((index) => `k${index}: 1\n`, 80_000)}metrics: []\n`,
    "a long unknown key": `version: 1\nmetrics: []\n${fill("k")}: 1\n`,
    "very many labels": `${head}{labels: {${list((index) => `l${index}: x, `, 60_000)}}, value: 1}]}]`,
    "a long duration": `version: 1\nstep: "${fill("1")}"\nmetrics: [{name: x, type: info, series: [{}]}]`,
    "a long notation that goes wrong at its end": `${head}{value: "${fill("1x9 ")} y"}]}]`,
    "a notation of many brackets": `${head}{value: "${fill("(")}"}]}]`,
    "braces that are nearly ranges": `${head}{labels: {a: "${fill("{1..").slice(0, 16_000)}"}, value: 1, x: 1}]}]`,
    "a huge range": `${head}{labels: {a: "{1..999999999}"}, value: 1}]}]`,
    "a product of ranges": `${head}{labels: {a: "${"{0..9}".repeat(2000)}"}, value: 1}]}]`,
    "a product of lists": `${head}{labels: {${list((index) => `l${index}: [${"a,".repeat(5000)}], `, 90)}}, value: 1}]}]`,
    "very many entries of one label set": `${head}${fill("{value: 1},")}]}]`,
    "NUL and control characters": fill("\u0000\u0001\u0002\u001f"),
    surrogates: fill("\ud800"),
  };
  test.for(Object.entries(hostile))("%s", ([, text]) => {
    expect(() => planSpec(parseSpec(text, { file: "f" }), { nowMs: 1.8e12 })).toThrow(SpecError);
  });
});

test("parseSpec takes a list of values as long as a file can be", () => {
  const text = `${head}{value: {values: [${"1,".repeat(500_000)}]}}]}]`;
  expect(planSpec(parseSpec(text, { file: "f" }), { nowMs: 1.8e12 }).definitions).toHaveLength(1);
});

describe("parseSpec throws nothing but SpecError", () => {
  const parse = (text: string) => {
    try {
      planSpec(parseSpec(text, { file: "f" }), { nowMs: 1.8e12, maxSeries: 1000 });
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      for (const { position } of error.problems) {
        if (position === undefined) continue;
        expect(position.line).toBeGreaterThan(0);
        expect(position.column).toBeGreaterThan(0);
      }
    }
  };

  test("parseSpec takes any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), parse), { numRuns: 500 });
  });

  test("parseSpec takes any text of YAML's and the spec's own words", () => {
    const word = fc.constantFrom(
      ..."version: 1|metrics:|series:|- |[|]|{|}|, |: |\n|  |name: x|type: gauge|value: |&a |*a|<<: |line: |for: 1m|labels: |'|\"|#|!!|? ||>|null|5".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 40 }).map((words) => words.join("")),
        parse,
      ),
      { numRuns: 2000 },
    );
  });

  test("parseSpec takes any value in any place", () => {
    const key = fc.constantFrom(
      ..."labels value rate observe then initial resets integer line from to for samples values loop of wave min max period add clamp __proto__ constructor".split(
        " ",
      ),
    );
    const { any } = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(1, -1, 0.5, "1m", "x", "1x2", null, true, "last"),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(key, tie("any"), { maxKeys: 3 }),
      ),
    }));
    const type = fc.constantFrom("gauge", "counter", "histogram", "summary", "info");
    fc.assert(
      fc.property(fc.dictionary(key, any, { maxKeys: 3 }), type, (series, kind) =>
        parse(JSON.stringify({ version: 1, metrics: [{ name: "x", type: kind, series: [series] }] })),
      ),
      { numRuns: 2000 },
    );
  });
});
