import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { metricOf } from "../../testing/world-of.ts";
import { CauseGraph } from "./cause-graph.ts";

const follows = (signal: SignalSpec) => ({ form: "course", factor: 1, signal }) as const;
const walk = { walk: { start: 0.3, step: 0.01, min: 0.2, max: 0.4 } };
const causes = [
  { name: "apps", per: ["host"], value: walk },
  { name: "load", per: ["host"], value: walk },
  { name: "free", per: ["host"], value: { sub: [1, { signal: "apps" }, { mul: [{ signal: "load" }, 0.1] }] } },
  { name: "noisy", per: ["host"], value: { mul: [{ signal: "apps" }, walk] } },
];
const host = (name: string) => ({ host: name });
const metrics = [
  metricOf("apps_bytes", "gauge", [
    [host("a"), follows({ mul: [{ signal: "apps" }, 8e9] })],
    [host("b"), follows({ mul: [{ signal: "apps" }, 8e9] })],
  ]),
  metricOf("free_bytes", "gauge", [[host("a"), follows({ mul: [{ signal: "free" }, 8e9] })]]),
  metricOf("noisy_bytes", "gauge", [[host("a"), follows({ signal: "noisy" })]]),
].map((metric) => ({ ...metric, causes }));
const graph = new CauseGraph(metrics);

test("CauseGraph finds what follows a cause of one member, but not through what is random by itself", () => {
  expect(graph.dependentsOf("apps", new Map([["host", "a"]])).map(({ key }) => key)).toEqual(["0:0", "1:0"]);
  expect(graph.dependentsOf("apps", new Map([["host", "b"]])).map(({ key }) => key)).toEqual(["0:1"]);
});

test("CauseGraph takes for a share what is taken away from a number", () => {
  expect(["apps", "load", "free", "noisy", "else"].filter((name) => graph.isShare(name))).toEqual(["apps", "load"]);
});

test("CauseGraph puts other signals in the place of causes, wherever these stand", () => {
  const moved = new Map([["apps", 0.9]]);
  expect(graph.replaced({ mul: [{ signal: "free" }, 8e9] }, moved)).toEqual({
    mul: [{ sub: [1, 0.9, { mul: [{ signal: "load" }, 0.1] }] }, 8e9],
  });
  expect(graph.replaced({ signal: "noisy" }, moved)).toEqual({ signal: "noisy" });
  expect(graph.replaced({ signal: "load" }, moved)).toEqual({ signal: "load" });
});

test("CauseGraph knows the wholes of which a metric shows the parts, their rest first", () => {
  const busy: SignalSpec = { signal: "busy" };
  const modes = metricOf("cpu_seconds_total", "counter", [
    [{ mode: "user" }, follows({ mul: [busy, 0.8] })],
    [{ mode: "system" }, follows({ mul: [busy, 0.2] })],
    [{ mode: "idle" }, follows({ sub: [1, busy] })],
  ]);
  const cpu = { ...modes, causes: [{ name: "busy", per: [], value: walk }] };
  const of = (metric: typeof cpu) =>
    new CauseGraph([metric]).wholesOf(metric).map((all) => all.map(({ place }) => place));
  expect(of(cpu)).toEqual([[2, 0, 1]]);
  expect(of({ ...cpu, series: cpu.series.slice(0, 2) })).toEqual([]);
});
