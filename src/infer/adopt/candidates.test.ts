import { expect, test } from "vitest";
import { candidatesOf, valuesOf } from "./candidates.ts";
import { hosts, packed } from "./testing/hosts.ts";

test("candidatesOf gives every series of a metric, one member after the other", () => {
  const made = candidatesOf(packed("cpu_seconds_total"));
  expect(made).toHaveLength(3 * 4 * 2);
  expect([...made[0]!.labels].sort()).toEqual([
    ["cpu", "0"],
    ["instance", "host-1:9100"],
    ["job", "hosts"],
    ["mode", "idle"],
  ]);
  expect(made.slice(0, 5).map(({ member, places }) => [member, places.get("cpu")])).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 0],
  ]);
});

test("candidatesOf looks at 600 series at most, and leaves empty values out", () => {
  const many = Array.from({ length: 100 }, (_, index) => ({ labels: { id: `${index}`, none: "" }, value: 1 }));
  const metric = { name: "many", type: "gauge", help: "Many.", series: many } as const;
  expect(candidatesOf({ pack: hosts, metric })).toHaveLength(300);
  const more = { ...metric, series: [...many, ...many, ...many] };
  expect(candidatesOf({ pack: hosts, metric: more })).toHaveLength(600);
  expect(candidatesOf({ pack: hosts, metric: more })[0]!.labels.has("none")).toBe(false);
});

test("valuesOf expands ranges, at most 8 values", () => {
  expect(valuesOf("a-{1..3}")).toEqual(["a-1", "a-2", "a-3"]);
  expect(valuesOf(["x", "{1..20}"])).toEqual(["x", "1", "2", "3", "4", "5", "6", "7"]);
  expect(valuesOf("{3..1}")).toEqual(["{3..1}"]);
});
