import { expect, test } from "vitest";
import { makeFamilies } from "../read/families.ts";
import { addCompanions, adoptPacks } from "./adopt-packs.ts";
import { packed, usageOf } from "./testing/hosts.ts";

const packs = new Map(["cpu_seconds_total", "requests_total", "state"].map((name) => [name, packed(name)]));

test("adoptPacks gives a family the labels of the pack's metric, by the names of queries", () => {
  const usage = usageOf(['rate(requests_total{status="500"}[5m])', "other"]);
  const families = makeFamilies(usage);
  const { families: made, adoptions } = adoptPacks(families, packs);
  expect([...made[0]!.use.labels].sort()).toEqual(["instance", "job", "status"]);
  expect([...families[0]!.use.labels]).toEqual(["status"]);
  expect(adoptions.get(made[0]!)!.asked).toEqual(new Set(["status"]));
  expect(made[1]).toBe(families[1]);
});

test("adoptPacks leaves a family of another kind alone", () => {
  const families = makeFamilies(usageOf(["rate(state[5m])"]));
  expect(families[0]!.kind).toBe("counter");
  expect(adoptPacks(families, packs).adoptions.size).toBe(0);
});

test("addCompanions puts metrics of no pack where those of a pack lie", () => {
  const metric = { ...packed("state").metric, series: [{ labels: { namespace: "shop", pod: ["a", "b"] }, value: 1 }] };
  const pods = new Map([["state", { pack: packed("state").pack, metric }]]);
  const families = makeFamilies(usageOf(["state * on (namespace, pod) owner{kind='x'}", "alone{kind='x'}"]));
  for (const { use } of families.slice(1, 2)) for (const label of ["namespace", "pod"]) use.labels.add(label);
  const adopted = adoptPacks(families, pods);
  const all = addCompanions(adopted);
  const owner = adopted.families.find(({ name }) => name === "owner")!;
  expect(all.get(owner)!.packed).toBeUndefined();
  expect(all.get(owner)!.candidates.map(({ labels }) => labels.get("pod"))).toEqual(["a", "b"]);
  expect(all.has(adopted.families.find(({ name }) => name === "alone")!)).toBe(false);
});
