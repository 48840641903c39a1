import { expect, test } from "vitest";
import { createDomains } from "../patterns/domains.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { makeFamilies } from "../read/families.ts";
import { adoptPacks } from "./adopt-packs.ts";
import { PackBases } from "./pack-bases.ts";
import { hosts, packed, usageOf } from "./testing/hosts.ts";

const packs = new Map(hosts.metrics.map(({ name }) => [name, packed(name)]));

/** The series of the first metric of queries, for two members. */
function basesFor(queries: readonly string[]) {
  const usage = usageOf(queries);
  const { families, adoptions } = adoptPacks(makeFamilies(usage), packs);
  const patterns = createPatternCache();
  const domains = createDomains(usage, patterns, { families });
  return new PackBases(families[0]!.name, adoptions.get(families[0]!)!, { domains, patterns, count: 2, usage });
}

test("PackBases finds those that satisfy the most conditions, and says how many are left", () => {
  const bases = basesFor(["cpu_seconds_total"]);
  const idle = bases.nearest([{ name: "mode", op: "=", value: "idle" }]);
  expect(idle.missed).toBe(0);
  expect(new Set(idle.bases.map((base) => bases.given(base, "mode")))).toEqual(new Set(["idle"]));
  const steal = bases.nearest([
    { name: "mode", op: "=", value: "steal" },
    { name: "cpu", op: "=", value: "1" },
  ]);
  expect(steal.missed).toBe(1);
  expect(new Set(steal.bases.map((base) => bases.given(base, "cpu")))).toEqual(new Set(["1"]));
});

test("PackBases has the dashboard's value of a label that all of the pack's series have, and no member too many", () => {
  const bases = basesFor(["cpu_seconds_total{job='node'}"]);
  const all = bases.nearest([]).bases;
  expect(new Set(all.map((base) => bases.given(base, "job")))).toEqual(new Set(["node"]));
  expect(new Set(all.map(({ candidate }) => candidate.member))).toEqual(new Set([0, 1]));
});

test("PackBases tells labels that the pack lacks from those that it has", () => {
  const bases = basesFor(["cpu_seconds_total"]);
  const [first] = bases.nearest([]).bases;
  expect(bases.given(first!, "team")).toBeUndefined();
  expect(bases.valuesOf("mode")).toEqual(["idle", "user"]);
});
