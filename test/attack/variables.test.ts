import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDashboard, type SourceDashboard } from "../../src/dashboard/read/read.ts";
import { source } from "../dashboards/source.ts";
import { choices, escapes, matcher, preview } from "./escapes.ts";
import { savedVariables } from "./grafana-variables.ts";
import { hostileValues } from "./hostile-values.ts";

const withVariables = (expr: string, list: readonly object[]) =>
  source({
    uid: "src-1",
    title: 'x"} or secret{a="',
    schemaVersion: 39,
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "P",
        datasource: { type: "prometheus", uid: "p" },
        targets: [{ refId: "A", expr }],
      },
    ],
    templating: { list: list.map((variable) => ({ datasource: { type: "prometheus", uid: "p" }, ...variable })) },
  });

const leak = 'x"} or prometheus_build_info{job=~".*';

describe("no value of a variable makes a preview's query read other series", () => {
  test.for<[string, string, object[]]>([
    ["a text box in a string", 'm{job="$leak"}', [{ name: "leak", type: "textbox", query: leak }]],
    ["a harmless text box in a string", 'm{job="$leak"}', [{ name: "leak", type: "textbox", query: "api" }]],
    ["a text box whose text is a pattern", 'm{job=~".*$leak.*"}', [{ name: "leak", type: "textbox", query: ".*" }]],
    ["a constant in a string", 'm{job="$leak"}', [{ name: "leak", type: "constant", query: leak }]],
    ["an option of a list in a string", 'm{job="$leak"}', [{ name: "leak", type: "custom", query: `a,${leak}` }]],
    [
      "the text of All",
      'm{job=~"$leak"}',
      [{ name: "leak", type: "custom", query: "a,b", includeAll: true, allValue: leak }],
    ],
    [
      "the text of All of a query",
      'm{job=~"$leak"}',
      [{ name: "leak", type: "query", query: "label_values(m, job)", includeAll: true, allValue: leak }],
    ],
    [
      "the text of All where there is no All",
      'm{job=~"$leak"}',
      [
        {
          name: "leak",
          type: "query",
          query: "label_values(m, job)",
          allValue: leak,
          current: { value: "$__all", text: "All" },
        },
      ],
    ],
    [
      "a raw label value in a string",
      'm{job="${leak:raw}"}',
      [{ name: "leak", type: "query", query: "label_values(m, job)" }],
    ],
    ["a label value in a string", 'm{job="$leak"}', [{ name: "leak", type: "query", query: "label_values(m, job)" }]],
    [
      "label values in single quotes",
      "m{job=~'$leak'}",
      [{ name: "leak", type: "query", query: "label_values(m, job)", multi: true }],
    ],
    [
      "label values in backquotes",
      "m{job=~`$leak`}",
      [{ name: "leak", type: "query", query: "label_values(m, job)", multi: true }],
    ],
    [
      "label values that a regex cuts out",
      'm{job=~"$leak"}',
      [{ name: "leak", type: "query", query: "query_result(m)", regex: '/job="(.*)".*/', multi: true }],
    ],
    [
      "label values behind two backslashes",
      'm{job="${a:csv}",pod="${b:csv}"}',
      [
        { name: "a", type: "query", query: "label_values(m, job)" },
        { name: "b", type: "query", query: "label_values(m, pod)" },
      ],
    ],
    ["a line break in a comment", "m # $nl", [{ name: "nl", type: "textbox", query: "x" }]],
    [
      "a line break of a label in a comment",
      "m # $nl\n",
      [{ name: "nl", type: "query", query: "label_values(m, job)" }],
    ],
    ["a label value as a matcher", "m{$sel}", [{ name: "sel", type: "query", query: "label_values(m, sel)" }]],
    ["a label value as a whole name", "$metric", [{ name: "metric", type: "query", query: "label_values(m, metric)" }]],
    ["a label value as a number", "m > $limit", [{ name: "limit", type: "query", query: "label_values(m, limit)" }]],
    [
      "a label value as a range",
      "rate(m[$range])",
      [{ name: "range", type: "query", query: "label_values(m, range)" }],
    ],
    [
      "a label value in a list of labels",
      "sum by ($label) (m)",
      [{ name: "label", type: "query", query: "label_names()", multi: true }],
    ],
    ["a typed number", "m > $limit", [{ name: "limit", type: "textbox", query: "5" }]],
    [
      "an interval that the address sets",
      "rate(m[$range])",
      [{ name: "range", type: "interval", query: "1m,5m", auto: true }],
    ],
    [
      "a list that names another variable",
      'm{job="$x"}',
      [
        { name: "x", type: "custom", query: "$y,b" },
        { name: "y", type: "textbox", query: leak },
      ],
    ],
    [
      "a list outside of a string that names another variable",
      "m$x",
      [
        { name: "x", type: "custom", query: "$y,b" },
        { name: "y", type: "textbox", query: " or secret" },
      ],
    ],
    [
      "a value that names another variable, filled in by the second pass",
      'm{job="$x"}',
      [
        { name: "x", type: "query", query: "label_values(m, job)" },
        { name: "evil", type: "textbox", query: leak },
      ],
    ],
    [
      "more than 200 options in one text",
      "sum by (${by:csv}) (m)",
      [
        {
          name: "by",
          type: "custom",
          multi: true,
          query: `${Array.from({ length: 250 }, (_, index) => `l${index}`).join(",")},a) (secret`,
        },
      ],
    ],
    [
      "an option that only shows its danger beside another",
      "$a$b",
      [
        { name: "a", type: "custom", query: "up,up{" },
        { name: "b", type: "custom", query: 'x,job=~".*"}' },
      ],
    ],
    [
      "a saved value that is no option",
      'm{job="$x"}',
      [{ name: "x", type: "custom", query: "a,b", current: { value: leak, text: leak } }],
    ],
    [
      "a saved value of a query that fails",
      'm{job="$x"}',
      [{ name: "x", type: "query", query: "label_values(m, job)", current: { value: leak, text: leak } }],
    ],
    [
      "fixed options of a query",
      'm{job="$x"}',
      [{ name: "x", type: "query", query: "label_values(m, job)", staticOptions: [{ value: leak, text: "a" }] }],
    ],
    [
      "a format of 300 characters",
      `m{job="\${x:raw:${"a".repeat(300)}}"}`,
      [{ name: "x", type: "textbox", query: leak }],
    ],
    ["a date format with a quote in it", 'm{job="${__from:date:["} or secret{a="]}"}', []],
    ["the dashboard's own title", 'm{job="$__dashboard"}', []],
    [
      "a variable by the name of one of Grafana's own",
      "rate(m[$__range])",
      [{ name: "__range", type: "textbox", query: "5m]) or rate(secret[5m" }],
    ],
    [
      "two variables of one name",
      'm{job="$x"}',
      [
        { name: "x", type: "custom", query: "a" },
        { name: "x", type: "textbox", query: leak },
      ],
    ],
    ["a flag that is no boolean", 'm{job="$x"}', [{ name: "x", type: "custom", query: "a\\,b", multi: "yes" }]],
    [
      "a property of an option",
      'm{job="${x.evil}"}',
      [
        {
          name: "x",
          type: "custom",
          query: `[{"text":"a","value":"b","evil":${JSON.stringify(leak)}}]`,
          valuesFormat: "json",
        },
      ],
    ],
    ["keys to group by", "sum by ($g) (m)", [{ name: "g", type: "groupby" }]],
    ["ad hoc filters as matchers", "m{$filters}", [{ name: "filters", type: "adhoc" }]],
    [
      "a query that is a variable",
      "m",
      [
        { name: "q", type: "custom", query: "label_values(secret\\, a),b" },
        { name: "v", type: "query", query: "$q" },
      ],
    ],
    [
      "a label to ask for",
      "m",
      [
        { name: "l", type: "textbox", query: "x" },
        { name: "v", type: "query", query: "label_values(m, $l)" },
      ],
    ],
    [
      "the pattern of metrics()",
      "m",
      [
        { name: "p", type: "textbox", query: "a" },
        { name: "v", type: "query", query: "metrics($p)" },
      ],
    ],
    [
      "the pattern of label_names()",
      "m",
      [
        { name: "p", type: "query", query: "label_values(m, a)" },
        { name: "v", type: "query", query: "label_names($p)" },
      ],
    ],
    ["a carriage return in a comment", "m # a\r or secret", []],
  ])("%s", ([, expr, list]) => {
    for (const untrusted of [false, true]) {
      const dashboard = withVariables(expr, list);
      expect(escapes(dashboard, preview(dashboard, untrusted).model, choices(1), 400)).toEqual([]);
    }
  });

  test("no carriage return ends a comment for Prometheus and not for the parser", () => {
    const { findings } = preview(withVariables("m # a\r or secret", []));
    expect(findings).toMatchObject([{ state: "error", reason: expect.stringContaining("carriage return") }]);
  });

  test("ad hoc filters are fixed: a link cannot put one in, and what was saved is a matcher", () => {
    const filters = [
      { key: "job", operator: "=", value: 'a"} or secret{x="' },
      { key: 'x="a"} or secret{y', operator: "=", value: "b" },
    ];
    const { model } = preview(withVariables("up", [{ name: "f", type: "adhoc", filters }]));
    const [target] = (model as { panels: { targets: { expr: string }[] }[] }).panels[0]!.targets;
    expect(target!.expr).toContain(`up{${matcher},job="a\\"} or secret{x=\\""}`);
    expect(savedVariables(model).map(({ type }) => type)).not.toContain("adhoc");
  });
});

describe("what is safe stays as it was", () => {
  test.for<[string, string, object, string]>([
    [
      "values of a server",
      'm{job=~"$job"}',
      { name: "job", type: "query", query: "label_values(m, job)", multi: true, includeAll: true, allValue: ".*" },
      'job=~"$job"',
    ],
    [
      "values of a list",
      'm{job=~"$job"}',
      { name: "job", type: "custom", query: "a.b,c\\\\d", multi: true },
      'job=~"$job"',
    ],
    ["a constant with backslashes", 'm{job=~"$job"}', { name: "job", type: "constant", query: "a\\.b" }, 'job=~"$job"'],
    ["a typed pattern", 'm{job=~"$job"}', { name: "job", type: "textbox", query: ".+" }, 'job=~"$job"'],
    ["a typed word", 'm{job=~"$job"}', { name: "job", type: "textbox", query: "api" }, 'job=~"${job:percentencode}"'],
    ["an operator of a list", "a $job b", { name: "job", type: "custom", query: "or,unless" }, "$job"],
    [
      "labels of a list",
      "sum by (${job:csv}) (m)",
      { name: "job", type: "custom", query: "a,b,group", multi: true },
      "by (${job:csv})",
    ],
  ])("%s", ([, expr, variable, expected]) => {
    const { model, findings } = preview(withVariables(expr, [variable]));
    expect(findings.filter(({ code }) => code === "not-isolated")).toEqual([]);
    expect((model as { panels: { targets: { expr: string }[] }[] }).panels[0]!.targets[0]!.expr).toContain(expected);
  });
});

/** The dashboards that are at hand: fixtures always, the corpus where it lies beside the project. */
function dashboardsAtHand(): SourceDashboard[] {
  const folders = [
    join(import.meta.dirname, "../../fixtures"),
    join(import.meta.dirname, "../../../shared/corpus/dashboards"),
  ];
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .sort()
      .map((file) => readDashboard(readFileSync(join(folder, file), "utf8"), { file })),
  );
}

test("with hostile values in every variable of every query of the dashboards at hand, every selector holds the matcher", {
  timeout: 120_000,
}, () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  for (const dashboard of dashboardsAtHand()) {
    expect(escapes(dashboard, preview(dashboard).model, choices(seed), 4), `${dashboard.source}, seed ${seed}`).toEqual(
      [],
    );
  }
});

const formats = [
  "",
  ":raw",
  ":regex",
  ":pipe",
  ":csv",
  ":json",
  ":text",
  ":glob",
  ":doublequote",
  ":singlequote",
  ":lucene",
  ":sqlstring",
  ":html",
  ":distributed",
  ":percentencode",
  ":uriencode",
  ":date:YYYY",
  ":join:|",
  ":nonsense",
];
const variableArbitrary = fc
  .record({
    type: fc.constantFrom(
      "query",
      "custom",
      "constant",
      "textbox",
      "interval",
      "switch",
      "groupby",
      "adhoc",
      "datasource",
    ),
    query: fc.oneof(
      fc.constantFrom(
        "label_values(m, job)",
        "query_result(m)",
        "a,b",
        "or,and",
        "5m,1h",
        "1,2",
        "x : a, y : b",
        "$v1",
        ".*",
        'job="a"',
      ),
      fc.constantFrom(...hostileValues),
    ),
    multi: fc.boolean(),
    includeAll: fc.boolean(),
    allValue: fc.option(fc.constantFrom(".*", "a", ...hostileValues), { nil: undefined }),
    regex: fc.option(
      fc.constantFrom(
        "/(.*)/",
        "/a(?<text>.*)b/",
        '/job="([^"]+)"/',
        "/^x/i",
        "a|b",
        '/[^"]*/g',
        "/(\\S+)=(.)/g",
        "/$v1(.*)/",
        "/(",
      ),
      { nil: undefined },
    ),
    current: fc.option(
      fc.constantFrom(...hostileValues).map((value) => ({ value, text: value })),
      { nil: undefined },
    ),
  })
  .map((variable) => Object.fromEntries(Object.entries(variable).filter(([, value]) => value !== undefined)));

const queries = [
  'sum by (job) (rate(m{job=~"a", pod="b"}[5m])) / on (job) group_left (x) n',
  'histogram_quantile(0.9, sum(rate(d_bucket{le!=""}[5m])) by (le)) > 1',
  'topk(3, a{b=\'c\'}) or label_replace(up, "x", "$1", "y", `(.*)`) # end\n* 2',
  "a and b unless c offset 5m",
  "max_over_time(rate(m[1m])[1h:5m])",
  '{__name__=~"a.*", job="x"}',
  'label_values(m{job="a"}, pod)',
  "query_result(topk(3, m))",
];

test("variables of any type, in any format, at any place of a query leave every selector with the matcher", {
  timeout: 120_000,
}, () => {
  const places = fc.array(fc.tuple(fc.nat(200), fc.constantFrom("v0", "v1", "v2"), fc.constantFrom(...formats)), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(
      fc.array(variableArbitrary, { minLength: 3, maxLength: 3 }),
      fc.constantFrom(...queries),
      places,
      fc.nat(),
      (list, query, marks, seed) => {
        let text: string = query;
        for (const [at, name, format] of marks) {
          const place = at % (text.length + 1);
          text = `${text.slice(0, place)}\${${name}${format}}${text.slice(place)}`;
        }
        const isVariableQuery = /^(?:label_values|query_result)/.test(query);
        const named = list.map((variable, index) => ({ ...variable, name: `v${index}` }));
        const dashboard = withVariables(
          isVariableQuery ? "up" : text,
          isVariableQuery ? [...named, { name: "q", type: "query", query: text }] : named,
        );
        expect(escapes(dashboard, preview(dashboard).model, choices(seed), 12)).toEqual([]);
      },
    ),
    {
      ...(process.env["SEED"] === undefined ? {} : { seed: Number(process.env["SEED"]) }),
      numRuns: Number(process.env["DASHPREVIEW_FUZZ_RUNS"] ?? 2500),
    },
  );
});
