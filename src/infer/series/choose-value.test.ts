import { expect, test } from "vitest";
import type { Domains } from "../patterns/domains.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { makeFamilies } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { emptyUsage, metricUse } from "../read/usage.ts";
import { ValueChoice } from "./choose-value.ts";
import type { LabelCopy } from "./label-copies.ts";

const domains: Domains = {
  valuesOf: () => ["a", "b"],
  valueOf: (_label, index) => ["a", "b"][index % 2]!,
};

function choose(conditions: readonly Omit<LabelCondition, "name">[], place = 0, copies: readonly LabelCopy[] = []) {
  const usage = emptyUsage();
  metricUse(usage, "x")!.copies.push(...copies);
  const choice = new ValueChoice(makeFamilies(usage)[0]!, { domains, patterns: createPatternCache() });
  return choice.valueOf(
    "host",
    conditions.map((one) => ({ ...one, name: "host" })),
    { index: 0, place: () => place },
  );
}

test("ValueChoice takes the common value where it fits, and another common one where it does not", () => {
  expect(choose([], 1)).toBe("b");
  expect(choose([{ op: "!=", value: "a" }])).toBe("b");
});

test("ValueChoice takes the value that is asked for, or makes one that a regex matches", () => {
  expect(choose([{ op: "=", value: "z" }])).toBe("z");
  expect(choose([{ op: "=~", value: "web|db" }])).toBe("web");
});

test("ValueChoice leaves the label out where that is asked for, and finds nothing where nothing fits", () => {
  expect(choose([{ op: "=", value: "" }])).toBe("");
  expect(
    choose([
      { op: "=", value: "y" },
      { op: "=", value: "z" },
    ]),
  ).toBeUndefined();
});

test("ValueChoice makes values that the new name of a label can be taken from", () => {
  expect(choose([], 0, [{ source: "host", target: "device", regex: "/dev/(.*)" }])).toBe("/dev/a");
});
