import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { type CliResult, startCli } from "./cli.ts";
import { dashboard } from "./stack.ts";

// What Prometheus answers, against values worked out here from the meaning of the words in docs/data-spec.md. One hour
// at 15 s: k = 0 … 239.
const stepSeconds = 15;
const count = 240;

const gauges: Record<string, { signal: string; end?: string; value: (k: number) => number | undefined }> = {
  number: { signal: "42.5", value: () => 42.5 },
  line_for: { signal: "{line: {from: 10, to: 250, for: 1h}}", value: (k) => 10 + (240 * k) / 240 },
  line_samples: { signal: "{line: {from: 0, to: 10, samples: 5}}", end: "last", value: (k) => Math.min(10, 2.5 * k) },
  line_open: {
    signal: '[{line: {from: 1, to: 2, for: 1m, bounds: "(]"}}, {line: {from: 5, to: 6, for: 1m, bounds: "[]"}}]',
    end: "missing",
    value: (k) => [undefined, 1.25, 1.5, 1.75, 5, 5.25, 5.5, 5.75, 6][k],
  },
  values: {
    signal: "{values: [3, null, 1, 4]}",
    end: "{value: -1}",
    value: (k) => (k < 4 ? [3, undefined, 1, 4][k] : -1),
  },
  gap: {
    signal: "[{limit: {of: 1, for: 1m}}, {gap: {for: 2m}}, 2]",
    value: (k) => (k < 4 ? 1 : k < 12 ? undefined : 2),
  },
  loop: { signal: "{loop: {of: {values: [1, 2, 3]}}}", value: (k) => 1 + (k % 3) },
  loop_times: {
    signal: "{loop: {of: {values: [1, 2]}, times: 3}}",
    end: "missing",
    value: (k) => (k < 6 ? 1 + (k % 2) : undefined),
  },
  limit: { signal: "{limit: {of: 7, samples: 10}}", end: "missing", value: (k) => (k < 10 ? 7 : undefined) },
  then_loop: { signal: "{values: [1, 5]}", end: "loop", value: (k) => [1, 5][k % 2] },
  wave: {
    signal: "{wave: {min: 2, max: 12, period: 30m, peak: 10m}}",
    value: (k) => 7 + 5 * Math.cos((2 * Math.PI * (k * 15 - 600)) / 1800),
  },
  square: {
    signal: "{square: {low: 1, high: 3, period: 10m, duty: 0.3}}",
    value: (k) => ((k * 15) % 600 < 180 ? 3 : 1),
  },
  spike: {
    signal: "{spike: {height: 5, every: 20m, for: 1m, base: 2}}",
    value: (k) => (k >= 80 && (k * 15) % 1200 < 60 ? 7 : 2),
  },
  spike_at: { signal: '{spike: {height: 5, at: ["10m", "11m"]}}', value: (k) => (k === 40 || k === 44 ? 5 : 0) },
  add: { signal: "{add: [1, {line: {from: 0, to: 240, for: 1h}}, 2]}", value: (k) => 3 + k },
  sub: { signal: "{sub: [{line: {from: 0, to: 240, for: 1h}}, 5]}", value: (k) => k - 5 },
  mul: { signal: "{mul: [{line: {from: 0, to: 240, for: 1h}}, 0.5, 2]}", value: (k) => k },
  div: { signal: "{div: [10, {values: [1, 2, 0, 4]}]}", end: "missing", value: (k) => [10, 5, undefined, 2.5][k] },
  clamp: {
    signal: "{clamp: {of: {line: {from: 0, to: 240, for: 1h}}, min: 50, max: 60}}",
    value: (k) => Math.max(50, Math.min(60, k)),
  },
  notation: { signal: '"1+2x3 _x2 5 10-1x2 stale"', value: (k) => [1, 3, 5, 7, undefined, undefined, 5, 10, 9, 8][k] },
  moving: {
    signal: "{wave: {min: {line: {from: 0, to: 240, for: 1h}}, max: {line: {from: 0, to: 240, for: 1h}}, period: 1h}}",
    value: (k) => k,
  },
};

/** The sum of f over 1 … k times the step: how a counter adds its rate. */
const total = (k: number, rate: (i: number) => number) =>
  Array.from({ length: k }, (_, i) => rate(i + 1) * stepSeconds).reduce((sum, one) => sum + one, 0);

const counters: Record<string, { keys: string; value: (k: number) => number | undefined }> = {
  constant: { keys: "rate: 4", value: (k) => 60 * k },
  initial: { keys: "rate: 4, initial: 1000", value: (k) => 1000 + 60 * k },
  rising: { keys: "rate: {line: {from: 0, to: 240, for: 1h}}", value: (k) => total(k, (i) => i) },
  resets: { keys: "rate: 2, resets: {every: 10m}", value: (k) => 30 * (k % 40) },
  whole: { keys: "rate: 0.1, integer: true", value: (k) => Math.floor(Math.round(1.5 * k * 10) / 10) },
  pausing: {
    keys: "rate: [{limit: {of: 1, samples: 10}}, {gap: {samples: 5}}, 1]",
    value: (k) => (k < 10 ? 15 * k : k < 15 ? undefined : 15 * (9 + k - 14)),
  },
  running: {
    keys: "rate: [{limit: {of: 1, samples: 10}}, {gap: {samples: 5}}, 1], gaps: running",
    value: (k) => (k >= 10 && k < 15 ? undefined : 15 * k),
  },
  raw: { keys: "value: {values: [5, 6, 2]}, then: missing", value: (k) => [5, 6, 2][k] },
  held: { keys: "rate: {values: [1, 3]}, then: last", value: (k) => 45 * k },
};

const spec = `version: 1
seed: 42
step: 15s
history: 1h
metrics:
${Object.entries(gauges)
  .map(
    ([name, { signal, end }]) =>
      `  - {name: g_${name}, type: gauge, series: [{labels: {}, value: ${signal}${end === undefined ? "" : `, then: ${end}`}}]}`,
  )
  .join("\n")}
${Object.entries(counters)
  .map(([name, { keys }]) => `  - {name: c_${name}_total, type: counter, series: [{labels: {}, ${keys}}]}`)
  .join("\n")}
  - {name: g_random, type: gauge, series: [{labels: {}, value: {random: {min: 5, max: 6}}}]}
  - {name: g_noise, type: gauge, series: [{labels: {}, value: {noise: {mean: 100, stddev: 2}}}]}
  - {name: g_walk, type: gauge, series: [{labels: {}, value: {walk: {start: 50, step: 1, min: 40, max: 60}}}]}
  - {name: h_uniform, type: histogram, buckets: [0.5, 1, 1.5], series: [{labels: {}, rate: 10, observe: {uniform: {min: 0, max: 2}}}]}
  - {name: h_exponential, type: histogram, buckets: [1, 2], series: [{labels: {}, rate: 2, observe: {exponential: {mean: 2}}}]}
  - {name: h_values, type: histogram, buckets: [1, 5], series: [{labels: {}, rate: 3, observe: {values: {"0.5": 1, "4": 2}}}]}
  - {name: h_lognormal, type: histogram, buckets: [0.1, 1], series: [{labels: {}, rate: 8, observe: {lognormal: {p50: 0.1, p99: 1}}}]}
  - {name: h_normal, type: histogram, buckets: [10, 12], series: [{labels: {}, rate: 8, observe: {normal: {mean: 10, stddev: 2}}}]}
  - {name: h_native, type: histogram, native: true, series: [{labels: {}, rate: 10, observe: {uniform: {min: 0, max: 2}}}]}
  - {name: s_exponential, type: summary, series: [{labels: {}, rate: 5, observe: {exponential: {mean: 2}}}]}
  - {name: i_build_info, type: info, series: [{labels: {version: "1.2"}}]}
`;

let folder: string;
let url: string;
let toSeconds: number;
let child: ReturnType<typeof startCli>["child"];
let ended: Promise<CliResult>;

beforeAll(async () => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A", ["g_number"])));
  writeFileSync(join(folder, "a.data.yaml"), spec);
  ({ child, result: ended } = startCli(["up", "--local", "--output", "json", "a.json"], {
    cwd: folder,
    env: { TMPDIR: folder, DASHPREVIEW_LEAD_IN: "0" },
  }));
  let text = "";
  const output = await new Promise<{ url: string; window: { to: string } }>((done, fail) => {
    child.stdout!.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.endsWith("\n")) return;
      const parsed = JSON.parse(text) as { url: string; window: { to: string }; error?: { message: string } };
      if (parsed.error === undefined) done(parsed);
      else fail(new Error(parsed.error.message));
    });
    void ended.then(({ stderr }) => fail(new Error(stderr)));
  });
  url = output.url;
  toSeconds = Date.parse(output.window.to) / 1000;
});
afterAll(async () => {
  child.kill("SIGINT");
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

async function api(
  path: string,
  parameters: Record<string, string>,
): Promise<{ values?: [number, string][]; value?: [number, string] }[]> {
  const response = await fetch(`${url}/api/v1/${path}`, { method: "POST", body: new URLSearchParams(parameters) });
  const body = (await response.json()) as { data?: { result: { values?: [number, string][] }[] }; error?: string };
  if (body.data === undefined) throw new Error(body.error);
  return body.data.result;
}

/** The raw samples of a series by index: a range selector gives what is stored, without looking back over gaps. */
async function samples(selector: string): Promise<(number | undefined)[]> {
  const list = new Array<number | undefined>(count).fill(undefined);
  const [series] = await api("query", { query: `${selector}[2h]`, time: String(toSeconds) });
  for (const [time, text] of series?.values ?? [])
    list[Math.round((time - toSeconds) / stepSeconds) + count] = Number(text);
  return list;
}

function expectClose(actual: readonly (number | undefined)[], expected: (k: number) => number | undefined): void {
  for (let k = 0; k < count; k++) {
    const [is, should] = [actual[k], expected(k)];
    if (should === undefined) expect(is, `k = ${k}`).toBeUndefined();
    else
      expect(Math.abs((is ?? Number.NaN) - should), `k = ${k}: ${is} in place of ${should}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(should)),
      );
  }
}

test.for(Object.keys(gauges))(
  "a gauge of the signal %s has in Prometheus the values that the spec says",
  async (name) => {
    expectClose(await samples(`g_${name}`), gauges[name]!.value);
  },
);

test.for(Object.keys(counters))("a counter with %s counts in Prometheus what the spec says", async (name) => {
  expectClose(await samples(`c_${name}_total`), counters[name]!.value);
});

test("rate and increase of a counter give back the rate of its spec", async () => {
  const at = { time: String(toSeconds - stepSeconds) };
  const [rate] = await api("query", { query: "rate(c_constant_total[5m])", ...at });
  expect(Math.abs(Number(rate!.value![1]) - 4)).toBeLessThan(4e-9);
  const [increase] = await api("query", { query: "increase(c_initial_total[10m])", ...at });
  expect(Math.abs(Number(increase!.value![1]) - 2400)).toBeLessThan(2.4e-6);
});

// Shares of the observations at or below each bound, from the distributions' own formulas.
const z99 = 2.3263478740408408;
const buckets: [string, number, [le: string, share: number][], mean: number][] = [
  [
    "h_uniform",
    10,
    [
      ["0.5", 0.25],
      ["1", 0.5],
      ["1.5", 0.75],
      ["+Inf", 1],
    ],
    1,
  ],
  [
    "h_exponential",
    2,
    [
      ["1", 1 - Math.exp(-0.5)],
      ["2", 1 - Math.exp(-1)],
      ["+Inf", 1],
    ],
    2,
  ],
  [
    "h_values",
    3,
    [
      ["1", 1 / 3],
      ["5", 1],
      ["+Inf", 1],
    ],
    (0.5 + 2 * 4) / 3,
  ],
  [
    "h_lognormal",
    8,
    [
      ["0.1", 0.5],
      ["1", 0.99],
      ["+Inf", 1],
    ],
    0.1 * Math.exp((Math.LN10 / z99) ** 2 / 2),
  ],
  // Φ(1), Abramowitz and Stegun, table 26.1.
  [
    "h_normal",
    8,
    [
      ["10", 0.5],
      ["12", 0.841344746068543],
      ["+Inf", 1],
    ],
    10,
  ],
];

test.for(buckets)(
  "each scrape adds to the buckets, sum and count of %s what its distribution says",
  async ([name, rate, shares, mean]) => {
    for (const [le, share] of shares)
      expectClose(await samples(`${name}_bucket{le="${le}"}`), (k) => rate * stepSeconds * share * k);
    expectClose(await samples(`${name}_count`), (k) => rate * stepSeconds * k);
    expectClose(await samples(`${name}_sum`), (k) => rate * stepSeconds * mean * k);
  },
);

test("a native histogram counts and sums what its spec says, and its quantile lies within a bucket of the true one", async () => {
  const at = { time: String(toSeconds - stepSeconds) };
  const value = async (query: string) => Number((await api("query", { query, ...at }))[0]!.value![1]);
  expect(Math.abs((await value("histogram_count(h_native)")) - 150 * 239)).toBeLessThan(1e-5);
  expect(Math.abs((await value("histogram_sum(h_native)")) - 150 * 239)).toBeLessThan(1e-5);
  // Schema 3: a bucket is 2^(1/8) wide.
  const median = await value("histogram_quantile(0.5, h_native)");
  expect(median).toBeGreaterThan(2 ** (-1 / 8));
  expect(median).toBeLessThan(2 ** (1 / 8));
});

test("a summary has the exact quantiles of its distribution, its sum and its count", async () => {
  for (const [quantile, share] of [
    ["0.5", 0.5],
    ["0.9", 0.9],
    ["0.99", 0.99],
  ] as const) {
    expectClose(await samples(`s_exponential{quantile="${quantile}"}`), () => -2 * Math.log(1 - share));
  }
  expectClose(await samples("s_exponential_count"), (k) => 75 * k);
  expectClose(await samples("s_exponential_sum"), (k) => 150 * k);
});

test("an info metric is 1 with its labels", async () => {
  expectClose(await samples('i_build_info{version="1.2"}'), () => 1);
});

test("random, noise and walk keep to their bounds and moments", async () => {
  const random = (await samples("g_random")) as number[];
  expect(Math.min(...random)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...random)).toBeLessThan(6);
  expect(new Set(random).size).toBe(count);
  const noise = (await samples("g_noise")) as number[];
  const mean = noise.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  // Five standard errors.
  expect(Math.abs(mean - 100)).toBeLessThan((5 * 2) / Math.sqrt(count));
  expect(Math.abs(deviation - 2)).toBeLessThan((5 * 2) / Math.sqrt(2 * count));
  const walk = (await samples("g_walk")) as number[];
  expect(Math.min(...walk)).toBeGreaterThanOrEqual(40);
  expect(Math.max(...walk)).toBeLessThanOrEqual(60);
  const steps = walk.slice(1).map((value, i) => value - walk[i]!);
  expect(Math.sqrt(steps.reduce((sum, value) => sum + value * value, 0) / steps.length)).toBeGreaterThan(0.3);
});
