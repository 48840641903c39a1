import { expect, test } from "vitest";
import { parse } from "yaml";
import type { InferredMetric } from "../series/model.ts";
import type { Cause } from "../world/cause.ts";
import { signalSection, withCausesRenamed } from "./add-causes.ts";

const load: Cause = { name: "load", per: ["pod"], value: { mul: [2, { signal: "day" }] } };
const day: Cause = { name: "day", per: [], value: 1 };

function added(text: string, causes: readonly Cause[]): string {
  const found = signalSection(text).insertion(causes);
  return found === undefined ? text : text.slice(0, found.at) + found.text + text.slice(found.at);
}

test.for([
  ["without a section", "version: 1\nmetrics:\n  - {name: x}\n"],
  [
    "with a section in lines",
    "version: 1\nsignals:\n    own: {value: 3}\n    # mine\n    other: {value: 4}\nmetrics: []\n",
  ],
  ["with a section in braces", "version: 1\nsignals: {own: {value: 3}}\nmetrics: []\n"],
  ["with a comma at the end of its section", "version: 1\nsignals: {own: {value: 3}, }\nmetrics: []\n"],
  ["with an empty section", "version: 1\nsignals: {}\nmetrics: []\n"],
  ["in JSON", '{"version": 1, "metrics": []}'],
  ["in JSON with a section", '{"version": 1, "signals": {"own": {"value": 3}}, "metrics": []}'],
] as const)("a spec %s gets causes and keeps what it has", ([, text]) => {
  const before = parse(text) as { signals?: object };
  expect(parse(added(text, [day, load]))).toEqual({
    ...before,
    signals: { ...before.signals, day: { value: 1 }, load: { per: ["pod"], value: { mul: [2, { signal: "day" }] } } },
  });
});

test("a cause that the spec has stays as it is", () => {
  const text = "signals: {day: {value: 5}, load: {per: [pod], value: 2}}\nmetrics: []\n";
  expect(added(text, [day, load])).toBe(text);
  expect(signalSection(text).rename([day, load])).toEqual(new Map());
});

test("a cause gets another name where the spec has one of its name that is per other labels", () => {
  const section = signalSection("signals: {load: {per: [instance], value: 2}, load-2: {value: 2}}\nmetrics: []\n");
  expect(section.rename([day, load])).toEqual(new Map([["load", "load-3"]]));
});

test("withCausesRenamed changes courses, observations and causes alike", () => {
  const metric: InferredMetric = {
    name: "x",
    kind: "histogram",
    help: undefined,
    series: [
      {
        labels: new Map([["pod", "a"]]),
        index: 0,
        signal: { form: "course", signal: { signal: "load" }, factor: 3 },
        observe: { exponential: { mean: { signal: "load" } } },
      },
    ],
    users: [],
    needs: [],
    observe: undefined,
    buckets: [],
    quantiles: [],
    causes: [load, { name: "twice", per: ["pod"], value: { signal: "load" } }],
  };
  const { series, causes } = withCausesRenamed(metric, new Map([["load", "load-2"]]));
  expect(series[0]).toMatchObject({
    signal: { signal: { mul: [3, { signal: "load-2" }] } },
    observe: { exponential: { mean: { signal: "load-2" } } },
  });
  expect(causes?.map(({ name, value }) => [name, value])).toEqual([
    ["load-2", load.value],
    ["twice", { signal: "load-2" }],
  ]);
  expect(withCausesRenamed(metric, new Map())).toBe(metric);
});
