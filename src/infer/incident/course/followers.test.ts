import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import type { InferredSignal } from "../../levels/signal.ts";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import type { ChangeCourse } from "../incident-rule.ts";
import { withFollowers } from "./followers.ts";

const minute = 60_000;
const wave = (min: number, max: number, peak = "12:00"): InferredSignal => ({
  form: "course",
  factor: 1,
  signal: { wave: { min, max, period: "24h", peak } },
});
const courses = () => new DayCourses({ fromMs: 0, stepMs: 15_000 });
const course: ChangeCourse = {
  ...{ form: "least", to: 0.7, wobble: 0.1, grows: 1 },
  ...{ delayMs: 0, onsetMs: 4 * minute, recoveryMs: 6 * minute },
};

test("where one part of a whole grows, the others make room for it, but not what an alert reads", () => {
  const cpu = metricOf("cpu_seconds_total", "counter", [
    [{ mode: "user" }, wave(0.1, 0.3)],
    [{ mode: "system" }, 0.1],
    [{ mode: "idle" }, wave(0.6, 0.8, "00:00")],
  ]);
  const changes = new Map([["0:0", { rate: 0.7, course }]]);
  const input = { metrics: [cpu], courses: courses(), reads: new Set(["0:1"]) };
  const followed = withFollowers(changes, input);
  expect([...followed.keys()]).toEqual(["0:0", "0:2"]);
  // 0.7 of 1 is taken; the rest, 0.8 on average, shrinks to 0.3.
  expect(followed.get("0:2")!.course).toMatchObject({
    form: "times",
    to: expect.closeTo(0.38, 2) as number,
    wobble: 0,
  });
});

test("a whole makes room although of another member there are parts alone", () => {
  const cpu = metricOf("cpu_seconds_total", "counter", [
    [{ cpu: "0", mode: "user" }, wave(0.1, 0.3)],
    [{ cpu: "0", mode: "system" }, 0.1],
    [{ cpu: "0", mode: "idle" }, wave(0.6, 0.8, "00:00")],
    [{ cpu: "1", mode: "steal" }, wave(0.01, 0.02)],
    [{ cpu: "1", mode: "iowait" }, 0.1],
    [{ cpu: "1", mode: "idle" }, wave(0.6, 0.8, "00:00")],
  ]);
  const input = { metrics: [cpu], courses: courses(), reads: new Set<string>() };
  const followed = withFollowers(new Map([["0:0", { rate: 0.7, course }]]), input);
  expect([...followed.keys()].sort()).toEqual(["0:0", "0:1", "0:2"]);
});

test("load averages over a longer time follow more slowly", () => {
  const metrics = ["node_load1", "node_load5", "node_load15"].map((name) =>
    metricOf(name, "gauge", [[{ instance: "a" }, wave(1, 2)]]),
  );
  const followed = withFollowers(new Map([["0:0", { level: 20, course }]]), {
    metrics,
    courses: courses(),
    reads: new Set(),
  });
  expect(followed.get("1:0")!.course!.onsetMs).toBe(9 * minute);
  expect(followed.get("2:0")!.course!.onsetMs).toBe(19 * minute);
});

test("nothing is scraped from what is down", () => {
  const labels = (n: number) => ({ instance: `host-${n}`, job: "shop" });
  const up = metricOf("up", "gauge", [
    [labels(1), 1],
    [labels(2), 1],
  ]);
  const queue = metricOf("queue_length", "gauge", [
    [labels(1), 5],
    [labels(2), 5],
  ]);
  const input = { metrics: [up, queue], courses: courses(), reads: new Set<string>() };
  const followed = withFollowers(new Map([["0:0", { level: 0 }]]), input);
  expect([...followed].slice(1)).toEqual([["1:0", { missing: true, follows: "0:0" }]]);
});

test("an exporter that says its target is down shows none of the target's series, but one that says it of parts does", () => {
  const of = (n: number, more = {}) => ({ instance: `host-${n}`, ...more });
  const busy = metricOf("pg_locks", "gauge", [
    [of(1), 5],
    [of(2), 5],
  ]);
  const other = metricOf("node_load1", "gauge", [[of(1), 5]]);
  const named = metricOf("pg_static", "info", [[of(1), 1]]);
  const gone = (series: Parameters<typeof metricOf>[2]) => {
    const metrics = [metricOf("pg_up", "gauge", series), busy, other, named];
    const input = { metrics, courses: courses(), reads: new Set<string>() };
    return [...withFollowers(new Map([["0:0", { level: 0 }]]), input).keys()].slice(1);
  };
  expect(
    gone([
      [of(1), 1],
      [of(2), 1],
    ]),
  ).toEqual(["1:0"]);
  expect(
    gone([
      [of(1, { daemon: "a" }), 1],
      [of(1, { daemon: "b" }), 1],
    ]),
  ).toEqual([]);
});

test("what a sum is made of shrinks with it", () => {
  const scaled = (of: SignalSpec): InferredSignal => ({ form: "course", factor: 1, signal: { mul: [of, 16e9] } });
  const part = (signal: string) => scaled({ signal });
  const value = { wave: { min: 0.2, max: 0.3, period: "24h" } };
  const causes = ["free", "cached"].map((name) => ({ name, per: [], value }));
  const sum = scaled({ add: [{ signal: "free" }, { signal: "cached" }] });
  const metrics = [
    { ...metricOf("available_bytes", "gauge", [[{ instance: "a" }, sum]]), causes },
    { ...metricOf("free_bytes", "gauge", [[{ instance: "a" }, part("free")]]), causes },
    { ...metricOf("other_bytes", "gauge", [[{ instance: "b" }, part("free")]]), causes },
  ];
  const shrinks = { ...course, form: "times", to: 0.1 } as const;
  const followed = withFollowers(new Map([["0:0", { level: 8e8, course: shrinks }]]), {
    metrics,
    courses: courses(),
    reads: new Set(),
  });
  expect([...followed.keys()]).toEqual(["0:0", "1:0"]);
  expect(followed.get("1:0")!.course).toMatchObject({ form: "times", to: 0.1 });
});
