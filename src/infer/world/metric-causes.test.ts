import { expect, test } from "vitest";
import type { InferredMetric } from "../series/model.ts";
import { causesOf } from "./metric-causes.ts";

const causes = [
  { name: "day", per: [], value: 1 },
  { name: "load", per: [], value: { mul: [2, { signal: "day" }] } },
  { name: "delay", per: [], value: 3 },
  { name: "unused", per: [], value: 4 },
];

test("causesOf has what courses and observations use, through others too", () => {
  const metric: InferredMetric = {
    name: "x",
    kind: "histogram",
    help: undefined,
    series: [
      {
        labels: new Map(),
        index: 0,
        signal: { form: "course", signal: { signal: "load" }, factor: 2 },
        observe: { exponential: { mean: { signal: "delay" } } },
      },
    ],
    users: [],
    needs: [],
    observe: undefined,
    buckets: [],
    quantiles: [],
    causes,
  };
  expect(causesOf([metric]).map(({ name }) => name)).toEqual(["day", "load", "delay"]);
  expect(causesOf([{ ...metric, kind: "info" }])).toEqual([]);
  const other = { ...metric, causes: [{ name: "day", per: ["pod"], value: 5 }] };
  expect(causesOf([metric, other])[0]).toEqual({ name: "day", per: [], value: 1 });
});
