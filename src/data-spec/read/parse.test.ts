import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { planSpec } from "../plan/plan.ts";
import { parseSpec } from "./parse.ts";

/** Signals of a spec by whether they end. */
const { finite, endless } = fc.letrec((tie) => {
  const signal = fc.oneof({ maxDepth: 3 }, tie("finite"), tie("endless"));
  const number = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.double({ min: 0, max: 1e9, noNaN: true }));
  const duration = fc.constantFrom("1ms", "15s", "1h30m", "2d", "1w");
  const length = fc.oneof(fc.record({ for: duration }), fc.record({ samples: fc.integer({ min: 1, max: 10_000 }) }));
  const phase = fc.constantFrom("00:00", "23:59:59", "0s", "10m");
  const below = (key: string, above: string) =>
    fc.tuple(number, fc.integer({ min: 1, max: 1000 })).map(([low, more]) => ({ [key]: low, [above]: low + more }));
  const map = <T>(key: string, of: fc.Arbitrary<T>) => of.map((value) => ({ [key]: value }));
  const both = (...parts: fc.Arbitrary<object>[]) =>
    fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as object);
  return {
    finite: fc.oneof(
      { maxDepth: 4 },
      map(
        "line",
        both(
          fc.record(
            { from: number, to: number, bounds: fc.constantFrom("[]", "[)", "(]", "()") },
            { requiredKeys: ["from", "to"] },
          ),
          length,
        ),
      ),
      map("values", fc.array(fc.option(number), { minLength: 1, maxLength: 5 })),
      map("gap", length),
      fc.constantFrom("1x5", "_x3 4-1x2 stale", "NaN Inf 1e3"),
      map("limit", both(fc.record({ of: signal }), length)),
      map("loop", fc.record({ of: tie("finite"), times: fc.integer({ min: 1, max: 100 }) })),
      fc.array(tie("finite"), { minLength: 1, maxLength: 3 }),
      map("clamp", fc.record({ of: tie("finite"), min: number })),
      map("mul", fc.tuple(tie("finite"), signal)),
    ),
    endless: fc.oneof(
      { maxDepth: 4 },
      number,
      map("random", below("min", "max")),
      map("level", fc.constantFrom({ min: 0, max: 1 }, { min: -2.5, max: 1e6 })),
      map(
        "wave",
        both(below("min", "max"), fc.record({ period: duration, peak: phase }, { requiredKeys: ["period"] })),
      ),
      map(
        "square",
        fc.record(
          { low: signal, high: number, period: duration, duty: fc.constantFrom(0, 0.25, 1), at: phase },
          { requiredKeys: ["low", "high", "period"] },
        ),
      ),
      map("noise", fc.record({ stddev: number, mean: signal }, { requiredKeys: ["stddev"] })),
      map(
        "walk",
        fc.record(
          { start: fc.constant(5), step: number, min: fc.constant(0), max: fc.constant(9) },
          { requiredKeys: ["start", "step"] },
        ),
      ),
      map("spike", fc.record({ height: signal, at: fc.oneof(phase, fc.array(phase, { minLength: 1, maxLength: 3 })) })),
      map("loop", fc.record({ of: tie("finite") })),
      fc.tuple(tie("finite"), tie("endless")),
      map("add", fc.tuple(tie("endless"), tie("endless"))),
    ),
  };
});
const end = fc.oneof(fc.constantFrom("last", "loop", "missing", "end"), fc.record({ value: fc.integer() }));
const labelValue = fc.oneof(
  fc.string({ minLength: 1, maxLength: 5 }).filter((text) => !/[\\{]/.test(text)),
  fc.constantFrom("{1..3}", "a{01..04..2}", "\\{1..2}"),
);
const labels = fc.dictionary(fc.constantFrom("a", "b", "job", "instance", "x_1"), labelValue, { maxKeys: 3 });
const gauge = fc.oneof(
  fc.record({ value: endless }),
  fc.record({ value: finite }),
  fc.record({ value: finite, ["then" as string]: end }),
);
const spec = fc.record({
  version: fc.constant(1),
  seed: fc.nat(),
  metrics: fc
    .tuple(fc.constantFrom("gauge", "unknown"), gauge, labels)
    .map(([type, series, own]) => [{ name: "x", type, series: [{ labels: own, ...series }] }]),
});

test("parseSpec takes every spec that keeps the rules, as YAML and as JSON, and both mean the same", () => {
  const definitions = (text: string) => planSpec(parseSpec(text, { file: "f" }), { nowMs: 1.8e12 }).definitions;
  fc.assert(
    fc.property(spec, (data) => {
      const json = definitions(JSON.stringify(data));
      expect(json.length).toBeGreaterThan(0);
      expect(definitions(stringify(data))).toEqual(json);
    }),
    { numRuns: 500 },
  );
});

test("parseSpec keeps the text, the seed and the names", () => {
  const text = "version: 1\nseed: 9\nmetrics: [{name: x, type: info, series: [{}]}]\n";
  const document = parseSpec(text, { file: "some/file.yaml" });
  expect(document).toMatchObject({ text, file: "some/file.yaml", seed: 9, alerts: [] });
  expect(document.locate(["metrics", 0, "name"])).toEqual({ file: "some/file.yaml", line: 3, column: 18 });
  expect(parseSpec(text.replace("seed: 9\n", ""), { file: "f" }).seed).toBe(1);
});

test("parseSpec takes a gauge beside a histogram or a summary of one name where no series of both is called the same", () => {
  const { metrics } = parseSpec(
    [
      "version: 1",
      "metrics:",
      "  - {name: x, type: gauge, series: [{value: 1}]}",
      "  - {name: x, type: histogram, buckets: [1], series: [{rate: 1, observe: {exponential: {mean: 1}}}]}",
      "  - {name: x_count, type: histogram, buckets: [1], series: [{rate: 1, observe: {exponential: {mean: 1}}}]}",
    ].join("\n"),
    { file: "f.yaml" },
  );
  expect(metrics.map(({ metadata }) => `${metadata.type} ${metadata.name}`)).toEqual([
    "gauge x",
    "histogram x",
    "histogram x_count",
  ]);
});
