import { expect, test } from "vitest";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import type { ChangeCourse, SeriesChange } from "../incident-rule.ts";
import { growingWholes } from "./growing-wholes.ts";

const course: ChangeCourse = {
  ...{ form: "times", to: 40, wobble: 0.2, grows: 1 },
  ...{ delayMs: 0, onsetMs: 60_000, recoveryMs: 120_000 },
};
const courses = () => new DayCourses({ fromMs: 0, stepMs: 15_000 });
const wholes = (metrics: ReturnType<typeof metricOf>[], changes: Record<string, SeriesChange>) =>
  [...growingWholes(new Map(Object.entries(changes)), { metrics, courses: courses() })].map(([key, change]) => [
    key,
    change.course?.form ?? "at once",
    change.course?.to ?? change.level,
  ]);

test("as many more requests are made as fail more, of the member that they fail at", () => {
  const metrics = [
    metricOf("shop_request_errors_total", "counter", [[{ pod: "a" }, 1]]),
    metricOf("shop_requests_total", "counter", [
      [{ pod: "a" }, 10],
      [{ pod: "b" }, 10],
    ]),
  ];
  // 39 more of 10.
  expect(wholes(metrics, { "0:0": { rate: 40, course } })).toEqual([["1:0", "times", 4.9]]);
  expect(wholes(metrics, { "0:0": { rate: 1.1, course: { ...course, to: 1.1 } } })).toEqual([]);
  expect(wholes(metrics, { "1:0": { rate: 40, course } })).toEqual([]);
});

test("a limit is no less than what is requested, and a size stays", () => {
  const metrics = [
    metricOf("container_resource_requests", "gauge", [[{ pod: "a" }, 2]]),
    metricOf("container_resource_limits", "gauge", [[{ pod: "a" }, 4]]),
    metricOf("disk_used_bytes", "gauge", [[{ pod: "a" }, 5]]),
    metricOf("disk_total_bytes", "gauge", [[{ pod: "a" }, 10]]),
  ];
  // 2 times 4 is 8, and a quarter more than that 10: 2.5 times 4.
  expect(wholes(metrics, { "0:0": { level: 8, course: { ...course, to: 4 } } })).toEqual([["1:0", "times", 2.5]]);
  expect(wholes(metrics, { "0:0": { level: 8 } })).toEqual([["1:0", "at once", 10]]);
  expect(wholes(metrics, { "0:0": { level: 3, course: { ...course, to: 1.5 } } })).toEqual([]);
  expect(wholes(metrics, { "2:0": { level: 9, course: { ...course, form: "least", to: 90 } } })).toEqual([]);
});

test("a limit of something else stays, and so does what a part that is gone was a part of", () => {
  const metrics = [
    metricOf("container_resource_requests", "gauge", [[{ pod: "a", resource: "cpu" }, 2]]),
    metricOf("container_resource_limits", "gauge", [[{ pod: "a", resource: "memory" }, 4]]),
  ];
  expect(wholes(metrics, { "0:0": { level: 8 } })).toEqual([]);
  expect(wholes([metrics[0]!, metrics[0]!], { "0:0": { missing: true } })).toEqual([]);
});
