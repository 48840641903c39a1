import { expect, test } from "vitest";
import { isScopeLabel, plausibleValue } from "./label-names.ts";

test.for([
  ["instance", "host-1:9100", "host-2:9100"],
  ["kubernetes_node", "host-1", "host-2"],
  ["namespace", "team-a", "team-b"],
  ["cpu", "0", "1"],
  ["device", "sda", "sdb"],
  ["method", "GET", "POST"],
  ["SomeLabel_x", "somelabel-x-1", "somelabel-x-2"],
] as const)("plausibleValue of %s: %s, %s", ([label, first, second]) => {
  expect([plausibleValue(label, 0), plausibleValue(label, 1)]).toEqual([first, second]);
});

test("plausibleValue gives different values beyond its words and letters", () => {
  for (const label of ["method", "device", "fstype"])
    expect(new Set(Array.from({ length: 40 }, (_, index) => plausibleValue(label, index))).size).toBe(40);
});

test("isScopeLabel knows labels that name where everything lies", () => {
  expect(["job", "k8s_cluster", "env", "pod", "instance"].map(isScopeLabel)).toEqual([true, true, true, false, false]);
});
