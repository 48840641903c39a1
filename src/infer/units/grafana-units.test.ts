import { expect, test } from "vitest";
import { quantityOfUnit } from "./grafana-units.ts";

test.for([
  ["bytes", "bytes", 1, false],
  ["mbytes", "bytes", 1_048_576, false],
  ["decgbytes", "bytes", 1e9, false],
  ["bps", "bytes", 0.125, true],
  ["MiBs", "bytes", 1_048_576, true],
  ["Mbits", "bytes", 125_000, true],
  ["µs", "seconds", 1e-6, false],
  ["dtdurationms", "seconds", 1e-3, false],
  ["d", "seconds", 86_400, false],
  ["percent", "share", 0.01, false],
  ["percentunit", "share", 1, false],
  ["dateTimeAsIso", "date", 1e-3, false],
  ["time: LT MMMM D, YYYY", "date", 1e-3, false],
  ["bool_on_off", "state", 1, false],
  ["reqps", "count", 1, true],
  ["opm", "count", 1 / 60, true],
  ["currencyUSD", "currency", 1, false],
  ["rotrpm", "rpm", 1, false],
  ["/ sec", "count", 1, true],
  ["suffix: req/s", "count", 1, true],
  ["errors / min", "count", 1 / 60, true],
  ["GiB", "bytes", 1024 ** 3, false],
  ["MB/s", "bytes", 1e6, true],
  ["vCPU", "cores", 1, false],
] as const)("quantityOfUnit of %s: %s × %d, per second: %s", ([unit, dimension, scale, perSecond]) => {
  const found = quantityOfUnit(unit)!;
  expect([found.dimension, found.perSecond]).toEqual([dimension, perSecond]);
  expect(found.scale).toBeCloseTo(scale, 12);
});

test.for(["short", "none", "", "string", "documents", "constructor", undefined])(
  "quantityOfUnit of %s says nothing",
  (unit) => {
    expect(quantityOfUnit(unit)).toBeUndefined();
  },
);
