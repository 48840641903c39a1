import { expect, test } from "vitest";
import { SpecClock } from "../clock/spec-clock.ts";
import { loadSpec } from "../running/load-spec.ts";
import { RunningSpec } from "../running/running-spec.ts";
import { formatOpenMetrics } from "./open-metrics.ts";
import { formatText } from "./text.ts";

const nowMs = 1_794_000_000_000;

function pagesOf(metrics: string) {
  const loaded = loadSpec(`version: 1\nstep: 1s\nhistory: 10s\nmetrics:\n${metrics}`, { file: "spec", nowMs });
  const clock = new SpecClock({ now: () => nowMs, specMs: nowMs });
  return new RunningSpec(loaded, { clock, elapsed: () => 0 }).read((snapshot) => ({
    text: formatText(snapshot).toString(),
    open: formatOpenMetrics(snapshot).toString(),
  }));
}

test("a gauge and a histogram of one name have one head", async () => {
  const { text, open } = await pagesOf(`  - { name: x, type: gauge, series: [{ value: 1 }] }
  - { name: x, type: histogram, buckets: [1], series: [{ rate: 1, observe: { uniform: { min: 0, max: 2 } } }] }
`);
  expect(text.match(/# TYPE x /g)).toHaveLength(1);
  expect(open.match(/# TYPE x /g)).toHaveLength(1);
  expect(text).toContain('x_bucket{le="1"} ');
  expect(open).toContain('x_bucket{le="1.0"} ');
});

test("OpenMetrics has its own names for counters and infos, and unknown for names that it does not allow them", async () => {
  const { open } = await pagesOf(`  - { name: a_bytes_total, type: counter, unit: bytes, series: [{ rate: 1 }] }
  - { name: b, type: counter, series: [{ rate: 1 }] }
  - { name: c_info, type: info, series: [{ labels: { v: "1" } }] }
  - { name: d, type: gauge, unit: seconds, help: 'a "b" \\c', series: [{ value: .5 }] }
`);
  const heads = open.split("\n").filter((line) => line.startsWith("#"));
  expect(heads).toEqual([
    "# TYPE a_bytes counter",
    "# UNIT a_bytes bytes",
    "# HELP a_bytes Made by dashpreview.",
    "# TYPE b unknown",
    "# HELP b Made by dashpreview.",
    "# TYPE c info",
    "# HELP c Made by dashpreview.",
    "# TYPE d gauge",
    '# HELP d a \\"b\\" \\\\c',
    "# EOF",
  ]);
  // The first sample of the grid lies nine steps before the newest one.
  expect(open).toMatch(
    /a_bytes_total 9 # \{trace_id="[0-9a-f]{32}"\} 1 1794000000\.000\na_bytes_created 1793999991\.000\n/,
  );
  expect(open).toContain('c_info{v="1"} 1\n');
});

test("a native histogram is shown in text by its count and sum, one beside classic series not at all", async () => {
  const { text } =
    await pagesOf(`  - { name: n, type: histogram, native: true, series: [{ rate: 2, observe: { uniform: { min: 1, max: 1.0001 } } }] }
  - { name: m, type: histogram, native: both, buckets: [1], series: [{ rate: 2, observe: { uniform: { min: 0, max: 1 } } }] }
`);
  expect(text).toContain('n_bucket{le="+Inf"} 18\n');
  expect(text).toContain("n_count 18\n");
  expect(text.match(/^m/gm)).toHaveLength(4);
});
