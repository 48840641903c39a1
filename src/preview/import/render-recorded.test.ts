import { expect, test } from "vitest";
import { planSpec } from "../../data-spec/plan/plan.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { createSharingSources } from "../../generator/sampling/sharing-sources.ts";
import { samplesOf } from "../../generator/testing/samples.ts";
import { renderRecorded } from "./render-recorded.ts";

const series = [
  { name: "requests_total", labels: new Map([["pod", "shop-{1..2}"]]), values: [1000, 1010, null, 1030.5, 3] },
  { name: "up", labels: new Map([["pod", "shop-{1..2}"]]), values: [1, 1, 0, 1, 1] },
  { name: undefined, labels: new Map(), values: [1, 2, 3, 4, Number.NaN] },
  { name: undefined, labels: new Map(), values: [5, 6, 7, 8, 9] },
];
const data = { stepMs: 30_000, series, warnings: [] };
const options = { keepLabels: true, digits: 6, name: "imported" };

function samples(text: string, csv?: string) {
  const document = parseSpec(text, { file: "f", readFile: () => csv ?? "" });
  const { definitions, seed, grid } = planSpec(document, { nowMs: Date.UTC(2026, 10, 1) });
  return createSharingSources(definitions, { seed, grid }).map((source) => [
    source.definition.kind,
    source.definition.name,
    Object.fromEntries(source.definition.labels),
    samplesOf(source, 0, grid.count)[0],
  ]);
}

const _ = undefined;
const expected = [
  ["counter", "requests_total", { pod: "shop-{1..2}" }, [1000, 1010, _, 1030.5, 3]],
  ["gauge", "up", { pod: "shop-{1..2}" }, [1, 1, 0, 1, 1]],
  ["gauge", "imported", {}, [1, 2, 3, 4, _]],
  ["gauge", "imported", { series: "2" }, [5, 6, 7, 8, 9]],
];

test("a spec replays the series in itself: counters with resets, gaps, label values as text, equal labels told apart", () => {
  expect(samples(renderRecorded(data, options).text)).toEqual(expected);
});

test("a spec replays the series from a file beside it", () => {
  const { text, csv } = renderRecorded(data, { ...options, csv: "x.values.csv" });
  const found = samples(text, csv);
  expect(found.slice(0, 2)).toEqual(expected.slice(0, 2));
  expect(found[3]).toEqual(expected[3]);
  expect(text).not.toContain("values:");
});

test("label values are made up, and the table of them is not in the spec", () => {
  const { text, mapped } = renderRecorded(data, { ...options, keepLabels: false });
  expect(mapped).toEqual([{ label: "pod", value: "shop-{1..2}", made: "pod-1" }]);
  expect(text).not.toContain("shop");
  expect(text).toContain('"pod": "pod-1"');
});

test("types are those that a server tells", () => {
  const { text } = renderRecorded(data, { ...options, types: new Map([["up", "counter"]]) });
  expect(text).toMatch(/name: "up"\n {4}type: counter/);
});
