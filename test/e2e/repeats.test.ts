import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { v2Element } from "../dashboards/source.ts";
import { expectResult } from "../result-schema.ts";
import { temporaryFolder } from "../servers/process.ts";
import { runCli } from "./cli.ts";
import { startStack } from "./stack.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spec = `version: 1
metrics:
  - name: load
    type: gauge
    series:
      - { labels: { ns: [bank, mail, shop], pod: "p-{1..2}" }, value: 1 }
  - name: failures
    type: gauge
    series:
      - { labels: { ns: [bank, shop], pod: "p-{1..2}" }, value: 2 }
`;
const datasource = { type: "prometheus", uid: "prod" };
const all = { text: ["All"], value: ["$__all"] };
const labelVariable = (name: string) => ({
  name,
  type: "query",
  datasource,
  query: { query: `label_values(load, ${name})`, refId: "V" },
  refresh: 2,
  multi: true,
  includeAll: true,
  current: all,
});
const templating = { list: [labelVariable("ns"), labelVariable("pod")] };
const custom = (name: string, options: readonly string[], more: object = {}) => {
  return { name, type: "custom", query: options.join(","), multi: true, includeAll: true, current: all, ...more };
};
const panel = (title: string, expr: string, more: object = {}) => {
  return { title, type: "timeseries", datasource, targets: [{ refId: "A", expr, datasource }], ...more };
};
const row = (title: string, more: object = {}) => ({ type: "row", title, collapsed: false, panels: [], ...more });

interface Panel {
  readonly title: string;
  readonly state: string;
  readonly copyCount?: number;
  readonly copies?: { values: Record<string, string>; state: string; code?: string }[];
}
interface Result {
  readonly dashboards: {
    readonly panelResults: Panel[];
    readonly queries: { panel: string; copy?: Record<string, string>; ranExpr?: string; panelIndex?: number }[];
    readonly findings: { panel?: string; state: string; code?: string; copies?: object[]; reason: string }[];
  }[];
}

/** Writes the dashboard, fills a Prometheus with the spec, and checks every panel. */
async function check(model: object, data: string | null = spec) {
  writeFileSync(join(folder, "a.json"), JSON.stringify(model));
  if (data !== null) writeFileSync(join(folder, "a.data.yaml"), data);
  const args = ["up", "--local", "--exit", "--history", "30m", "--output", "json", "a.json"];
  const result = await runCli(args, { cwd: folder, env: { TMPDIR: folder } });
  expect(result.code, result.stderr).toBe(0);
  return expectResult(result.json<Result>()).dashboards[0]!;
}

const classicModel = (panels: object[], more: object = {}) => {
  return { uid: "a", title: "A", schemaVersion: 39, templating, panels, ...more };
};

/** `{ "ns=bank pod=p-1": "ok" }`. */
const statesOf = ({ copies = [] }: Panel) =>
  Object.fromEntries(
    copies.map(({ values, state }) => {
      const names = Object.entries(values).map(([name, value]) => `${name}=${value}`);
      return [names.join(" "), state];
    }),
  );
const ok = (...names: string[]) => Object.fromEntries(names.map((name) => [name, "ok"]));
const spaces = ["ns=bank", "ns=mail", "ns=shop"];
const product = spaces.flatMap((ns) => [`${ns} pod=p-1`, `${ns} pod=p-2`]);

test("up asks once for each copy of repeated rows and panels, and for each pair of values where a panel repeats in a row", async () => {
  const { panelResults, queries, findings } = await check(
    classicModel([
      row("NS $ns", { id: 1, repeat: "ns" }),
      panel("In row", 'count(load{ns="$ns"})'),
      panel("In both", 'load{ns="$ns",pod="$pod"}', { repeat: "pod" }),
      panel("Same again", 'load{ns="$ns"}', { repeat: "ns" }),
      row("Folded", { id: 2, repeat: "ns", collapsed: true, panels: [panel("In folded", 'load{ns="$ns"}')] }),
      panel("Behind folded", 'load{ns=~"$ns"}'),
      row("Rest", { id: 3 }),
      panel("Across", 'load{ns=~"$ns",pod="$pod"}', { repeat: "pod", repeatDirection: "h", maxPerRow: 2 }),
      panel("Down", 'load{ns="$ns"}', { repeat: "ns", repeatDirection: "v" }),
      panel("Plain", 'load{ns=~"$ns"}'),
      panel("Plain and wrong", 'load{ns="$ns"}'),
    ]),
  );
  const found = Object.fromEntries(panelResults.map((one) => [one.title, statesOf(one)]));
  expect(found).toEqual({
    "In row": ok(...spaces),
    "In both": ok(...product),
    "Same again": ok(...spaces),
    "In folded": ok(...spaces),
    "Behind folded": {},
    Across: ok("pod=p-1", "pod=p-2"),
    Down: ok(...spaces),
    Plain: {},
    "Plain and wrong": {},
  });
  expect(panelResults.filter(({ state }) => state !== "ok").map(({ title }) => title)).toEqual(["Plain and wrong"]);
  expect(queries.filter((query) => query.panel === "In both").map(({ ranExpr }) => ranExpr)).toEqual([
    ...["bank", "mail", "shop"].flatMap((ns) => [`load{ns="${ns}",pod="p-1"}`, `load{ns="${ns}",pod="p-2"}`]),
  ]);
  expect(findings).toMatchObject([{ panel: "Plain and wrong", state: "broken", code: "multi-value-equals" }]);
});

test("up names the copies without data, and their values in findings", async () => {
  const model = classicModel([
    row("NS $ns", { id: 1, repeat: "ns" }),
    panel("Failures", 'sum(failures{ns="$ns"})'),
    panel("Each", 'failures{ns="$ns",pod="$pod"}', { repeat: "pod" }),
  ]);
  const { panelResults, findings } = await check(model);
  expect(panelResults.map(({ state }) => state)).toEqual(["empty", "empty"]);
  expect(statesOf(panelResults[0]!)).toEqual({ "ns=bank": "ok", "ns=mail": "empty", "ns=shop": "ok" });
  expect(findings).toMatchObject([
    { panel: "Failures", state: "empty", code: "value-missing", copies: [{ ns: "mail" }] },
    {
      panel: "Each",
      state: "empty",
      code: "value-missing",
      copies: [
        { ns: "mail", pod: "p-1" },
        { ns: "mail", pod: "p-2" },
      ],
    },
  ]);
  const text = await runCli(["up", "--local", "--exit", "--history", "30m", "a.json", "--fail-on", "empty"], {
    cwd: folder,
    env: { TMPDIR: folder },
  });
  expect(text.code).toBe(1);
  expect(text.stdout).toContain("2 of 3 copies ok; empty for ns=mail\n");
  expect(text.stdout).toContain("4 of 6 copies ok; empty for ns=mail pod=p-1, ns=mail pod=p-2\n");
  expect(text.stdout).toContain("Failures, query A (ns=mail)");
});

test("up looks at the copies of old rows", async () => {
  const rows = [
    { title: "NS $ns", repeat: "ns", panels: [panel("One", 'load{ns="$ns"}', { span: 6 })] },
    { title: "Both", repeat: "ns", panels: [panel("Two", 'load{ns="$ns",pod="$pod"}', { span: 6, repeat: "pod" })] },
    { title: "Rest", panels: [panel("Three", 'load{ns=~"$ns"}', { span: 6 })] },
  ];
  const { panelResults } = await check({ uid: "a", title: "A", schemaVersion: 14, templating, rows });
  expect(panelResults.map(statesOf)).toEqual([ok(...spaces), ok(...product), {}]);
});

test("up looks at the copies of rows, tabs, grid items and automatic grid items of schema v2", async () => {
  const titles = ["grid", "auto", "row", "tab", "both", "deep", "rest"];
  const exprs: Record<string, string> = {
    both: 'load{ns="$ns",pod="$pod"}',
    deep: 'load{ns="$ns",pod="$pod"}',
    rest: 'load{ns=~"$ns"}',
  };
  const elements = Object.fromEntries(
    titles.map((name, index) => [name, v2Element(index + 1, name, [{ expr: exprs[name] ?? 'load{ns="$ns"}' }])]),
  );
  const repeat = (value: string) => ({ mode: "variable", value });
  const grid = (name: string, more: object = {}) => ({
    kind: "GridLayout",
    spec: {
      items: [
        {
          kind: "GridLayoutItem",
          spec: { x: 0, y: 0, width: 12, height: 8, element: { kind: "ElementReference", name }, ...more },
        },
      ],
    },
  });
  const auto = (name: string, more: object = {}) => ({
    kind: "AutoGridLayout",
    spec: { items: [{ kind: "AutoGridLayoutItem", spec: { element: { kind: "ElementReference", name }, ...more } }] },
  });
  const rows = (...list: [layout: object, more?: object][]) => ({
    kind: "RowsLayout",
    spec: { rows: list.map(([layout, more]) => ({ kind: "RowsLayoutRow", spec: { title: "R", layout, ...more } })) },
  });
  const tabs = (...list: [layout: object, more?: object][]) => ({
    kind: "TabsLayout",
    spec: { tabs: list.map(([layout, more]) => ({ kind: "TabsLayoutTab", spec: { title: "T", layout, ...more } })) },
  });
  const layout = rows(
    [grid("grid", { repeat: repeat("ns") })],
    [auto("auto", { repeat: repeat("ns") })],
    [grid("row"), { repeat: repeat("ns") }],
    [tabs([auto("tab"), { repeat: repeat("ns") }])],
    [grid("both", { repeat: { ...repeat("pod"), direction: "v" } }), { repeat: repeat("ns") }],
    [tabs([grid("deep"), { repeat: repeat("pod") }]), { repeat: repeat("ns") }],
    [grid("rest")],
  );
  const variables = ["ns", "pod"].map((name) => ({
    kind: "QueryVariable",
    spec: {
      name,
      query: {
        kind: "DataQuery",
        group: "prometheus",
        version: "v0",
        datasource: { name: "prod" },
        spec: { query: `label_values(load, ${name})`, refId: "V" },
      },
      refresh: "onTimeRangeChanged",
      multi: true,
      includeAll: true,
      current: all,
    },
  }));
  const { panelResults } = await check({
    apiVersion: "dashboard.grafana.app/v2beta1",
    kind: "Dashboard",
    metadata: { name: "a" },
    spec: { title: "A", elements, layout, variables, annotations: [], links: [], tags: [] },
  });
  expect(Object.fromEntries(panelResults.map((one) => [one.title, statesOf(one)]))).toEqual({
    ...{ grid: ok(...spaces), auto: ok(...spaces), row: ok(...spaces), tab: ok(...spaces) },
    ...{ both: ok(...product), deep: ok(...product), rest: {} },
  });
});

test("up looks at 20 copies of a panel, and names the first of the others", async () => {
  const values = Array.from({ length: 60 }, (_, index) => `v${index}`);
  const list = [custom("v", values), custom("one", ["bank", "mail"]), custom("two", values)];
  const { panelResults } = await check(
    classicModel(
      [
        panel("Many", 'load{ns="bank",x!="$v"}', { repeat: "v" }),
        row("Row", { id: 1, repeat: "one" }),
        panel("Pairs", 'load{ns="$one",x!="$two"}', { repeat: "two" }),
      ],
      { templating: { list } },
    ),
  );
  const [many, pairs] = panelResults as [Panel, Panel];
  expect(many).toMatchObject({ state: "ok", copyCount: 60 });
  expect(many.copies!.map(({ values: { v }, state }) => `${v} ${state}`)).toEqual(
    values.slice(0, 40).map((value, index) => `${value} ${index < 20 ? "ok" : "skipped"}`),
  );
  expect(many.copies!.at(-1)).toMatchObject({ code: "too-many-copies" });
  expect(pairs).toMatchObject({ state: "ok", copyCount: 120 });
  const seen = pairs.copies!.filter(({ state }) => state === "ok").map(({ values: pair }) => pair["one"]);
  expect(seen).toEqual([...Array(10).fill("bank"), ...Array(10).fill("mail")]);
  const text = await runCli(["up", "--local", "--exit", "--history", "30m", "a.json"], {
    cwd: folder,
    env: { TMPDIR: folder },
  });
  expect(text.stdout).toContain("20 of 20 copies ok; looked at 20 of 60, not at v=v20, v=v21, v=v22 and 37 more");
});

test("up makes one copy for each value that is chosen, and all for All with a value of its own", async () => {
  const chosen = { text: ["bank", "shop"], value: ["bank", "shop"] };
  const single = { text: "mail", value: "mail" };
  const list = [
    { ...labelVariable("ns"), current: chosen },
    { ...labelVariable("pod"), allValue: ".*" },
    { ...labelVariable("single"), query: "label_values(load, ns)", multi: false, includeAll: false, current: single },
    custom("named", ["Bank : bank", "Shop : shop"]),
    { name: "gap", type: "interval", query: "1m,5m", current: { text: "5m", value: "5m" } },
    { name: "source", type: "datasource", query: "prometheus", multi: true, includeAll: true, current: all },
  ];
  const { panelResults, queries, findings } = await check(
    classicModel(
      [
        panel("Chosen", 'load{ns="$ns"}', { repeat: "ns" }),
        panel("All by name", 'load{pod="$pod"}', { repeat: "pod" }),
        panel("Single", 'load{ns="$single"}', { repeat: "single" }),
        panel("Texts", 'label_replace(load{ns="$named"}, "shown", "${named:text}", "", "")', { repeat: "named" }),
        panel("Gap", "avg_over_time(load[$gap])", { repeat: "gap" }),
        panel("Source", "load", { repeat: "source", datasource: { type: "prometheus", uid: "${source}" } }),
        panel("Nothing", "load", { repeat: "nothing" }),
      ],
      { templating: { list } },
    ),
  );
  expect(panelResults.map(({ state }) => state)).toEqual(Array(7).fill("ok"));
  expect(panelResults.map(statesOf)).toEqual([
    ok("ns=bank", "ns=shop"),
    ok("pod=p-1", "pod=p-2"),
    ok("single=mail"),
    ok("named=bank", "named=shop"),
    {},
    ok("source=local"),
    {},
  ]);
  const texts = queries.filter((query) => query.panel === "Texts").map(({ ranExpr }) => ranExpr);
  expect(texts.map((text) => /"shown", "(\w+)"/.exec(text!)![1])).toEqual(["Bank", "Shop"]);
  expect(findings).toMatchObject([
    { panel: "Nothing", state: "broken", code: "variable-undefined", reason: expect.stringContaining("$nothing") },
    { variable: "gap", state: "broken", code: "repeat-variable", reason: expect.stringContaining("type interval") },
  ]);
});

test("up shows a panel once that repeats for a variable without values, and says why it is empty", async () => {
  const list = [{ ...labelVariable("ns"), query: "label_values(gone, ns)" }];
  const { panelResults, findings } = await check(
    classicModel(
      [panel("Lost", 'load{ns="$ns"}', { repeat: "ns" }), panel("Kept", 'load{ns=~"$ns.*"}', { repeat: "ns" })],
      {
        templating: { list },
      },
    ),
  );
  expect(panelResults).toMatchObject([
    { title: "Lost", state: "empty", copyCount: 1, code: "variable-empty" },
    { title: "Kept", state: "ok", copyCount: 1 },
  ]);
  expect(findings.map(({ state }) => state)).toEqual(["empty", "empty"]);
});

test("up infers series for every copy of rows and panels", async () => {
  const list = [...templating.list, custom("code", ["200", "404", "500"])];
  const { panelResults } = await check(
    classicModel(
      [
        row("NS $ns", { id: 1, repeat: "ns" }),
        panel("In row", 'sum(rate(requests_total{ns="$ns"}[5m]))'),
        panel("In both", 'load{ns="$ns",pod="$pod"} / on (ns, pod) limit{ns="$ns",pod="$pod"}', { repeat: "pod" }),
        panel("Codes", 'rate(requests_total{ns="$ns",code="$code"}[5m])', { repeat: "code" }),
        row("Rest", { id: 2 }),
        panel("Failed", 'failed{ns=~"$ns",code="$code"} == 1', { repeat: "code" }),
      ],
      { templating: { list } },
    ),
    null,
  );
  expect(panelResults.filter(({ state }) => state !== "ok")).toEqual([]);
  const counts = Object.fromEntries(panelResults.map(({ title, copyCount = 0 }) => [title, copyCount]));
  expect(counts).toMatchObject({ Failed: 3 });
  expect(counts["In row"]).toBeGreaterThan(1);
  expect(counts["In both"]).toBeGreaterThan(counts["In row"]!);
  expect(counts["Codes"]).toBe(counts["In row"]! * 3);
});

test("up keeps two panels with one id and title apart", async () => {
  const [first, second] = ["load", 'load{ns="x",ns="y"}'].map((expr) => panel("Memory", expr, { id: 5 }));
  const { panelResults, queries, findings } = await check(classicModel([first!, second!]));
  expect(panelResults).toMatchObject([
    { title: "Memory", state: "ok" },
    { title: "Memory", state: "empty" },
  ]);
  expect(queries.map(({ panelIndex }) => panelIndex)).toEqual([0, 1]);
  expect(findings).toMatchObject([{ panel: "Memory", panelIndex: 1, state: "empty" }]);
});

test("up asks the reviewer's Grafana for each copy", async () => {
  const stack = await startStack();
  try {
    stack.write("a.json", classicModel([row("NS $ns", { id: 1, repeat: "ns" }), panel("Load", 'load{ns="$ns"}')]));
    writeFileSync(join(stack.folder, "a.data.yaml"), spec);
    const up = await stack.run(["up", "a.json", "--history", "30m", "--output", "json"]);
    expect(up.code, up.stderr).toBe(0);
    const [{ panelResults, queries }] = expectResult(up.json<Result>()).dashboards as [Result["dashboards"][0]];
    expect(panelResults.map((one) => [one.state, statesOf(one)])).toEqual([["ok", ok(...spaces)]]);
    expect(queries).toHaveLength(3);
    for (const { ranExpr, copy } of queries) expect(ranExpr).toContain(`ns="${copy!["ns"]}"`);
    const bodies = (stack.double?.requests ?? []).map((request) => JSON.stringify(request));
    const asked = bodies.filter((body) => body.includes("/api/ds/query"));
    if (stack.double !== undefined)
      for (const name of ["bank", "mail", "shop"]) expect(asked.filter((body) => body.includes(name))).toHaveLength(1);
  } finally {
    await stack.stop();
  }
});
