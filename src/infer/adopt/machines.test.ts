import { expect, test } from "vitest";
import type { Pack } from "../../packs/packs.ts";
import type { Adoption } from "./adoption.ts";
import { fleetSizes } from "./machines.ts";

const adoption = (labels: Pack["labels"], nodes: readonly string[] = []): Adoption =>
  ({
    packed: { pack: { labels } },
    candidates: nodes.map((node) => ({ labels: new Map([["node", node]]), member: 0, places: new Map() })),
    asked: new Set(),
    names: new Map(),
  }) as unknown as Adoption;

test("fleetSizes has as many hosts as pods name nodes, and leaves the size of other fleets", () => {
  const pods = adoption({ job: "pods" }, ["node-1", "node-2", "node-3"]);
  const hosts = adoption({ job: "hosts", instance: "host-{1..3}:9100" });
  const addresses = adoption({ instance: ["10.0.1.11:10250", "10.0.1.12:10250", "10.0.1.13:10250"] });
  const caches = adoption({ instance: "cache-{0..2}:9121" });
  const sizes = fleetSizes([pods, hosts, addresses, caches], 2);
  expect([hosts, addresses, caches, pods].map(sizes)).toEqual([3, 3, 2, 2]);
  expect(fleetSizes([hosts], 2)(hosts)).toBe(2);
});
