import { expect, test } from "vitest";
import { fillRegex } from "./fill-regex.ts";
import { createPatternCache } from "./pattern-match.ts";

const fill = (label: string, regex: string) => fillRegex(regex, { label }, createPatternCache());

test("fillRegex takes what a regex lists", () => {
  expect(fill("mode", "user|system")).toEqual(["user", "system"]);
});

test.for([
  ["pod", "cluster-1-kafka-.*", "cluster-1-kafka-0", "cluster-1-kafka-1"],
  ["pod", "ingester.*", "ingester-0", "ingester-1"],
  ["container", ".*-bridge", "checkout-bridge", "payments-bridge"],
  ["service", "(?:.*)(?:([^@]+)@.*)(?:.*)", "checkout@docker", "payments@kubernetes"],
  ["job", ".*/ingester", "checkout/ingester", "payments/ingester"],
  ["job", "thanos-store.*", "thanos-store", "thanos-store-b"],
  ["entity", ".*battery_level.*", "battery_level", "battery_level-b"],
  ["code", "5..", "500", "501"],
  ["env", "[[:alpha:]]+", "prod", "staging"],
])("fillRegex fills %s=~%s as a person would: %s, %s", ([label, regex, first, second]) => {
  expect(fill(label!, regex!).slice(0, 2)).toEqual([first, second]);
});

test("fillRegex keeps to the characters and lengths that a regex allows", () => {
  for (const regex of ["[a-z0-9]{5}", "[0-9]+[.][0-9]+", "v?\\d{3,5}", "[^-]+-[^-]+-x[ab]{2}"]) {
    const made = fill("pod", regex);
    expect(made.length).toBeGreaterThan(0);
    for (const text of made) expect(text).toMatch(new RegExp(`^(?:${regex})$`));
  }
});

test("fillRegex finds any text where none looks natural, and none for a regex that cannot be read", () => {
  expect(fill("x", "[!]+[?]")).toEqual(["!?"].concat(fill("x", "[!]+[?]").slice(1)));
  expect(fill("x", "(?=a)")).toEqual([]);
});
