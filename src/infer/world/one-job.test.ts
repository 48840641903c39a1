import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import type { InferredMetric } from "../series/model.ts";
import { metricOf } from "../testing/world-of.ts";
import { giveOneJob } from "./one-job.ts";

const on = (instance: string, job: string, more: Record<string, string> = {}) => ({ instance, job, ...more });
const asking = (metric: InferredMetric, ...needs: InferredMetric["needs"]): InferredMetric => ({ ...metric, needs });
const jobsOf = (metrics: readonly InferredMetric[]) =>
  giveOneJob(metrics, createPatternCache()).map(({ series }) =>
    series.map(({ labels }) => `${labels.get("instance")} ${labels.get("job")}`),
  );

test("giveOneJob lets the job that a matcher names win, and the same series stands once", () => {
  const size = metricOf("db_size", "gauge", [
    [on("a:1", "db"), 1],
    [on("a:1", "db-exporter"), 2],
    [on("b:1", "db"), 3],
  ]);
  const locks = metricOf("db_locks", "gauge", [[on("a:1", "db"), 1]]);
  const named = asking(size, [{ name: "job", op: "=", value: "db-exporter" }]);
  expect(jobsOf([named, locks])).toEqual([["a:1 db-exporter", "b:1 db"], ["a:1 db-exporter"]]);
  expect(jobsOf([size, locks])).toEqual([["a:1 db", "b:1 db"], ["a:1 db"]]);
});

test("giveOneJob leaves a job where a query asks for it, and another exporter on the same host", () => {
  const asked = ["db", "db-b"].map((value) => [{ name: "job", op: "=", value }] as const);
  const both = metricOf("db_size", "gauge", [
    [on("a:1", "db"), 1],
    [on("a:1", "db-b"), 2],
  ]);
  expect(jobsOf([asking(both, ...asked)])).toEqual([["a:1 db", "a:1 db-b"]]);
  const other = metricOf("node_load1", "gauge", [[on("a:1", "node-exporter"), 1]]);
  expect(jobsOf([metricOf("db_size", "gauge", [[on("a:1", "db"), 1]]), other])).toEqual([
    ["a:1 db"],
    ["a:1 node-exporter"],
  ]);
});

test("giveOneJob replaces a job that was made up by one of an exporter, whatever its metrics are called", () => {
  const made = metricOf("heap_used", "gauge", [[on("a:1", "checkout"), 1]]);
  expect(jobsOf([made, metricOf("db_size", "gauge", [[on("a:1", "db"), 1]])])).toEqual([["a:1 db"], ["a:1 db"]]);
});
