import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { specOf } from "../../levels/signal.ts";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import { throughCauses } from "./through-causes.ts";

const follows = (signal: SignalSpec) => ({ form: "course", factor: 1, signal }) as const;
const walk = (min: number, max: number) => ({ walk: { start: (min + max) / 2, step: 0.01, min, max } });
const causes = [
  { name: "busy", per: ["host"], value: walk(0.2, 0.3) },
  { name: "kernel", per: ["host"], value: walk(0.2, 0.3) },
];
const busy: SignalSpec = { signal: "busy" };
const host = (name: string, mode: string) => ({ host: name, mode });
const modesOf = (name: string) =>
  [
    [host(name, "idle"), follows({ sub: [1, busy] })],
    [host(name, "user"), follows({ mul: [busy, { sub: [1, { signal: "kernel" }] }] })],
    [host(name, "system"), follows({ mul: [busy, { signal: "kernel" }] })],
  ] as const;
const cpu = { ...metricOf("cpu_seconds_total", "counter", [...modesOf("a"), ...modesOf("b")]), causes };

/** The metric with other levels of some of its series, and how it comes to them. */
function troubled(levels: Readonly<Record<number, number>>, taken: readonly string[] = []) {
  const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
  courses.learn(causes);
  const series = cpu.series.map((one, place) => {
    const to = levels[place];
    return to === undefined ? one : { ...one, signal: { form: "constant", value: to } as const };
  });
  const input = { courses, fromMs: 0, isMoved: () => true, taken: new Set(taken) };
  return throughCauses([cpu], [{ ...cpu, series }], input);
}
const textOf = (found: ReturnType<typeof troubled>, key: string) =>
  JSON.stringify(specOf(found.series.get(key)!.signal));

test("throughCauses moves the share that a series in trouble follows, and all that follow it, of that member alone", () => {
  const found = troubled({ 0: 0.1 });
  expect(found.causes.map(({ name }) => name)).toEqual(["busy.trouble"]);
  expect([...found.series.keys()].sort()).toEqual(["0:0", "0:1", "0:2"]);
  expect(textOf(found, "0:0")).toBe('{"sub":[1,{"signal":"busy.trouble"}]}');
  expect(textOf(found, "0:2")).toBe('{"mul":[{"signal":"busy.trouble"},{"signal":"kernel"}]}');
});

test("of parts of one whole that are all to be most of it, the largest leads and the others make room", () => {
  const found = troubled({ 0: 0.94, 1: 0.94, 2: 0.94 });
  for (const key of ["0:0", "0:1", "0:2"]) expect(textOf(found, key)).toContain("busy.trouble");
  const [to] = JSON.stringify(found.causes[0]!.value)
    .match(/"to":([\d.]+)/)!
    .slice(1)
    .map(Number);
  // Nearly all of the time is spent, of which the user's part is about three quarters.
  expect(to).toBeGreaterThan(0.85);
  expect(to).toBeLessThanOrEqual(0.99);
});

test("parts that would be less, or a rest that would be more, are no trouble and stay as they are", () => {
  const found = troubled({ 0: 0.99, 1: 0.001 });
  expect(found.causes).toEqual([]);
  expect(found.series.get("0:0")).toBe(cpu.series[0]);
  expect(found.series.get("0:1")).toBe(cpu.series[1]);
});

test("no cause is moved that a series follows which is another way already", () => {
  expect(troubled({ 0: 0.1 }, ["0:2"]).series.size).toBe(0);
});
