import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import type { PageData } from "../../src/report/page-data.ts";

const root = resolve(import.meta.dirname, "../..");
const schema = JSON.parse(readFileSync(resolve(root, "schema/page-data.schema.json"), "utf8")) as object;
const validate = new Ajv({ strict: true, strictTuples: true, allErrors: true }).compile<PageData>(schema);

const target = {
  refId: "A",
  hidden: false,
  dataSource: "prometheus",
  format: "time_series",
  instant: false,
  expr: "up",
  state: "ok",
  seriesCount: 1,
  sampleCount: 3,
  instants: { startMs: 0, stepMs: 1000, count: 3 },
  series: [
    { labels: { job: "api" }, name: "api", values: [1, null, "+Inf"] },
    { labels: {}, name: "", histograms: [[[0, 1, 2]], null, []] },
  ],
} as const;
const page: PageData = {
  version: 1,
  generator: "test",
  title: "t",
  untrusted: false,
  theme: "dark",
  dashboards: [
    {
      source: "a.json",
      title: "A",
      tags: ["x"],
      links: [{ title: "l", url: "https://example.org" }],
      timeZone: "utc",
      range: { fromMs: 0, toMs: 3000 },
      sharedCursor: "off",
      variables: [{ name: "v", label: "V", type: "custom", multi: false, options: ["a"], total: 2, problem: "why" }],
      views: [
        {
          chosen: { v: "a" },
          layout: {
            kind: "tabs",
            tabs: [
              {
                title: "one",
                layout: {
                  kind: "rows",
                  rows: [
                    { collapsed: false, layout: { kind: "grid", items: [{ panel: 0, x: 0, y: 0, w: 12, h: 8 }] } },
                  ],
                },
              },
            ],
          },
          panels: [
            {
              key: "p1",
              title: "P",
              links: [],
              type: "stat",
              transparent: false,
              options: { any: ["thing"] },
              fieldConfig: { defaults: {}, overrides: [{ anything: 1 }] },
              transformations: [{ id: "reduce", options: {} }],
              targets: [target],
              annotations: true,
              state: "ok",
              findings: [{ severity: "info", code: "c", text: "t", refId: "A" }],
            },
          ],
          annotations: [{ name: "n", color: "red", timeMs: 1, tags: [] }],
        },
      ],
      findings: [],
      comparison: { base: "main", panels: [{ kind: "added", after: "p1", title: "P", changes: [] }], changes: [] },
    },
  ],
};

test("the schema, which ajv takes in strict mode, takes a document of every part", () => {
  expect(validate(page), JSON.stringify(validate.errors)).toBe(true);
});

test.for<[what: string, change: (document: Record<string, unknown>) => void]>([
  ["another version", (document) => Object.assign(document, { version: 2 })],
  ["a part that nobody knows", (document) => Object.assign(document, { more: 1 })],
  ["no title", (document) => Reflect.deleteProperty(document, "title")],
  [
    "an infinity that is no number",
    (document) => inFirst(document, "panels")["targets"]![0].series[0].values.push("Inf"),
  ],
  ["an unknown kind of layout", (document) => Object.assign(inView(document)["layout"], { kind: "pile" })],
])("the schema refuses a document with %s", ([, change]) => {
  const document = structuredClone(page) as unknown as Record<string, unknown>;
  change(document);
  expect(validate(document)).toBe(false);
});

// biome-ignore lint/suspicious/noExplicitAny: what is broken has no type.
type Loose = Record<string, any>;
const inView = (document: Loose): Loose => document["dashboards"][0].views[0];
const inFirst = (document: Loose, name: string): Loose => inView(document)[name][0];
