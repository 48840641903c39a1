import { expect, test } from "vitest";
import { loadOf } from "./fleet.ts";

const rows = (...all: readonly Readonly<Record<string, string>>[]) =>
  all.map((labels) => ({ labels: new Map(Object.entries(labels)) }));
const perOf = (...all: readonly Readonly<Record<string, string>>[]) => loadOf(rows(...all)).causes.at(-1)!.per;

test("series follow the load of the first label that tells all of them apart", () => {
  expect(perOf({ instance: "a", pod: "x" }, { instance: "b", pod: "y" })).toEqual(["instance"]);
  expect(perOf({ instance: "a", pod: "x" }, { instance: "a", pod: "y" })).toEqual(["pod"]);
  expect(perOf({ instance: "a", pod: "x" }, { pod: "y" })).toEqual(["pod"]);
});

test("series that no label tells apart follow that of a label which all have, or one for all", () => {
  expect(perOf({ job: "a", code: "200" }, { job: "a", code: "500" })).toEqual(["job"]);
  expect(perOf({ code: "200" }, { code: "500" })).toEqual([]);
});

test("loads of all fleets follow one day", () => {
  const { signal, causes } = loadOf(rows({ pod: "x" }));
  expect(signal).toEqual({ signal: "load-pod" });
  expect(causes.map(({ name }) => name)).toEqual(["day", "load-pod"]);
  expect(JSON.stringify(causes[1]!.value)).toContain('{"signal":"day"}');
});
