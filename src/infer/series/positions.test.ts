import { expect, test } from "vitest";
import { type PositionOptions, positionsOf } from "./positions.ts";

/** Which value each label has at each position: `instance 0 device 1`. */
function texts(labels: readonly string[], options: Partial<PositionOptions> = {}) {
  const all = { count: 3, alternatives: 0, least: 0, opened: [], single: new Set<string>(), ...options };
  const { first, others } = positionsOf(labels, all);
  const text = ({ place }: { place: (label: string) => number }) =>
    labels.map((label) => `${label} ${place(label)}`).join(" ");
  return { first: first.map(text), others: others.map(text), numbers: [...first, ...others].map(({ index }) => index) };
}

test("positionsOf gives every member of a fleet each value of its inner labels", () => {
  expect(texts(["instance", "device"], { count: 2 }).first).toEqual([
    "instance 0 device 0",
    "instance 1 device 0",
    "instance 0 device 1",
    "instance 1 device 1",
  ]);
});

test("positionsOf puts other values of inner labels together for each member, so that tables have combinations", () => {
  const { first } = texts(["instance", "method", "code"], { count: 2 });
  expect(first).toEqual([
    "instance 0 method 0 code 0",
    "instance 1 method 1 code 0",
    "instance 0 method 1 code 1",
    "instance 1 method 0 code 1",
  ]);
});

test("positionsOf varies inner labels alone as often as members, and makes one position where nothing varies", () => {
  expect(texts(["mode"]).first).toEqual(["mode 0", "mode 1", "mode 2"]);
  expect(texts([]).first).toEqual([""]);
  expect(texts(["instance"], { single: new Set(["instance"]) }).first).toEqual(["instance 0"]);
});

test("positionsOf stays at what a dashboard opens with, with other values behind", () => {
  const { first, others } = texts(["instance", "mode"], { opened: ["instance"], alternatives: 1, count: 2 });
  expect(first).toEqual(["instance 0 mode 0", "instance 0 mode 1"]);
  expect(others).toEqual(["instance 1 mode 0", "instance 1 mode 1"]);
});

test("positionsOf takes a host's names together, and other members in another place", () => {
  const opened = ["nodename"];
  expect(texts(["instance", "nodename"], { opened, alternatives: 1 }).others).toEqual(["instance 1 nodename 1"]);
  expect(texts(["namespace", "pod"], { opened: ["namespace"], alternatives: 1, count: 2 })).toMatchObject({
    first: ["namespace 0 pod 0", "namespace 0 pod 1"],
    others: ["namespace 1 pod 2", "namespace 1 pod 3"],
  });
});

test("positionsOf changes the last variable alone before all of them, and scopes only where there is nothing else", () => {
  const opened = ["job", "namespace", "pod"];
  expect(texts(opened, { opened, alternatives: 2 }).others).toEqual([
    "job 0 namespace 0 pod 1",
    "job 0 namespace 2 pod 2",
  ]);
  expect(texts(["job"], { opened: ["job"], alternatives: 1 }).others).toEqual(["job 1"]);
});

test("positionsOf makes enough positions for all comparisons before the other values, numbered one after the other", () => {
  const { first, others, numbers } = texts(["cluster", "id"], { least: 5, opened: ["cluster"], alternatives: 1 });
  expect(first).toHaveLength(5);
  expect(first.at(-1)).toBe("cluster 0 id 4");
  expect(others[0]).toBe("cluster 1 id 0");
  expect(numbers).toEqual(numbers.map((_, index) => index));
});
