import { expect, test } from "vitest";
import { createDomains } from "../patterns/domains.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { makeFamilies } from "../read/families.ts";
import { DayCourses } from "../world/day-courses.ts";
import { adoptPacks } from "./adopt-packs.ts";
import { makeAdopted } from "./make-adopted.ts";
import { packed, usageOf } from "./testing/hosts.ts";

const usage = usageOf(["rate(cpu_seconds_total{mode='idle'}[5m])"]);
const { families, adoptions } = adoptPacks(
  makeFamilies(usage),
  new Map([["cpu_seconds_total", packed("cpu_seconds_total")]]),
);
const patterns = createPatternCache();
const options = {
  domains: createDomains(usage, patterns, { families }),
  patterns,
  count: 1,
  usage,
  needed: [],
  anchor: { monthSeconds: 0 },
  courses: new DayCourses({ fromMs: 0, stepMs: 15_000 }),
};
const adoption = adoptions.get(families[0]!)!;

test("makeAdopted gives a metric the pack's help, causes and courses, whose levels stay", () => {
  const { help, kind, series, causes } = makeAdopted(families[0]!, adoption, options);
  expect({ help, kind }).toEqual({ help: "CPU time.", kind: "counter" });
  expect(causes!.map(({ name }) => name)).toContain("hosts.busy");
  expect(series.map(({ signal }) => signal)).toEqual(
    // Four CPUs that are idle: few enough for one host.
    Array(4).fill({ form: "course", signal: { sub: [1, { signal: "hosts.busy" }] }, factor: 1, fixed: true }),
  );
});

test("makeAdopted leaves the courses of a companion to its name and unit", () => {
  const made = makeAdopted(families[0]!, { ...adoption, packed: undefined }, options);
  expect(made.help).toBeUndefined();
  expect(made.series.every(({ signal }) => signal.form !== "course" || signal.fixed !== true)).toBe(true);
});
