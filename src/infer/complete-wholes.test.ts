import fc from "fast-check";
import { expect, test } from "vitest";
import type { SignalSpec } from "../data-spec/generated/data-spec.ts";
import { completeWholes } from "./complete-wholes.ts";
import { metricOf } from "./testing/world-of.ts";

const follows = (signal: SignalSpec) => ({ form: "course", factor: 1, signal }) as const;
const busy: SignalSpec = { signal: "busy" };
const signals: Record<string, SignalSpec> = {
  idle: { sub: [1, busy] },
  user: { mul: [busy, { sub: [1, { signal: "kernel" }, { signal: "waiting" }] }] },
  system: { mul: [busy, { signal: "kernel" }] },
  iowait: { mul: [busy, { signal: "waiting" }] },
};
const modes = Object.keys(signals);
const part = (host: string, cpu: string, mode: string) => [{ cpu, host, mode }, follows(signals[mode]!)] as const;
const texts = (metric: ReturnType<typeof metricOf>) =>
  metric.series.map(({ labels }) => [...labels.values()].join(" "));

test("completeWholes gives each processor of which there is a mode all modes of the one that has the most", () => {
  const some = fc.uniqueArray(
    fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("1", "2", "3"), fc.constantFrom(...modes)),
    {
      selector: String,
    },
  );
  fc.assert(
    fc.property(some, (parts) => {
      const full = modes.map((mode) => part("a", "0", mode));
      const metric = metricOf("cpu_seconds_total", "counter", [...full, ...parts.map((each) => part(...each))]);
      const completed = completeWholes(metric);
      const cpus = new Set(["a 0", ...parts.map(([host, cpu]) => `${host} ${cpu}`)]);
      const wanted = [...cpus].flatMap((cpu) => modes.map((mode) => `${cpu.split(" ").reverse().join(" ")} ${mode}`));
      expect(texts(completed).sort()).toEqual(wanted.sort());
      for (const { labels, signal } of completed.series) expect(signal).toEqual(follows(signals[labels.get("mode")!]!));
    }),
  );
});

test("completeWholes leaves alone what are no parts of one whole, or other parts than those", () => {
  const code = (handler: string, value: string) => [{ code: value, handler }, follows(busy)] as const;
  const codes = metricOf("requests_total", "counter", [
    code("/", "200"),
    code("/", "404"),
    code("/", "500"),
    code("/x", "200"),
  ]);
  expect(completeWholes(codes)).toBe(codes);
  const other = metricOf("cpu_seconds_total", "counter", [
    ...modes.map((mode) => part("a", "0", mode)),
    [{ cpu: "1", host: "a", mode: "all" }, follows(busy)],
  ]);
  expect(completeWholes(other)).toBe(other);
});
