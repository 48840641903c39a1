import { expect, test } from "vitest";
import { parse } from "yaml";
import { writeFlow } from "./flow.ts";

test.for<[value: unknown, text: string]>([
  [{ mul: [120, { signal: "node-exporter.load" }] }, "{mul: [120, {signal: node-exporter.load}]}"],
  [{ wave: { min: 0, max: 1, period: "24h", peak: "14:00" } }, '{wave: {min: 0, max: 1, period: 24h, peak: "14:00"}}'],
  [{ values: [1, null, 0.5] }, "{values: [1, null, 0.5]}"],
  [{ limit: { of: "1x2 stale", for: "1h30m" } }, '{limit: {of: "1x2 stale", for: 1h30m}}'],
  [{ signal: "on", step: 1e-9, max: undefined }, '{signal: "on", step: 1e-9}'],
])("writeFlow makes %j one line that YAML reads back", ([value, text]) => {
  expect(writeFlow(value)).toBe(text);
  expect(parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
});
