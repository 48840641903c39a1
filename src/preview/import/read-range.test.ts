import { expect, test } from "vitest";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { readMetricTypes, readRange, usualStepMs } from "./read-range.ts";

const { signal } = new AbortController();
const server = (data: unknown, asked: unknown[] = []) =>
  ({
    url: "http://p",
    ask: async (request: { parameters: unknown }) => {
      asked.push(request.parameters);
      return { status: "success", data, httpStatus: 200, headers: {}, warnings: [] };
    },
  }) as unknown as Prometheus;
const matrix = (...result: unknown[]) => ({ resultType: "matrix", result });
const options = { queries: ["up"], endMs: 1_000_059_000, rangeMs: 60_000, stepMs: 15_000, signal };

test("readRange asks for a value each step, up to the last multiple of it, and leaves gaps where there is none", async () => {
  const asked: unknown[] = [];
  const values = [
    [1_000_005, "1"],
    [1_000_035, "NaN"],
    [1_000_050, "+Inf"],
  ];
  const data = await readRange(server(matrix({ metric: { __name__: "up", job: "a" }, values }), asked), options);
  expect(asked).toEqual([{ query: "up", start: "1000005", end: "1000050", step: "15" }]);
  expect(data.series).toEqual([
    { name: "up", labels: new Map([["job", "a"]]), values: [1, null, Number.NaN, Number.POSITIVE_INFINITY] },
  ]);
});

test("readRange leaves native histograms out with a warning, and refuses a range of nothing or of too much", async () => {
  const native = { metric: {}, histograms: [[1_000_005, { count: "1", sum: "1", buckets: [] }]] };
  const some = matrix({ metric: {}, values: [[1_000_005, "1"]] }, native);
  expect((await readRange(server(some), options)).warnings).toEqual([
    "a native histogram of up was left out: replay plays numbers",
  ]);
  await expect(readRange(server(matrix()), options)).rejects.toThrow("no series in this range");
  await expect(readRange(server(some), { ...options, stepMs: 1 })).rejects.toThrow("more than 11000 values");
  await expect(readRange(server(some), { ...options, stepMs: 90_000 })).rejects.toThrow("shorter than --step");
});

test("usualStepMs gives some 720 values, at multiples of 15 s", () => {
  expect([60_000, 3 * 3_600_000, 6 * 3_600_000, 7 * 86_400_000].map(usualStepMs)).toEqual([
    15_000, 15_000, 30_000, 840_000,
  ]);
});

test("readMetricTypes reads the metadata of a server, or nothing", async () => {
  expect(await readMetricTypes(server({ up: [{ type: "gauge" }], x: [] }), signal)).toEqual(new Map([["up", "gauge"]]));
  expect(await readMetricTypes(server(null), signal)).toEqual(new Map());
});
