import { expect, test } from "vitest";
import { packFamily } from "./pack-courses.ts";
import { packed } from "./testing/hosts.ts";

const courseOf = (metric: string, labels: Record<string, string>, names: ReadonlyMap<string, string> = new Map()) =>
  packFamily(packed(metric), names).courseOf({ labels: new Map(Object.entries(labels)), index: 0 });

test("packFamily has the pack's causes by their outer names", () => {
  const { causes, help, unit } = packFamily(packed("cpu_seconds_total"), new Map());
  expect({ help, unit }).toEqual({ help: "CPU time.", unit: "seconds" });
  expect(causes).toContainEqual({
    name: "hosts.busy",
    per: ["instance", "cpu"],
    value: { mul: [{ signal: "hosts.day" }, 0.4] },
  });
});

test("a row has the course of the first entry that agrees with it, with all its options", () => {
  const row = { instance: "h", cpu: "1" };
  expect(courseOf("cpu_seconds_total", { ...row, mode: "idle" })).toEqual({
    signal: { sub: [1, { signal: "hosts.busy" }] },
  });
  expect(courseOf("cpu_seconds_total", { ...row, mode: "user" })).toEqual({
    signal: { signal: "hosts.busy" },
    options: { initial: 7 },
  });
});

test("a row without a label that a cause is per has no course of the pack", () => {
  expect(courseOf("cpu_seconds_total", { instance: "h", mode: "idle" })).toBeUndefined();
});

test("a row with a value that no entry has is less than the usual and goes its own way", () => {
  const { signal } = courseOf("cpu_seconds_total", { instance: "h", cpu: "1", mode: "steal" })!;
  expect(signal).toEqual({
    mul: [expect.any(Number), { signal: "hosts.busy" }, { walk: { start: 1, step: 0.02, min: 0.8, max: 1.25 } }],
  });
  const [factor] = (signal as { mul: [number] }).mul;
  expect(factor).toBeGreaterThan(0);
  expect(factor).toBeLessThan(1);
});

test("an HTTP code has the course of another one of its hundred", () => {
  expect(courseOf("requests_total", { code: "503" })!.signal).toBe(1);
  expect(courseOf("requests_total", { code: "4xx" })!.signal).toBe(5);
  expect(courseOf("requests_total", { code: "200" })!.signal).toBe(100);
  expect(courseOf("requests_total", { status: "503" }, new Map([["code", "status"]]))!.signal).toBe(1);
  expect(courseOf("requests_total", { code: "302" })!.signal).toMatchObject({ mul: [0.04, 100, {}] });
});

test("a gauge keeps its course; only bytes have another size", () => {
  expect(courseOf("state", { unit: "c" })!.signal).toBe(1);
  const [factor, usual] = (courseOf("size_bytes", { disk: "sdc" })!.signal as { mul: [number, number] }).mul;
  expect(usual).toBe(8e9);
  expect(factor).toBeGreaterThanOrEqual(0.35);
  expect(factor).toBeLessThanOrEqual(0.9);
});
