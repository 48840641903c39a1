import { expect, test } from "vitest";
import { explainContext } from "../testing/explain-context.ts";
import { anySeriesBefore, explainSelector, findUnknownMetric } from "./explain-selector.ts";
import { knowSpec } from "./spec-knowledge.ts";

const knowledge = knowSpec([
  { name: "known", kind: "gauge" },
  { name: "native", kind: "histogram", native: true },
]);
const isolation = { name: "preview", value: "p1" };
const condition = (name: string, value: string) =>
  ({ name, operator: "=", value, text: `${name}="${value}"` }) as const;

/**
 * A server whose metrics have the label pairs; it answers for a selector of which all pairs are among those of one
 * series.
 */
function server(series: readonly string[]) {
  const matches = (match: string) =>
    series.filter((pairs) =>
      [...match.matchAll(/(\w+)(!?=)"([^"]*)"/g)].every(([, name, op, value]) =>
        op === "=" ? pairs.includes(`${name}="${value}"`) : pairs.includes(`${name}="`),
      ),
    );
  const valuesOf = (label: string, match: string) => [
    ...new Set(matches(match).flatMap((pairs) => new RegExp(`\\b${label}="([^"]*)"`).exec(pairs)?.[1] ?? [])),
  ];
  return {
    labelNames: async () => ["__name__", "job", "team", "preview"],
    labelValues: async (label: string, { match = "" }: { match?: string | undefined }) => valuesOf(label, match),
  };
}
const backend = server([
  '__name__="known",job="api",team="red",preview="p1"',
  '__name__="known",job="web",team="blue",preview="p1"',
  '__name__="known",job="other",team="red",preview="p2"',
]);
const explain = (metric: string | undefined, ...conditions: ReturnType<typeof condition>[]) =>
  explainSelector({ metric, conditions }, explainContext({ backend, knowledge, isolation }));

test.for([
  ["known", [condition("job", "api"), condition("preview", "p1")], undefined],
  ["known", [condition("job", "other")], 'no series of known has job="other"; there is "api", "web"'],
  ["known", [condition("pod", "x")], "no series of known has a label pod; they have job, team"],
  [
    "known",
    [condition("job", "api"), condition("team", "blue")],
    'no series of known has all of {job="api", team="blue"} together, though each of them alone',
  ],
  ["native_bucket", [], "metric native_bucket is not in the data spec; did you mean native?"],
  ["native", [], "metric native has no series in the window"],
] as const)("explainSelector of %s with %j", async ([metric, conditions, expected]) => {
  expect((await explain(metric, ...conditions))?.reason).toBe(expected);
});

test("explainSelector names the selector at fault without isolation", async () => {
  expect(await explain("known", condition("job", "db"), condition("preview", "p1"))).toMatchObject({
    code: "value-missing",
    selector: { metric: "known", matchers: [{ name: "job", operator: "=", value: "db" }] },
  });
});

test("anySeriesBefore asks for the time before the window, with the preview's label", async () => {
  const asked: unknown[] = [];
  const labelValues = async (_: string, scope: object) => {
    asked.push(scope);
    return [];
  };
  const context = explainContext({ isolation, backend: { labelNames: async () => [], labelValues } });
  expect(
    await anySeriesBefore({ metric: "x", conditions: [condition("a", "b"), condition("preview", "p1")] }, context),
  ).toBe(false);
  expect(asked).toEqual([{ match: '{preview="p1",__name__="x",a="b"}', startMs: 0, endMs: context.startMs - 1 }]);
});

test.for([
  ["sum(rate(gone[5m])) / known", "gone"],
  ["known > gone offset 1w", "gone"],
  ["topk(scalar(gone), known)", "gone"],
  ["known or gone", undefined],
  ["known unless gone", undefined],
  ["absent(gone)", undefined],
  ["known", undefined],
  ["sum(gone", undefined],
] as const)("findUnknownMetric of %s is %s", ([query, part]) => {
  expect(findUnknownMetric(query, { knowledge })?.part).toBe(part);
});
