import { expect, test } from "vitest";
import { rowWeight } from "./row-weight.ts";

const weight = (labels: Record<string, string>, index = 0) =>
  rowWeight({ labels: new Map(Object.entries(labels)), index });

test("rowWeight goes by the row's place, and begins again after eight", () => {
  expect([0, 1, 2, 8, 9].map((index) => weight({}, index))).toEqual([1, 0.72, 1.31, 1, 0.72]);
});

test.for([
  [{ mode: "idle" }, 1.8],
  [{ code: "500" }, 0.006],
  [{ code: "5xx" }, 0.006],
  [{ result: "failed" }, 0.006],
  [{ grpc_code: "Unavailable" }, 0.006],
  [{ cache: "miss", result: "miss" }, 0.06],
  [{ code: "404" }, 0.02],
  [{ state: "total" }, 4],
  [{ state: "used" }, 2.4],
  [{ state: "free" }, 1.4],
  [{ job: "api", zone: "eu" }, 1],
] as const)("rowWeight of %j is %d", ([labels, expected]) => {
  expect(weight(labels)).toBe(expected);
});

test("rowWeight multiplies over labels and place", () => {
  expect(weight({ state: "used", code: "404" }, 1)).toBeCloseTo(2.4 * 0.02 * 0.72);
});
