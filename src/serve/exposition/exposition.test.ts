import fc from "fast-check";
import { expect, test } from "vitest";
import { samples } from "../../generator/sampling/samples.ts";
import { readText } from "../../prometheus/scrape/read-text.ts";
import { SpecClock } from "../clock/spec-clock.ts";
import { loadSpec } from "../running/load-spec.ts";
import { RunningSpec } from "../running/running-spec.ts";
import { Expositions } from "./expositions.ts";

const stepMs = 1000;
const nowMs = 1_794_000_000_000;

const text = fc.string({
  maxLength: 8,
  unit: fc.constantFrom("a", '"', "\\", "\n", "{", "}", ",", "=", "é", "😀", " "),
});
const signal = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  fc.constantFrom("1+1x9 _x3 NaN Inf -Inf stale 5x20", { wave: { min: 0, max: 9, period: "20s" } }, [
    { values: [1, null, 3] },
    { gap: { for: "3s" } },
    7,
  ]),
);
const metric = fc.record({ help: text, label: text, value: signal });
const spec = fc.array(metric, { minLength: 1, maxLength: 4 }).map((metrics) => ({
  version: 1,
  step: "1s",
  history: "10s",
  metrics: [
    ...metrics.map(({ help, label, value }, place) => ({
      name: `m${place}`,
      type: "gauge",
      help,
      series: [{ labels: { l: `x${label.replaceAll("{", "\\{")}` }, value }],
    })),
    {
      name: "c_total",
      type: "counter",
      series: [{ rate: { wave: { min: 1, max: 5, period: "30s" } }, resets: { every: "7s" } }],
    },
    {
      name: "h",
      type: "histogram",
      buckets: [1, 2.5],
      series: [{ rate: 3, observe: { uniform: { min: 0, max: 4 } } }],
    },
    { name: "s", type: "summary", quantiles: [0.5], series: [{ rate: 3, observe: { uniform: { min: 0, max: 4 } } }] },
  ],
}));

/** By name and labels, with whole bounds as one text. */
function keyOf(name: string, labels: Iterable<readonly [string, string]>): string {
  const own = [...labels].map(([label, value]) => [
    label,
    label === "le" ? `${Number(value.replace("+Inf", "Infinity"))}` : value,
  ]);
  return JSON.stringify([name, own.sort()]);
}

test("the samples of a page, read back, are those that the generator makes at that moment, in any order of moments", async () => {
  const steps = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      spec,
      steps,
      fc.constantFrom("text" as const, "openmetrics" as const),
      async (data, list, format) => {
        const loaded = loadSpec(JSON.stringify(data), { file: "spec", nowMs });
        const { grid, seed, definitions } = loaded.plan;
        const clock = new SpecClock({ now: () => nowMs, specMs: grid.fromMs });
        clock.pause();
        const running = new RunningSpec(loaded, { clock, elapsed: () => 0 });
        const expositions = new Expositions(running);
        for (const index of list) {
          await running.setClock((one) => one.jump(grid.fromMs + index * stepMs + 400));
          const page = readText((await expositions.make({ format, packed: false })).toString());
          const found = new Map(
            page.samples
              .filter(({ name }) => !name.endsWith("_created"))
              .map(({ name, labels, value }) => [keyOf(name, labels), value]),
          );
          const expected = new Map(
            definitions.flatMap((definition) =>
              [...samples(definition, { seed, fromMs: grid.fromMs, stepMs, count: index + 1 })].flatMap((one) =>
                one.timeMs === grid.fromMs + index * stepMs && typeof one.value === "number"
                  ? [[keyOf(one.name, one.labels), one.value] as const]
                  : [],
              ),
            ),
          );
          expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()));
        }
        expositions.stop();
      },
    ),
    { numRuns: 60 },
  );
});
