import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { metricOf, worldOf } from "../testing/world-of.ts";
import { hitMembers, isOfMember, memberOf } from "./hit-members.ts";
import type { SeriesChange } from "./incident-rule.ts";

const metric = metricOf(
  "load",
  "gauge",
  [1, 2, 3].map((n) => [{ instance: `host-${n}`, disk: "a" }, 2] as const),
);
const world = worldOf([metric]);
const all = new Map(["0:0", "0:1", "0:2"].map((key) => [key, { level: 50 }]));

test.for([
  ["load > 10", ["0:0", "0:1"]],
  ["avg(load) > 40", ["0:0", "0:1", "0:2"]],
  ["count(load > 10) == 1", ["0:0"]],
  ['load{instance="host-3"} > 10', ["0:2"]],
] as const)("hitMembers: %s needs %j", ([expr, kept]) => {
  const parsed = parseFilled(expr);
  if (!parsed.ok) throw new Error(parsed.reason);
  const alert = { name: "A", root: parsed.root, forMs: 0, intervalMs: 60_000 };
  expect([...hitMembers(alert, all, world).keys()]).toEqual(kept);
});

test("hitMembers takes away the last member, where others have too much to do at the first ones", () => {
  const states = metricOf(
    "shop_up",
    "gauge",
    [1, 2, 3].map((n) => [{ instance: `host-${n}` }, 1] as const),
  );
  const fleet = worldOf([states]);
  const hit = (expr: string, change: SeriesChange) => {
    const parsed = parseFilled(expr);
    if (!parsed.ok) throw new Error(parsed.reason);
    const alert = { name: "A", root: parsed.root, forMs: 0, intervalMs: 60_000 };
    return [...hitMembers(alert, new Map(["0:0", "0:1", "0:2"].map((key) => [key, change])), fleet).keys()];
  };
  expect(hit("shop_up == 0", { level: 0 })).toEqual(["0:2"]);
  expect(hit("count(shop_up) < 3", { missing: true })).toEqual(["0:2"]);
  expect(hit("absent(shop_up)", { missing: true })).toEqual(["0:0", "0:1", "0:2"]);
});

test("isOfMember compares what says where something was scraped", () => {
  const down = new Map([
    ["job", "shop"],
    ["instance", "host-1"],
  ]);
  expect(isOfMember(new Map([...down, ["code", "500"]]), down)).toBe(true);
  expect(isOfMember(new Map([...down, ["instance", "host-2"]]), down)).toBe(false);
  expect(isOfMember(new Map([["job", "shop"]]), new Map([["job", "shop"]]))).toBe(false);
});

test("memberOf names what is nearest to a process", () => {
  expect(
    memberOf(
      new Map([
        ["job", "shop"],
        ["instance", "host-1"],
        ["pod", "shop-1"],
      ]),
    ),
  ).toBe("shop-1");
  expect(memberOf(new Map([["job", "shop"]]))).toBeUndefined();
});
