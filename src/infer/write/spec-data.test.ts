import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { planSpec } from "../../data-spec/plan/plan.ts";
import { parseSpec, readMadeSpec } from "../../data-spec/read/parse.ts";
import { readSource } from "../../data-spec/source/source.ts";
import { inferSpec } from "../infer-spec.ts";
import type { InferredMetric, InferredSpec } from "../series/model.ts";
import { renderSpec } from "./render.ts";
import { specData } from "./spec-data.ts";

const nowMs = Date.UTC(2026, 0, 15);

const metric = (more: Partial<InferredMetric>): InferredMetric => ({
  name: "x",
  kind: "gauge",
  help: undefined,
  series: [],
  users: [],
  needs: [],
  observe: undefined,
  buckets: [],
  quantiles: [],
  ...more,
});

const spec = (metrics: readonly InferredMetric[], signals: InferredSpec["signals"] = []): InferredSpec => ({
  titles: ["T"],
  signals,
  metrics,
  stepMs: 15_000,
  historyMs: 21_600_000,
});

/** As YAML gives it: the order of the keys counts too. */
const written = (made: InferredSpec) => JSON.stringify(readSource(renderSpec(made), "x").data);

test("specData is what YAML makes of the text, for labels, helps and numbers that are hard to write", () => {
  const values = ["", "true", "null", "1", "1e3", "{1..3}", "\\{1..3}", "a: b # c", "\u2028", "é\n", "~", "-"];
  const series = values.map((value, index) => ({
    labels: new Map([
      ["job", value],
      ["null", "x"],
      ["__proto__", String(index)],
    ]),
    index,
    signal: { form: "constant", value: index === 3 ? -0 : 10 ** (index * 3 - 12) } as const,
  }));
  const signal: SignalSpec = { mul: [2, { signal: "a.b" }, "1+2x3", "5m"] };
  const course = { form: "course", signal, factor: -0.5 } as const;
  const made = spec(
    [
      metric({
        name: "b_total",
        kind: "counter",
        series: [{ ...series[0]!, signal: course, options: { initial: -0 } }],
      }),
      metric({ name: "a", help: "yes", unit: "Info # x: [", series }),
      metric({ name: "n", kind: "native", series: series.slice(0, 1), observe: { p50: 0.1, p99: 2 } }),
      metric({
        name: "h",
        kind: "histogram",
        native: "both",
        buckets: [1e-7, 0.5, 1e21],
        series: [{ ...series[0]!, observe: { values: { 0.5: 1, 10: { signal: "a.b" }, x: undefined } } as never }],
      }),
      metric({ name: "s", kind: "summary", quantiles: [0.5, 0.99], series: series.slice(0, 1) }),
      metric({ name: "i", kind: "info", series: series.slice(0, 1) }),
    ],
    [{ name: "a.b", per: ["job"], value: { wave: { min: 0, max: 1, period: "24h", peak: "14:00" } } }],
  );
  expect(JSON.stringify(specData(made))).toBe(written(made));
});

test("the document of an inferred spec is that of its text, with the same places", async () => {
  const file = join(import.meta.dirname, "../../../fixtures/hosts/hosts.json");
  const made = await inferSpec([readDashboard(readFileSync(file, "utf8"), { file })], { nowMs });
  const text = renderSpec(made);
  let times = 0;
  const write = () => {
    times++;
    return text;
  };
  const [read, direct] = [parseSpec(text, { file: "x" }), readMadeSpec({ file: "x", data: specData(made), write })];
  const [ofText, ofData] = [read, direct].map((document) => planSpec(document, { nowMs }));
  expect(ofData!.definitions).toEqual(ofText!.definitions);
  expect(ofData!.definitions.length).toBeGreaterThan(10);
  expect(ofData).toEqual({ ...ofText, made: ofData!.made });
  expect(times).toBe(0);
  expect(direct.text).toBe(text);
  expect(direct.locate(["metrics", 1, "series", 0])).toEqual(read.locate(["metrics", 1, "series", 0]));
  expect(times).toBe(1);
});
