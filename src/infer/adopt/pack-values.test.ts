import { expect, test } from "vitest";
import { createDomains } from "../patterns/domains.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { makeFamilies } from "../read/families.ts";
import { adoptPacks } from "./adopt-packs.ts";
import { PackValues } from "./pack-values.ts";
import { hosts, packed, usageOf } from "./testing/hosts.ts";

function valuesFor(query: string, opened: readonly string[] = []) {
  const usage = usageOf([query]);
  for (const label of opened) usage.opened.set(label, "ascending");
  const packs = new Map(hosts.metrics.map(({ name }) => [name, packed(name)]));
  const { families, adoptions } = adoptPacks(makeFamilies(usage), packs);
  const patterns = createPatternCache();
  const domains = createDomains(usage, patterns, { families });
  const adoption = adoptions.get(families[0]!)!;
  return new PackValues(families[0]!, { domains, patterns, usage, adoption });
}

const given = (name: string) => ({ instance: "host-2:9100", job: "hosts" })[name];

test("PackValues puts all members in one cluster, and in another one as a whole", () => {
  const values = valuesFor("sum by (cluster, instance) (size_bytes)");
  expect(values.shifts).toBe(true);
  const clusters = [
    { member: 0, shift: 0 },
    { member: 1, shift: 0 },
    { member: 1, shift: 1 },
  ].map((place) => values.labels(given, [], place)!.get("cluster"));
  expect(clusters[1]).toBe(clusters[0]);
  expect(clusters[2]).not.toBe(clusters[0]);
});

test("PackValues has another job of the same kind beside the pack's, and none of another kind", () => {
  const jobs = (other: string) => {
    const values = valuesFor(`sum by (job) (size_bytes{job=~"hosts|${other}"})`);
    return values.labels(given, [], { member: 0, shift: 1 })!.get("job");
  };
  expect(jobs("hosts-b")).toBe("hosts-b");
  expect(jobs("cart")).toBe("hosts");
});

test("PackValues stays in one place where nothing asks for another", () => {
  expect(valuesFor("sum by (instance) (size_bytes)").shifts).toBe(false);
  expect(valuesFor("sum by (cluster, shelf) (size_bytes)", ["cluster", "shelf"]).shifts).toBe(true);
});

test("PackValues takes the pack's value where it fits, else one that satisfies the conditions", () => {
  const values = valuesFor("size_bytes");
  const place = { member: 1, shift: 0 };
  expect(values.labels(given, [], place)!.get("instance")).toBe("host-2:9100");
  const other = values.labels(given, [{ name: "instance", op: "=~", value: "db-.*" }], place)!;
  expect(other.get("instance")).toMatch(/^db-/);
  const first = values.labels(given, [{ name: "instance", op: "=~", value: "db-.*" }], { member: 0, shift: 0 })!;
  expect(first.get("instance")).not.toBe(other.get("instance"));
  const impossible = [
    { name: "job", op: "=", value: "a" },
    { name: "job", op: "!=", value: "a" },
  ] as const;
  expect(values.labels(given, impossible, place)).toBeUndefined();
});

test("PackValues calls pods as the dashboard calls the members, whatever the pack calls them", () => {
  const values = valuesFor("sum by (pod) (size_bytes)");
  const called = (instance: string) =>
    values.labels((name) => (name === "instance" ? instance : undefined), [], { member: 1, shift: 0 })!.get("pod");
  expect(called("connect-1:9404")).toBe("connect-1");
});

test("PackValues names members of another namespace otherwise, and those of another cluster alike", () => {
  const instances = (label: string) => {
    const values = valuesFor(`sum by (instance) (size_bytes{${label}=~"$${label}"})`, [label]);
    return [0, 1].map((shift) => values.labels(given, [], { member: 1, shift })!.get("instance"));
  };
  expect(instances("namespace")).toEqual(["host-2:9100", "host-5:9100"]);
  expect(instances("cluster")).toEqual(["host-2:9100", "host-2:9100"]);
});
