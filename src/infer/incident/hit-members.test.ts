import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { metricOf, worldOf } from "../testing/world-of.ts";
import { hitMembers, memberOf } from "./hit-members.ts";

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
