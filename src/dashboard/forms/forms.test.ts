import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { readDashboardFile } from "./read-file.ts";
import { readSources } from "./read-sources.ts";
import { renderHeld, replaceDashboard } from "./replace.ts";

const dashboard = (uid: string, title = uid) => ({
  uid,
  title,
  schemaVersion: 39,
  panels: [{ id: 1, type: "timeseries", title: "Rate", targets: [{ expr: "sum(rate(x_total[5m]))", refId: "A" }] }],
});
const cpu = dashboard("cpu");
const text = JSON.stringify(cpu, undefined, 2);
const gzip = gzipSync(text).toString("base64");
const resource = (apiVersion: string, spec: unknown) => ({
  apiVersion,
  kind: "Dashboard",
  metadata: { name: "cpu" },
  spec,
});
const operator = (apiVersion: string, spec: unknown) => ({
  apiVersion,
  kind: "GrafanaDashboard",
  metadata: { name: "op" },
  spec,
});
const configMap = (fields: object) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "boards", labels: { grafana_dashboard: "1" } },
  ...fields,
});
const v2 = {
  title: "cpu",
  elements: {
    "panel-1": {
      kind: "Panel",
      spec: { id: 1, title: "Rate", vizConfig: { kind: "VizConfig", group: "stat", spec: {} } },
    },
  },
  layout: { kind: "GridLayout", spec: { items: [] } },
};

/** Each way to keep the dashboard `cpu`, and how its place is shown. */
const kept: readonly (readonly [name: string, document: unknown, place?: string])[] = [
  ["a classic dashboard", cpu],
  ["what Grafana's HTTP API takes", { dashboard: cpu, overwrite: true }],
  ["a resource of v1", resource("dashboard.grafana.app/v1beta1", { title: "cpu", schemaVersion: 41, panels: [] })],
  ["a resource of v2", resource("dashboard.grafana.app/v2beta1", v2)],
  ["a resource of Grizzly", resource("grizzly.grafana.com/v1alpha1", cpu)],
  ["a ConfigMap", configMap({ data: { "cpu.json": text, "readme.txt": "hello" } }), "cpu.json"],
  [
    "a ConfigMap with binary data",
    configMap({ binaryData: { "cpu.json": Buffer.from(text).toString("base64") } }),
    "cpu.json",
  ],
  ["a ConfigMap with gzipped data", configMap({ binaryData: { "cpu.json.gz": gzip } }), "cpu.json.gz"],
  [
    "a list with one ConfigMap",
    { apiVersion: "v1", kind: "List", items: [configMap({ data: { "cpu.json": text } })] },
    "cpu.json",
  ],
  ["grafana-operator's resource", operator("grafana.integreatly.org/v1beta1", { json: text })],
  ["the resource of its version 4", operator("integreatly.org/v1alpha1", { json: text })],
  ["its gzipped form", operator("grafana.integreatly.org/v1beta1", { gzipJson: gzip })],
  ["Crossplane's resource", resource("oss.grafana.crossplane.io/v1alpha1", { forProvider: { configJson: text } })],
  ["a map by file name", { "cpu.json": cpu }, "cpu.json"],
  ["maps by folder", { linux: { "cpu.json": cpu } }, "linux/cpu.json"],
  ["a list", [cpu], "cpu"],
];

for (const [syntax, write] of [
  ["json", (value: unknown) => `${JSON.stringify(value, undefined, 4)}\n`],
  ["yaml", (value: unknown) => `# by hand\n${stringify(value)}`],
] as const) {
  test.for(kept)(`readSources reads %s in ${syntax}`, ([, document, place]) => {
    const file = `boards.${syntax}`;
    const { sources, unread } = readSources(write(document), file);
    expect(sources.map(({ source }) => [source.uid, source.title, source.path, source.file])).toEqual([
      ["cpu", "cpu", file, place === undefined ? file : `${file}#${place}`],
    ]);
    expect(unread).toEqual([]);
  });

  test.for(kept)(
    `replaceDashboard gives %s in ${syntax} back byte for byte where nothing was edited`,
    ([, document]) => {
      const before = write(document);
      const [found] = readDashboardFile(before, `x.${syntax}`).dashboards;
      const place = found!.holding?.place;
      expect(replaceDashboard(before, { file: `x.${syntax}`, place, json: structuredClone(found!.json) })).toBe(before);
    },
  );

  test.for(kept)(`replaceDashboard puts an edited title into %s in ${syntax}, and nothing else`, ([, document]) => {
    const before = write(document);
    const [found] = readDashboardFile(before, `x.${syntax}`).dashboards;
    const edited = JSON.parse(JSON.stringify(found!.json).replaceAll('"title":"cpu"', '"title":"CPUs"'));
    const place = found!.holding?.place;
    const after = replaceDashboard(before, { file: `x.${syntax}`, place, json: edited })!;
    expect(readDashboardFile(after, `x.${syntax}`).dashboards.map(({ json }) => json)).toEqual([edited]);
    if (found!.holding?.carried === "gzip" || found!.holding?.carried === "base64") return;
    expect(after.replace("CPUs", "cpu")).toBe(before);
  });

  test.for(kept)(`renderHeld makes %s in ${syntax} without its file, as far as it says what it is`, ([, document]) => {
    const [found] = readDashboardFile(write(document), `x.${syntax}`).dashboards;
    if (found!.holding === undefined) return;
    const again = readDashboardFile(renderHeld(found!.holding, found!.json), `x.${syntax}`);
    expect(again.dashboards.map(({ json }) => json)).toEqual([found!.json]);
  });
}

const many = `# dashboards of the team
apiVersion: v1
kind: ConfigMap
metadata:
  name: boards   # mounted
data:
  a.json: |-
    {
      "uid": "a", "title": "A", "schemaVersion": 39,
      "panels": []
    }
  # the second
  b.json: '{"uid":"","title":"B","schemaVersion":39,"panels":[]}'
---
# of the operator
apiVersion: grafana.integreatly.org/v1beta1
kind: GrafanaDashboard
metadata: {name: far}
spec: {url: "https://example.org/c.json"}
---
title: C # comment
uid: c
schemaVersion: 39
panels:
- title: one  # first
  gridPos: {h: 8, w: 12}
# end
`;

test("readSources reads many documents, names what it does not fetch, and knows uidless dashboards by their place", () => {
  const { sources, unread } = readSources(many, "boards.yaml");
  expect(sources.map(({ source }) => [source.file, source.source])).toEqual([
    ["boards.yaml#boards/a.json", "a"],
    ["boards.yaml#boards/b.json", "boards.yaml#boards/b.json"],
    ["boards.yaml#c", "c"],
  ]);
  expect(unread).toEqual([expect.stringContaining('GrafanaDashboard "far": its dashboard is behind a URL')]);
});

test("replaceDashboard keeps comments, other documents and other dashboards when panels are added", () => {
  const json = {
    title: "C",
    uid: "c",
    schemaVersion: 39,
    panels: [
      { title: "one", gridPos: { h: 8, w: 12 } },
      { title: "two", gridPos: { h: 4, w: 12 } },
    ],
  };
  const after = replaceDashboard(many, { file: "boards.yaml", place: "c", json })!;
  expect(after.slice(0, many.indexOf("title: C"))).toBe(many.slice(0, many.indexOf("title: C")));
  for (const comment of ["title: C # comment", "# first", "# end"]) expect(after).toContain(comment);
  expect(readDashboardFile(after, "boards.yaml").dashboards.at(-1)!.json).toEqual(json);
});

test("replaceDashboard writes text in quotes and in blocks as it stood", () => {
  const [a, b] = [
    { uid: "a", title: "it's", schemaVersion: 39, panels: [] },
    { uid: "", title: "it's", schemaVersion: 39, panels: [] },
  ];
  expect(replaceDashboard(many, { file: "x.yaml", place: "boards/b.json", json: b })).toBe(
    many.replace('"title":"B"', `"title":"it''s"`),
  );
  expect(replaceDashboard(many, { file: "x.yaml", place: "boards/a.json", json: a })).toContain(
    '  a.json: |-\n    {\n      "uid": "a",\n      "title": "it\'s",',
  );
});

test("replaceDashboard finds no dashboard at a place that the file does not have", () => {
  expect(replaceDashboard(many, { file: "x.yaml", place: "boards/z.json", json: cpu })).toBeUndefined();
});

test.for([
  {
    title: "a bomb of aliases",
    file: `a: &a [1,1]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? "a" : `b${i - 1}`}, *${i === 0 ? "a" : `b${i - 1}`}, *a]`).join("\n")}\npanels: []`,
    says: "aliases",
  },
  {
    title: "a key that is there twice",
    file: "title: x\npanels: []\ntitle: y\n",
    says: "x.yaml:3:1: not valid YAML: key `title` is there twice",
  },
  {
    title: "more parts than any dashboard has",
    file: `panels: [${"{},".repeat(400_000)}]`,
    says: "more than 1000000 parts",
  },
  {
    title: "more dashboards than a file may have",
    file: JSON.stringify(Array.from({ length: 1001 }, () => cpu)),
    says: "x.yaml: 1001 dashboards",
  },
  { title: "deep nesting", file: `panels: ${"[".repeat(5000)}`, says: "nested deeper" },
  {
    title: "a zip bomb",
    file: stringify(
      operator("grafana.integreatly.org/v1beta1", { gzipJson: gzipSync(" ".repeat(40_000_000)).toString("base64") }),
    ),
    says: "unpacks to more than 16 MiB",
  },
  {
    title: "text that is no base64",
    file: stringify(operator("grafana.integreatly.org/v1beta1", { gzipJson: "%%%" })),
    says: "not valid base64",
  },
  {
    title: "broken JSON inside",
    file: stringify(configMap({ data: { "a.json": '{"panels": [,]}' } })),
    says: "x.yaml#a.json:1:13: not valid JSON",
  },
])("readSources refuses $title", ({ file, says }) => {
  expect(() => readSources(file, "x.yaml")).toThrow(says);
});

test.for([
  ["Perses", "kind: Dashboard\nmetadata: {name: p, project: x}\nspec: {panels: {}, layouts: []}", "Perses"],
  [
    "grafana.com",
    stringify(operator("grafana.integreatly.org/v1beta1", { grafanaCom: { id: 1860 } })),
    "1860 of grafana.com",
  ],
  ["Jsonnet", stringify(operator("grafana.integreatly.org/v1beta1", { jsonnet: "{}" })), "not evaluated"],
] as const)("readSources names a dashboard of %s and does not read it", ([, file, says]) => {
  expect(readSources(file, "x.yaml")).toMatchObject({ sources: [], unread: [expect.stringContaining(says)] });
});

test("readSources takes the uid that grafana-operator gives the dashboard", () => {
  const file = stringify(operator("grafana.integreatly.org/v1beta1", { uid: "given", json: text }));
  expect(readSources(file, "x.yaml").sources[0]!.source.uid).toBe("given");
});

test("readSources advises on a provisioning file, and on documents that are something else", () => {
  expect(() => readSources("apiVersion: 1\nproviders: []\n", "x.yaml")).toThrow("name the folder");
  expect(() => readSources("a: 1\n---\nb: 2\n", "x.yaml")).toThrow("none of its documents");
});

test("replaceDashboard writes any edit of a dashboard in YAML so that it reads back the same, and keeps comments", () => {
  const hard = [
    "a\nb",
    "x: y",
    "- q",
    "it's",
    "# c",
    "yes",
    "1e3",
    "  lead",
    "trail ",
    "a\n\n",
    "a,b",
    "{{x}}",
    "\ttab",
  ];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.constantFrom(...hard),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("any"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom("a", "b", "d e", "1", "true"), tie("any"), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, value, fc.boolean(), (one, other, flow) => {
      const make = (x: unknown) => JSON.parse(JSON.stringify({ title: "T", schemaVersion: 1, panels: [], x }));
      const style = flow ? ({ collectionStyle: "flow" } as const) : { lineWidth: 40 };
      const file = `# first\n${stringify(make(one), style)}# last\n`;
      const after = replaceDashboard(file, { file: "x.yaml", place: undefined, json: make(other) })!;
      expect(readDashboardFile(after, "x.yaml").dashboards[0]!.json).toEqual(make(other));
      expect([after.startsWith("# first\n"), after.trimEnd().endsWith("# last")]).toEqual([true, true]);
    }),
    { numRuns: 200 },
  );
});
