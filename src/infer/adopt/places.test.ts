import { expect, test } from "vitest";
import type { Candidate } from "./candidates.ts";
import { countPlaces, placesOf, usualPlaces } from "./places.ts";
import { packed } from "./testing/hosts.ts";

const series = (...all: Record<string, string>[]): { readonly candidates: readonly Candidate[] } => ({
  candidates: all.map((labels) => ({ labels: new Map(Object.entries(labels)), member: 0, places: new Map() })),
});
const names = series({ namespace: "default" }, { namespace: "shop" });
const metrics = [names, ...Array.from({ length: 9 }, () => series({ namespace: "shop", phase: "x" }))];

test("usualPlaces leaves out places that hardly any other metric has", () => {
  const counts = countPlaces(metrics);
  expect(counts.get("namespace")).toEqual(
    new Map([
      ["default", 1],
      ["shop", 10],
    ]),
  );
  expect(usualPlaces(names, counts).map(({ labels }) => labels.get("namespace"))).toEqual(["shop"]);
});

test("usualPlaces keeps all series of a metric that lies nowhere else", () => {
  expect(usualPlaces(series({ namespace: "default" }), countPlaces(metrics))).toHaveLength(1);
});

test("placesOf gives the places of the pack with the most metrics, by the names of queries", () => {
  const adoption = { packed: packed("state"), asked: new Set<string>(), names: new Map([["namespace", "ns_name"]]) };
  const adoptions = [
    { ...adoption, names: new Map([["namespace", "exported_namespace"]]), ...names },
    { ...adoption, names: new Map(), ...series({ instance: "a", mode: "idle" }, { instance: "b" }) },
  ];
  expect(placesOf(adoptions).get("instance")).toEqual(["a", "b"]);
  expect([...placesOf(adoptions).keys()]).not.toContain("mode");
});
