import { expect, test } from "vitest";
import type { InferredSignal } from "../../levels/signal.ts";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import type { ChangeCourse } from "../incident-rule.ts";
import { withFollowers } from "./followers.ts";

const wave = (min: number, max: number, peak = "12:00"): InferredSignal => ({
  form: "course",
  factor: 1,
  signal: { wave: { min, max, period: "24h", peak } },
});
const course: ChangeCourse = {
  ...{ form: "times", to: 3, wobble: 0.1, grows: 1 },
  ...{ delayMs: 0, onsetMs: 240_000, recoveryMs: 360_000 },
};
const on = (instance: string, more = {}) => ({ instance, ...more });
const metrics = [
  metricOf("requests_total", "counter", [
    [on("a"), wave(10, 20)],
    [on("b"), wave(10, 20)],
  ]),
  metricOf("node_cpu_seconds_total", "counter", [
    [on("a", { mode: "user" }), wave(0.2, 0.3)],
    [on("a", { mode: "system" }), 0.1],
    [on("a", { mode: "idle" }), wave(0.6, 0.7, "00:00")],
    [on("b", { mode: "user" }), wave(0.2, 0.3)],
  ]),
  metricOf("node_load1", "gauge", [
    [on("a"), wave(1, 2)],
    [on("b"), wave(1, 2)],
  ]),
  metricOf("queue_length", "gauge", [[on("a"), wave(1, 2)]]),
];
const followed = (change: ChangeCourse, reads: readonly string[] = []) => {
  const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
  const changes = new Map([["0:0", { rate: 45, course: change }]]);
  return withFollowers(changes, { metrics, courses, reads: new Set(reads) });
};

test("where a member has more to do, its processors and its load rise, and no other member's", () => {
  const found = followed(course);
  expect([...found.keys()].sort()).toEqual(["0:0", "1:0", "1:1", "1:2", "2:0"]);
  expect(found.get("1:0")!.course).toMatchObject({ form: "times", to: 1.7, onsetMs: 240_000 });
  expect(found.get("2:0")).toMatchObject({ follows: "0:0" });
  // What is spare makes room.
  expect(found.get("1:2")!.course!.to).toBeLessThan(1);
});

test("nothing rises where a member has less to do, and what an alert reads stays", () => {
  expect([...followed({ ...course, to: 0.5 }).keys()]).toEqual(["0:0"]);
  expect([...followed(course, ["2:0"]).keys()]).not.toContain("2:0");
});
