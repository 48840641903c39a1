import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "../read/analyse.ts";
import { emptyUsage, labelUse } from "../read/usage.ts";
import { createDomains } from "./domains.ts";
import { createPatternCache } from "./pattern-match.ts";

function usageOf(...queries: readonly string[]) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  return usage;
}

const domains = (usage = emptyUsage(), given?: ReadonlyMap<string, readonly string[]>) =>
  createDomains(usage, createPatternCache(), given === undefined ? {} : { given });

test("createDomains gives labels values that a person would find plausible, and begins again behind the last", () => {
  const made = domains();
  expect(made.valuesOf("instance").slice(0, 2)).toEqual(["host-1:9100", "host-2:9100"]);
  expect(made.valueOf("instance", 12)).toBe("host-1:9100");
});

test("createDomains begins with the values that queries name", () => {
  expect(domains(usageOf('x{mode="idle"}')).valueOf("mode", 0)).toBe("idle");
});

test("createDomains puts everything where queries say that it lies", () => {
  expect(domains(usageOf('x{job="node"}', 'y{job="node"}')).valuesOf("job")).toEqual(["node"]);
});

test("createDomains takes values that satisfy all regexes over all queries", () => {
  const values = domains(usageOf('x{device=~"nvme.*"}', 'y{device=~"nvme1.+",device!="nvme1sda"}')).valuesOf("device");
  expect(values[0]).toMatch(/^nvme1.+$/);
  expect(values).not.toContain("nvme1sda");
});

test("createDomains takes one value for each regex where no value satisfies all", () => {
  const values = domains(usageOf('x{kind=~"a+"}', 'y{kind=~"b+"}')).valuesOf("kind");
  for (const pattern of [/^a+$/, /^b+$/]) expect(values.some((value) => pattern.test(value))).toBe(true);
});

test("createDomains gives a copy of a label the same values", () => {
  const { valuesOf } = domains(usageOf('label_replace(x{pod_name="web"}, "pod", "$1", "pod_name", "(.*)")'));
  expect(valuesOf("pod")).toEqual(valuesOf("pod_name"));
});

test("createDomains believes values that are given, and keeps to one where a list cannot stand", () => {
  const usage = emptyUsage();
  usage.single.add("host");
  labelUse(usage, "host");
  expect(domains(usage, new Map([["host", ["a", "b"]]])).valuesOf("host")).toEqual(["a"]);
  expect(domains(emptyUsage(), new Map([["host", ["a", "b"]]])).valuesOf("host")).toEqual(["a", "b"]);
});

test("createDomains makes values that are part of a metric's name of letters that may stand there", () => {
  const usage = emptyUsage();
  usage.words.add("zone");
  expect(domains(usage).valueOf("zone", 0)).toBe("eu_west_1a");
});
