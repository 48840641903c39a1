import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classicDashboards, v2Specs } from "../../../test/dashboards/arbitrary.ts";
import { classic, source } from "../../../test/dashboards/source.ts";
import { toAlpha, toBeta } from "../read/alpha-forms.ts";
import type { SourceDashboard } from "../read/read.ts";
import { type RewriteOptions, rewriteForPreview } from "../rewrite/rewrite.ts";
import { restoreSource } from "./restore.ts";

const options: RewriteOptions = {
  uid: `dp-${"b".repeat(20)}`,
  key: "pr-1",
  dataSource: { uid: "preview", type: "prometheus", name: "Preview (dev)" },
  isolation: { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v4x2ab" },
  window: { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) },
  reviewUrl: "https://github.com/o/r/pull/1",
  minIntervalMs: 60_000,
  links: new Map([["src-2", `dp-${"c".repeat(20)}`]]),
  tags: ["dashpreview", "dp-key:k2m4x7qa.pr-1"],
  manifest: "abc",
};

/** Rewritten, sent as JSON, and restored. */
function roundTrip(dashboard: SourceDashboard, more: Partial<RewriteOptions> = {}) {
  const { kind, model, restore } = rewriteForPreview(dashboard, { ...options, ...more });
  return restoreSource({ kind, model: JSON.parse(JSON.stringify(model)) }, JSON.parse(JSON.stringify(restore)));
}

describe("restoreSource gives the source back", () => {
  for (const untrusted of [false, true]) {
    test(`of any classic dashboard${untrusted ? " that is not trusted" : ""}`, () => {
      fc.assert(
        fc.property(classicDashboards, (json) => {
          expect(roundTrip(source(json), { untrusted })).toEqual({ json, notes: [] });
        }),
        { numRuns: 150 },
      );
    });

    test(`of any dashboard of schema v2${untrusted ? " that is not trusted" : ""}`, () => {
      fc.assert(
        fc.property(v2Specs, (json) => {
          expect(roundTrip(source(json), { untrusted })).toEqual({ json, notes: [] });
        }),
        { numRuns: 100 },
      );
    });
  }

  test("in what it lay in", () => {
    const model = { uid: "a", title: "A", panels: [] };
    const spec = { title: "V", elements: {}, layout: { kind: "GridLayout", spec: { items: [] } } };
    for (const json of [
      { dashboard: model, folderUid: "f" },
      {
        apiVersion: "dashboard.grafana.app/v1",
        kind: "Dashboard",
        metadata: { name: "a", annotations: { x: "y" } },
        spec: model,
      },
      { apiVersion: "dashboard.grafana.app/v2", kind: "Dashboard", metadata: { name: "a" }, spec },
    ]) {
      expect(roundTrip(source(json))?.json).toEqual(json);
    }
  });

  test("in the forms of v2alpha1 if it came in them", () => {
    const spec = {
      title: "Alpha",
      layout: { kind: "GridLayout", spec: { items: [] } },
      elements: {
        a: {
          kind: "Panel",
          spec: {
            id: 1,
            title: "P",
            links: [],
            data: {
              kind: "QueryGroup",
              spec: {
                queries: [
                  {
                    kind: "PanelQuery",
                    spec: {
                      refId: "A",
                      hidden: false,
                      datasource: { type: "prometheus", uid: "prod" },
                      query: { kind: "prometheus", spec: { expr: "up" } },
                    },
                  },
                ],
                transformations: [],
                queryOptions: {},
              },
            },
            vizConfig: {
              kind: "stat",
              spec: { pluginVersion: "11.0.0", options: {}, fieldConfig: { defaults: {}, overrides: [] } },
            },
          },
        },
      },
      variables: [
        {
          kind: "QueryVariable",
          spec: {
            name: "job",
            datasource: { type: "prometheus", uid: "prod" },
            query: { kind: "prometheus", spec: { query: "label_values(job)" } },
          },
        },
        { kind: "AdhocVariable", spec: { name: "f", datasource: { type: "prometheus", uid: "prod" }, filters: [] } },
      ],
      annotations: [
        {
          kind: "AnnotationQuery",
          spec: {
            name: "x",
            enable: true,
            datasource: { type: "prometheus", uid: "prod" },
            query: { kind: "prometheus", spec: { expr: "a" } },
          },
        },
      ],
      timeSettings: { from: "now-1h", to: "now" },
    };
    const json = { apiVersion: "dashboard.grafana.app/v2alpha1", kind: "Dashboard", metadata: { name: "a" }, spec };
    const dashboard = source(json);
    expect(dashboard.apiVersion).toBe("v2beta1");
    const preview = rewriteForPreview(dashboard, options);
    expect(preview.queryCount).toBe(3);
    expect(JSON.stringify(preview.model)).not.toContain('"prod"');
    expect(roundTrip(dashboard)).toEqual({ json, notes: [] });
    expect(roundTrip(source(spec))).toEqual({ json: spec, notes: [] });
  });
});

test("toAlpha is the inverse of toBeta", () => {
  fc.assert(
    fc.property(v2Specs, (spec) => {
      const alpha = toAlpha(spec as object as Record<string, unknown>);
      expect(toAlpha(toBeta(alpha))).toEqual(alpha);
    }),
  );
});

describe("restoreSource keeps what was edited in Grafana", () => {
  const panel = (id: number, expr: string) => ({
    id,
    title: `P${id}`,
    type: "timeseries",
    datasource: { type: "prometheus", uid: "prod" },
    gridPos: { x: 0, y: id, w: 12, h: 8 },
    targets: [{ refId: "A", expr, datasource: { type: "prometheus", uid: "prod" } }],
  });
  const dashboard = classic([panel(1, "sum(a)"), panel(2, "b")], {
    tags: ["web"],
    links: [{ title: "own", type: "link", url: "/x" }],
  });
  // biome-ignore lint/suspicious/noExplicitAny: JSON that the tests edit as a user would
  const edited = (edit: (model: any) => void, more: Partial<RewriteOptions> = {}) => {
    const { kind, model, restore } = rewriteForPreview(dashboard, { ...options, ...more });
    const copy = JSON.parse(JSON.stringify(model));
    edit(copy);
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return restoreSource({ kind, model: copy }, restore)!.json as any;
  };

  test("queries, without the isolation", () => {
    const json = edited((model) => {
      model.panels[0].targets[0].expr = model.panels[0].targets[0].expr.replace("sum", "max");
    });
    expect(json.panels[0].targets[0].expr).toBe("max(a)");
    expect(json.panels[1].targets[0].expr).toBe("b");
  });

  test("a title and links, without what a scenario added", () => {
    const siblings = [{ title: "healthy", uid: `dp-${"d".repeat(20)}` }];
    const json = edited(
      (model) => {
        model.title = model.title.replace("] ", "] New ");
        model.links.push({ title: "more", type: "link", url: "/y" });
      },
      { scenario: "incident", siblings },
    );
    expect(json.title).toBe(`New ${dashboard.title}`);
    expect(json.links.map(({ title }: { title: string }) => title)).toEqual(["own", "more"]);
  });

  test("panels that moved, changed places, or are new", () => {
    const json = edited((model) => {
      model.panels.reverse();
      model.panels[0].gridPos.y = 50;
      model.panels.push({
        id: 3,
        title: "New",
        type: "stat",
        datasource: { type: "prometheus", uid: "preview" },
        targets: [{ refId: "A", expr: "c" }],
      });
    });
    expect(json.panels.map(({ id }: { id: number }) => id)).toEqual([2, 1, 3]);
    expect(json.panels.map(({ datasource }: { datasource: { uid: string } }) => datasource.uid)).toEqual([
      "prod",
      "prod",
      "prod",
    ]);
    expect(json.panels[0].gridPos.y).toBe(50);
    expect(json.panels[0].targets[0]).toEqual(panel(2, "b").targets[0]);
  });

  test("title, tags and links", () => {
    const json = edited((model) => {
      model.title = "[pr-1] Renamed";
      model.tags.push("new");
      model.links.push({ title: "more", type: "link", url: "/y" });
    });
    expect(json).toMatchObject({ uid: "src-1", title: "Renamed", tags: ["web", "new"] });
    expect(json.links.map(({ title }: { title: string }) => title)).toEqual(["own", "more"]);
  });

  test("a time range that was chosen anew", () => {
    expect(edited((model) => Object.assign(model.time, { from: "now-2d", to: "now" })).time).toEqual({
      from: "now-2d",
      to: "now",
    });
  });
});

test("restoreSource writes references of old dashboards as objects once Grafana has migrated them", () => {
  const old = source({
    uid: "a",
    title: "Old",
    schemaVersion: 14,
    rows: [
      {
        title: "R",
        panels: [{ id: 1, title: "P", type: "graph", datasource: "$ds", targets: [{ refId: "A", expr: "up" }] }],
      },
    ],
  });
  const { model, restore } = rewriteForPreview(old, options);
  const migrated = {
    schemaVersion: 42,
    title: model["title"],
    tags: [],
    panels: [
      { id: 2, type: "row", title: "R", panels: [] },
      {
        id: 1,
        title: "P",
        type: "graph",
        datasource: { type: "prometheus", uid: "preview" },
        targets: [
          {
            refId: "A",
            expr: 'label_replace(up{dashpreview="k2m4x7qa.pr-1.k3v4x2ab"}, "dashpreview", "", "", "")',
            datasource: { type: "prometheus", uid: "preview" },
          },
        ],
      },
    ],
  };
  const restored = restoreSource({ kind: "classic", model: migrated }, restore)!.json;
  const reference = { type: "prometheus", uid: "$ds" };
  expect(restored).toMatchObject({
    uid: "a",
    title: "Old",
    panels: [{ type: "row" }, { datasource: reference, targets: [{ expr: "up", datasource: reference }] }],
  });
});

test("restoreSource takes no forged record", () => {
  const { kind, model, restore } = rewriteForPreview(
    classic([{ id: 1, datasource: "x", targets: [{ expr: "a" }] }]),
    options,
  );
  const forge = (change: object) =>
    restoreSource({ kind, model }, { ...JSON.parse(JSON.stringify(restore)), ...change });
  expect(forge({})).toBeDefined();
  expect(forge({ version: 2 })).toBeUndefined();
  expect(forge({ kind: "v2" })).toBeUndefined();
  expect(forge({ record: { owners: [], changes: [{ owner: 0, path: [] }] } })).toBeUndefined();
  expect(forge({ wrapper: { form: "else" } })).toBeUndefined();
  expect(restoreSource({ kind, model }, null)).toBeUndefined();
  const polluting = {
    owners: [{ of: "dashboard" }],
    changes: [{ owner: 0, path: ["__proto__", "polluted"], before: 1, always: true }],
  };
  forge({ record: polluting });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("restoreSource refuses a record, or a dashboard, that is nested far too deep", () => {
  const dashboard = classic([{ id: 1, type: "stat", targets: [{ expr: "up" }] }]);
  const options: RewriteOptions = { uid: "dp-1", key: "pr-1", dataSource: { uid: "p", type: "prometheus", name: "P" } };
  const { kind, model, restore } = rewriteForPreview(dashboard, options);
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as unknown;
  expect(restoreSource({ kind, model }, restore)).toBeDefined();
  expect(restoreSource({ kind, model }, { ...restore, wrapper: deep })).toBeUndefined();
  expect(restoreSource({ kind, model: { ...model, panels: deep } }, restore)).toBeUndefined();
});
