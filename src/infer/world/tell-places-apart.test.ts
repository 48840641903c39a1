import { expect, test } from "vitest";
import type { InferredMetric } from "../series/model.ts";
import type { Cause } from "./cause.ts";
import { tellPlacesApart } from "./tell-places-apart.ts";

const day: Cause = { name: "go.day", per: [], value: 1 };
const heap: Cause = { name: "go.heap", per: ["instance"], value: { signal: "go.day" } };
const load: Cause = { name: "load-instance", per: ["instance"], value: 1 };

/** A gauge of which each series, written as `a=1 b=2`, uses a cause. */
function metric(name: string, cause: string, series: readonly string[]): InferredMetric {
  return {
    name,
    kind: "gauge",
    help: undefined,
    users: [],
    needs: [],
    observe: undefined,
    buckets: [],
    quantiles: [],
    causes: [day, heap, load],
    series: series.map((text, index) => ({
      labels: new Map(text.split(" ").map((one) => one.split("=") as [string, string])),
      index,
      signal: { form: "course", signal: { signal: cause }, factor: 1 },
    })),
  } as InferredMetric;
}

const perOf = (metrics: readonly InferredMetric[]) =>
  metrics.map(({ causes = [] }) => Object.fromEntries(causes.map(({ name, per }) => [name, per.join(" ")])));

test("tellPlacesApart gives the members of a pack in each job and cluster a course of their own", () => {
  const made = tellPlacesApart([
    metric("go_goroutines", "go.heap", ["cluster=a instance=1 job=x", "cluster=b instance=1 job=x"]),
    metric("go_threads", "go.heap", ["cluster=a instance=1 job=x", "cluster=a instance=1 job=y"]),
  ]);
  const wanted = { "go.day": "", "go.heap": "instance cluster job", "load-instance": "instance" };
  expect(perOf(made)).toEqual([wanted, wanted]);
  expect(made[0]!.causes![1]).toBe(made[1]!.causes![1]);
});

test("tellPlacesApart takes no label that a series with such a cause lacks, nor one with one value", () => {
  const all = [
    metric("go_goroutines", "go.heap", ["cluster=a instance=1 job=x", "cluster=b instance=1 job=x"]),
    metric("go_threads", "go.heap", ["instance=1 job=x"]),
  ];
  expect(perOf(tellPlacesApart(all))).toEqual(perOf(all));
});

test("tellPlacesApart looks at series that use such a cause only", () => {
  const all = [
    metric("go_goroutines", "go.heap", ["cluster=a instance=1", "cluster=b instance=1"]),
    metric("go_info", "go.day", ["instance=1"]),
  ];
  expect(perOf(tellPlacesApart(all))[0]!["go.heap"]).toBe("instance cluster");
});

test("tellPlacesApart gives each cluster its course of what all members share, for all jobs", () => {
  const disk: Cause = { name: "go.disk", per: [], value: 1 };
  const used = metric("disk_bytes", "go.disk", ["cluster=a job=x", "cluster=b job=y"]);
  expect(perOf(tellPlacesApart([{ ...used, causes: [disk] }]))).toEqual([{ "go.disk": "cluster" }]);
});

test("tellPlacesApart gives a cause that no series uses the labels of those that it uses", () => {
  const open: Cause = { name: "go.open", per: ["instance"], value: { mul: [{ signal: "go.heap" }, 2] } };
  const used = metric("go_goroutines", "go.heap", ["cluster=a instance=1", "cluster=b instance=1"]);
  const made = tellPlacesApart([{ ...used, causes: [open, heap, day] }]);
  expect(perOf(made)[0]).toEqual({ "go.open": "instance cluster", "go.heap": "instance cluster", "go.day": "" });
});
