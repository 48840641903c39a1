import { expect, test } from "vitest";
import { companionCandidates, partnerCandidates } from "./companions.ts";
import { packed } from "./testing/hosts.ts";

const pods = [
  { namespace: "shop", pod: "cart-1", container: "cart", phase: "Running" },
  { namespace: "shop", pod: "cart-1", container: "cart", phase: "Failed" },
  { namespace: "system", pod: "dns-1", container: "dns", phase: "Running" },
].map((labels) => ({ labels: new Map(Object.entries(labels)), member: 0, places: new Map() }));
const source = { packed: packed("state"), candidates: pods, asked: new Set<string>(), names: new Map() };

test("companionCandidates gives each place of a pack once, with the labels that a metric has", () => {
  const made = companionCandidates(new Set(["namespace", "pod", "severity"]), [source])!;
  expect(made.map(({ labels }) => Object.fromEntries(labels))).toEqual([
    { namespace: "shop", pod: "cart-1" },
    { namespace: "system", pod: "dns-1" },
  ]);
});

test("companionCandidates finds none for metrics that share less than two of these labels", () => {
  expect(companionCandidates(new Set(["namespace", "severity"]), [source])).toBeUndefined();
  expect(companionCandidates(new Set(["namespace", "node"]), [source])).toBeUndefined();
});

test("companionCandidates uses the names that queries give to labels", () => {
  const named = { ...source, names: new Map([["pod", "pod_name"]]) };
  const made = companionCandidates(new Set(["namespace", "pod_name"]), [named])!;
  expect(made[0]!.labels.get("pod_name")).toBe("cart-1");
});

test("partnerCandidates gives a metric the labels of the pack's metric that queries put it together with", () => {
  const made = partnerCandidates(new Set(["phase", "severity"]), [source])!;
  expect(made.map(({ labels }) => labels.get("phase"))).toEqual(["Running", "Failed"]);
  expect(partnerCandidates(new Set(["severity", "instance"]), [source])).toBeUndefined();
  expect(partnerCandidates(new Set(["phase"]), [])).toBeUndefined();
});
