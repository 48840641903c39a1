import fc from "fast-check";
import { expect, test } from "vitest";
import { readDashboard } from "../../src/dashboard/read/read.ts";
import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { inferSpec } from "../../src/infer/infer-spec.ts";
import { readOverrides } from "../../src/infer/levels/overrides.ts";
import type { KnownMetric } from "../../src/infer/read/known-metric.ts";
import { renderSpec } from "../../src/infer/write/render.ts";
import { updateSpec } from "../../src/infer/write/update-spec.ts";

const nowMs = Date.UTC(2026, 10, 24);

/** Names that kinds of metrics make out of `x`, and each of these once more. */
const endings = ["", "_bucket", "_sum", "_count", "_total", "_created", "_info", "_gsum"];
const names = endings.flatMap((one) => endings.map((other) => `x${one}${other}`));
const uses: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name} > 0`,
  (name) => `rate(${name}[5m])`,
  (name) => `delta(${name}[5m])`,
  (name) => `histogram_quantile(0.9, sum by (le) (rate(${name}[5m])))`,
  (name) => `histogram_quantile(0.9, rate(${name}[5m]))`,
  (name) => `histogram_count(${name})`,
  (name) => `${name}{quantile="0.5"}`,
  (name) => `${name}{quantile="1"}`,
  (name) => `sum by (quantile) (${name})`,
  (name) => `${name}{le="0.1"}`,
  (name) => `${name}{le=~"0.1|1.0",quantile!=""}`,
  (name) => `${name} * on (le) group_left (quantile) ${name}_bucket`,
  (name) => `rate(${name}_sum[5m]) / rate(${name}_count[5m])`,
];
const query = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...uses)).map(([name, use]) => use(name));
const known = fc.array(
  fc.tuple(
    fc.constantFrom("x", "x_sum", "x_bucket", "x_total"),
    fc.constantFrom("gauge", "counter", "histogram", "summary", "info", undefined),
  ),
  { maxLength: 2 },
);

const dashboard = (title: string, exprs: readonly string[]) =>
  readDashboard(
    JSON.stringify({
      title,
      panels: exprs.map((expr, id) => ({
        id,
        type: "timeseries",
        datasource: { type: "prometheus" },
        targets: [{ refId: "A", expr }],
      })),
    }),
    { file: `${title}.json` },
  );

const plan = (text: string) => planSpec(parseSpec(text, { file: "inferred" }), { nowMs });

test("whatever kinds of metrics of related names dashboards ask for, the spec that is inferred can be read, planned and extended", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(query, { minLength: 1, maxLength: 5 }),
      fc.array(query, { minLength: 1, maxLength: 3 }),
      known,
      async (first, second, types) => {
        const shapes = types.map(
          ([name, kind]): KnownMetric => ({
            name,
            kind,
            help: undefined,
            labels: new Map(),
            level: undefined,
            buckets: undefined,
            quantiles: undefined,
          }),
        );
        const [one, other] = [dashboard("one", first), dashboard("other", second)];
        const alone = renderSpec(await inferSpec([one], { nowMs, known: shapes }));
        const { definitions } = plan(alone);
        expect(definitions.length).toBeGreaterThan(0);
        const both = await inferSpec([one, other], { nowMs, overrides: readOverrides(alone) });
        plan(renderSpec(both));
        plan(updateSpec(alone, both, { file: "spec.yaml", nowMs }).text);
      },
    ),
    { numRuns: Number(process.env["DASHPREVIEW_FUZZ_RUNS"] ?? 200) },
  );
});
