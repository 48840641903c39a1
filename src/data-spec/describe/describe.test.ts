import { expect, test } from "vitest";
import { planSpec } from "../plan/plan.ts";
import { parseSpec } from "../read/parse.ts";
import { describeSpec } from "./describe.ts";
import { formatDescription } from "./format-description.ts";

const text = `version: 1
seed: 7
step: 15s
start: 2026-11-01T00:00:00Z
history: 1h
metrics:
  - name: requests_total
    type: counter
    help: Requests served.
    unit: requests
    series:
      - {labels: {code: ["200", "404"]}, rate: {add: [1, {values: [1, null, 3]}]}, then: end}
      - {labels: {code: "500"}, rate: 0}
  - {name: latency_seconds, type: histogram, buckets: [1], series: [{rate: 0.4, observe: {uniform: {min: 0, max: 2}}}]}
  - {name: build_info, type: info, series: [{labels: {version: "1"}}]}
  - {name: odd, type: gauge, series: [{value: "NaN Inf {-}" }]}
`.replace("{-}", "0.123456789 stale");

const document = parseSpec(text, { file: "f" });
const plan = planSpec(document, { nowMs: Date.UTC(2026, 11, 1) });

test("describeSpec shows trees, counts and first samples as plain data", () => {
  const description = describeSpec(document, plan, { series: 2, samples: 4 });
  expect(description).toMatchObject({
    window: { from: "2026-11-01T00:00:00.000Z", to: "2026-11-01T01:00:00.000Z", stepSeconds: 15, samples: 240 },
    seed: 7,
    series: 9,
    samples: 9 * 240,
  });
  // Rates 2, missing, 4: the first sample is 0, then 4·15.
  expect(description.metrics[0]!.entries[0]).toMatchObject({
    labelSets: 2,
    wireSeries: 1,
    first: [
      { name: "requests_total", labels: [["code", "200"]], samples: [0, null, 60, "stale"] },
      { name: "requests_total", labels: [["code", "404"]], samples: [0, null, 60, "stale"] },
    ],
  });
  expect(description.metrics[3]!.entries[0]!.first[0]!.samples).toEqual(["NaN", "+Inf", 0.123456789, "stale"]);
  expect(JSON.parse(JSON.stringify(description))).toEqual(description);
});

test("describeSpec shows one label set of each entry and 8 samples unless told otherwise", () => {
  const { metrics } = describeSpec(document, plan);
  expect(metrics[0]!.entries.map(({ first }) => first.map(({ labels }) => labels))).toEqual([
    [[["code", "200"]]],
    [[["code", "500"]]],
  ]);
  expect(metrics[0]!.entries[1]!.first[0]!.samples).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

test("formatDescription writes lines for people", () => {
  expect(formatDescription(describeSpec(document, plan, { samples: 4 }))).toMatchInlineSnapshot(`
    [
      "window  2026-11-01T00:00:00.000Z to 2026-11-01T01:00:00.000Z: 1h, 240 scrapes, one every 15s",
      "series  9, at most 2,160 samples, seed 7",
      "",
      "requests_total  (counter, in requests, Requests served.)",
      "  2 series",
      "    rate:",
      "      add (45s)",
      "        number 1",
      "        values 1, null, 3 (45s)",
      "    then a stale marker, then nothing",
      "    requests_total{code="200"}",
      "      0  _  60  stale",
      "  1 series",
      "    rate:",
      "      number 0",
      "    requests_total{code="500"}",
      "      0  0  0  0",
      "",
      "latency_seconds  (histogram)",
      "  1 × 4 series",
      "    rate:",
      "      number 0.4",
      "    observe uniform: min 0, max 2",
      "    buckets 1",
      "    latency_seconds_bucket{le="1"}",
      "      0  3  6  9",
      "    latency_seconds_bucket{le="+Inf"}",
      "      0  6  12  18",
      "    latency_seconds_sum",
      "      0  6  12  18",
      "    latency_seconds_count",
      "      0  6  12  18",
      "",
      "build_info  (info)",
      "  1 series",
      "    value 1",
      "    build_info{version="1"}",
      "      1  1  1  1",
      "",
      "odd  (gauge)",
      "  1 series",
      "    value:",
      "      notation NaN Inf 0.123456789 stale (1m)",
      "    then nothing",
      "    odd",
      "      NaN  +Inf  0.123457  stale",
    ]
  `);
});

test("formatDescription tells which causes are shared, by how many series, how long parts are, and which events there are", () => {
  const spec = `version: 1
step: 1m
start: 2026-11-01T11:00:00Z
history: 2h
signals:
  day: {value: [{limit: {of: 1, until: "11:02"}}, {line: {from: 1, to: 3, for: 2m}}, 3]}
  load: {per: [instance], value: {mul: [{signal: day}, 2]}}
metrics:
  - name: requests_total
    type: counter
    series:
      - {labels: {instance: "a{1..2}", code: ["200", "500"]}, rate: {mul: [{signal: load}, 10]}, until: "12:30"}
events: [{restart: {match: {instance: a1}, at: "12:00", down: 2m}}]
`;
  const causes = parseSpec(spec, { file: "f" });
  const description = describeSpec(causes, planSpec(causes, { nowMs: Date.UTC(2026, 11, 1) }), { samples: 5 });
  expect(description.signals).toMatchObject([
    { name: "day", per: [], series: 4, courses: 1 },
    { name: "load", per: ["instance"], series: 4, courses: 2 },
  ]);
  expect(formatDescription(description).slice(2)).toEqual([
    "event   restart at 2026-11-01T12:00:00.000Z: 2 series change",
    "",
    "signal day  (shared by 4 series)",
    "  one after the other",
    "    limit until 11:02 UTC (2m)",
    "      number 1",
    "    line 1 → 3 for 2m",
    "    number 3",
    "  day",
    "    1  1  1  2  3",
    "",
    "signal load  (shared by 4 series, per instance: 2 courses)",
    "  mul",
    "    signal day (shared by 4 series)",
    "    number 2",
    '  load{instance="a1"}',
    "    2  2  2  4  6",
    "",
    "requests_total  (counter)",
    "  4 series",
    "    rate:",
    "      mul",
    "        signal load (shared by 4 series)",
    "        number 10",
    "    ends 1h30m after the start, with a stale marker",
    "    restarts 1h after the start, down for 2m",
    '    requests_total{code="200", instance="a1"}',
    "      0  1200  2400  4800  8400",
  ]);
});
