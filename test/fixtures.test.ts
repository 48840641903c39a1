import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { makeFixtures } from "../fixtures/make.ts";
import { injectLabel } from "../src/promql/isolation/inject.ts";
import { injectVariableQuery } from "../src/promql/isolation/inject-variable-query.ts";
import { toolPath } from "./servers/process.ts";

const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };
const folder = resolve(import.meta.dirname, "../fixtures");

test("fixtures are what their builders make: run npm run fixtures", () => {
  for (const [path, text] of makeFixtures()) expect(readFileSync(join(folder, path), "utf8"), path).toBe(text);
});

test.each([...makeFixtures().keys()])("%s names every metric that its data spec makes, and no other", (path) => {
  const asked = metricsIn(readFileSync(join(folder, path), "utf8"));
  const spec = parse(readFileSync(join(folder, path.replace(/\.json$/, ".data.yaml")), "utf8")) as {
    metrics: { name: string; type: string }[];
  };
  const made = spec.metrics.flatMap(({ name, type }) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  expect([...asked].filter((name) => !made.includes(name))).toEqual([]);
  const unused = spec.metrics.filter(
    ({ name }) => ![...asked].some((one) => one.replace(/_(bucket|sum|count)$/, "") === name || one === name),
  );
  expect(unused).toEqual([]);
});

test("the queue's alert rules are accepted by promtool", () => {
  const output = execFileSync(toolPath("promtool"), ["check", "rules", join(folder, "queue/queue.rules.yaml")], {
    encoding: "utf8",
  });
  expect(output).toContain("SUCCESS: 2 rules found");
});

test.each([...makeFixtures().keys()])("%s asks only what can be kept to one preview", (path) => {
  const refused = queriesIn(readFileSync(join(folder, path), "utf8"))
    .map((query) =>
      query.startsWith("label_values(") ? injectVariableQuery(query, isolation) : injectLabel(query, isolation),
    )
    .filter(({ ok }) => !ok);
  expect(refused).toEqual([]);
});

/** Words before a brace, and those that stand alone where a metric may: enough for dashboards of our own. */
function metricsIn(json: string): Set<string> {
  const found = queriesIn(json).flatMap((query) =>
    [...query.matchAll(/([a-zA-Z_]\w+)\{|label_values\((\w+),/g)].map((match) => match[1] ?? match[2]!),
  );
  return new Set(found);
}

function queriesIn(json: string): string[] {
  const { panels, templating, annotations } = JSON.parse(json) as {
    panels: { targets?: { expr: string }[] }[];
    templating: { list: { type: string; query?: unknown }[] };
    annotations: { list?: { expr?: string }[] };
  };
  return [
    ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...templating.list.filter(({ type }) => type === "query").map(({ query }) => (query as { query: string }).query),
    ...(annotations.list ?? []).flatMap(({ expr }) => (expr === undefined ? [] : [expr])),
  ];
}
