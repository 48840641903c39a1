import fc from "fast-check";
import { expect, test } from "vitest";
import { injectLabel } from "../../src/promql/isolation/inject.ts";
import { expressions } from "./expressions.ts";

const label = { name: "dashpreview", value: "v" };
const injected = (query: string, variables: ReadonlyMap<string, readonly string[]> = new Map()) => {
  const result = injectLabel(query, label, { variables });
  return result.ok ? result.query : `refused: ${result.reason}`;
};

/** What a variable takes the place of, and its name. */
const safe: [RegExp, string][] = [
  [/\bload(?=\{)/g, "metric"],
  [/(?<=\[)2m/g, "window"],
  [/(?<=:)30s/g, "step"],
  [/(?<=\()2(?=,)/g, "count"],
  [/(?<=offset )1m/g, "shift"],
  [/(?<=\(0\.)5/g, "digit"],
  [/total/g, "suffix"],
  [/(?<=\()job(?=[,)])/g, "group"],
  [/code(?=[!=])/g, "code"],
];
const words: [RegExp, string][] = [
  [/\blimit\b(?![|"])/g, "gauge"],
  [/(?<= )by(?= )/g, "clause"],
  [/(?<= )(?:and|unless)(?= )/g, "operator"],
  [/(?<= )[*+]/g, "operator"],
  [/\b(?:sum|max)(?= )/g, "aggregation"],
  [/\babs(?=\()/g, "function"],
];

/** The query with some of its words as variables, and their values; one value per variable, else the word stays. */
function abstracted(
  query: string,
  replacements: readonly [RegExp, string][],
  wanted: number,
): { text: string; values: Map<string, string[]> } {
  const values = new Map<string, string[]>();
  let text = query;
  replacements.forEach(([pattern, name], index) => {
    if ((wanted & (1 << index)) === 0) return;
    text = text.replace(pattern, (word) => {
      if (!values.has(name)) values.set(name, [word]);
      return values.get(name)![0] === word ? `\${${name}}` : word;
    });
  });
  return { text, values };
}

const interpolated = (query: string, values: Map<string, string[]>) =>
  query.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => values.get(name)![0]!);

test("injectLabel with the options of variables does what it does to the query that they make", () => {
  fc.assert(
    fc.property(expressions({ stable: false }), fc.nat(0x7fff), (query, wanted) => {
      const { text, values } = abstracted(query, [...safe, ...words], wanted);
      expect(interpolated(injected(text, values), values)).toBe(injected(query));
    }),
    { numRuns: 1000 },
  );
});

test("injectLabel guesses names, durations, numbers and labels right without options", () => {
  fc.assert(
    fc.property(expressions({ stable: false }), fc.nat(0x1ff), (query, wanted) => {
      const { text, values } = abstracted(query, safe, wanted);
      expect(interpolated(injected(text), values)).toBe(injected(query));
    }),
    { numRuns: 1000 },
  );
});
