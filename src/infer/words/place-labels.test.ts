import { expect, test } from "vitest";
import { isPlaceLabel, isScopeLabel, unitOfLabel } from "./place-labels.ts";

test("isScopeLabel knows labels that name where everything lies", () => {
  expect(["job", "cluster", "k8s_cluster_name", "env", "region"].every(isScopeLabel)).toBe(true);
  expect(["instance", "mode"].some(isScopeLabel)).toBe(false);
});

test("isPlaceLabel knows members of fleets, and what they are grouped by", () => {
  expect(["instance", "pod", "exported_namespace", "cluster", "service"].every(isPlaceLabel)).toBe(true);
  expect(["mode", "device", "code", "name"].some(isPlaceLabel)).toBe(false);
});

test("unitOfLabel puts the names of one machine together", () => {
  expect(unitOfLabel("nodename")).toBe(unitOfLabel("instance"));
  expect(unitOfLabel("pod")).toBe("pod");
});
