import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { classicDashboards, v2Specs } from "../dashboards/arbitrary.ts";
import { expressions } from "../promql/expressions.ts";
import { readCases } from "../promql/read-cases.ts";

const root = resolve(import.meta.dirname, "../..");

/** Texts of the fixtures with this ending. */
function fixtureTexts(ending: string): readonly string[] {
  return readdirSync(join(root, "fixtures"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => readFileSync(join(root, "fixtures", name), "utf8"));
}

const fixtureDashboards = fixtureTexts(".json").map((text) => JSON.parse(text) as unknown);
const fixtureQueries = [
  ...new Set([
    ...fixtureDashboards.flatMap((one) =>
      [...JSON.stringify(one).matchAll(/"expr":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text!) as string),
    ),
    ...readCases("../promql/cases.txt").map(({ query }) => query),
  ]),
];

/**
 * What breaks things: quotes, brackets, line breaks, variables of every form, comments, names of functions, deep and
 * long texts.
 */
const hostile = fc.oneof(
  fc.constantFrom(
    ..."\" ' ` { } [ ] ( ) , # \\ = =~ !~ | $ ; \n \r \t \0 \u202e \ud800 é 😀".split(" "),
    ..."$a ${a} ${a:raw} ${a.b:csv} [[a]] [[a:regex]] $__interval ${__from:date:YYYY} $1 ${ [[ }} $$".split(" "),
    ..."on() ignoring(x) group_left() by (a) without () offset 5m @ end() bool or and unless atan2 label_replace( sum( rate( [5m] [5m:] 1e9 0x1 NaN -Inf".split(
      " ",
    ),
    'x"} or y{z=~".*',
    "# comment",
    '{__name__=~".+"}',
    "holt_winters(",
    "__proto__",
    "constructor",
    "dashpreview",
    'dashpreview="other"',
    "(a+)+$",
    "$__all",
    "",
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);

/**
 * One change of a text. Places are shares of its length, so that a change makes sense for whatever text it is done to.
 */
const textEdit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 12 }),
  what: fc.constantFrom("insert", "delete", "repeat", "double", "wrap"),
  text: hostile,
  times: fc.constantFrom(1, 2, 5, 40, 700),
});

const longest = 130_000;

function edit(
  text: string,
  { at, length, what, text: piece, times }: { at: number; length: number; what: string; text: string; times: number },
): string {
  const from = Math.floor(at * text.length);
  const part = text.slice(from, from + length);
  const changed = {
    insert: () => text.slice(0, from) + piece + text.slice(from),
    delete: () => text.slice(0, from) + text.slice(from + length),
    repeat: () => text.slice(0, from) + (piece || part).repeat(times) + text.slice(from),
    double: () =>
      Array.from({ length: Math.min(times, 300) }, () => text).join(piece.length > 4 ? " + " : ` ${piece} `),
    wrap: () => "(".repeat(times) + text + ")".repeat(times),
  }[what]!();
  return changed.length > longest ? text : changed;
}

/** A text with a few changes. */
const edited = (texts: fc.Arbitrary<string>, most = 4) =>
  fc.tuple(texts, fc.array(textEdit, { maxLength: most })).map(([text, edits]) => edits.reduce(edit, text));

const chain = fc
  .tuple(
    fc.constantFrom("m", 'm{a=~"x.*"}', "rate(m[5m])", "$a", "(m)"),
    fc.constantFrom(" + ", " * on() ", " or ", " and ignoring(a) ", "/", " ", " ^ -"),
    fc.nat({ max: 400 }),
  )
  .map(([part, operator, count]) => Array.from({ length: count + 1 }, () => part).join(operator));
const nested = fc
  .tuple(
    fc.constantFrom("m", "$a", "a or b"),
    fc.constantFrom<readonly [string, string]>(
      ["label_replace(", ', "a", "$1", "b", "(.*)")'],
      ["sum(", ")"],
      ["-", ""],
      ["(", ")[5m:1m]"],
      ["abs(", " )"],
    ),
    fc.nat({ max: 500 }),
  )
  .map(([inner, [open, close], depth]) => open.repeat(depth) + inner + close.repeat(depth));

/**
 * Queries: grown from the grammar, taken from fixtures and cases, chained and nested; most of them changed somewhere.
 */
export const queries = fc.oneof(
  { weight: 3, arbitrary: edited(expressions({ stable: false }), 2) },
  { weight: 4, arbitrary: edited(fc.constantFrom(...fixtureQueries)) },
  { weight: 1, arbitrary: edited(chain, 1) },
  { weight: 1, arbitrary: edited(nested, 1) },
  { weight: 1, arbitrary: fc.array(hostile, { maxLength: 12 }).map((parts) => parts.join("")) },
);

const name = fc.constantFrom("a", "b", "job", "ds", "__proto__", "constructor", "a-b", "");
const value = fc.oneof(hostile, fc.array(hostile, { maxLength: 4 }), fc.constant(["$__all"]), queries);

/** Variables of all types with values of all kinds, as a classic dashboard has them. */
export const variables = fc.array(
  fc.record(
    {
      name,
      type: fc.constantFrom(
        "query",
        "custom",
        "interval",
        "constant",
        "textbox",
        "datasource",
        "adhoc",
        "groupby",
        "switch",
        "unknown",
      ),
      query: fc.oneof(
        edited(
          fc.constantFrom(
            "label_values(m, a)",
            "label_values(a)",
            "query_result(m)",
            "metrics(m.*)",
            "label_names()",
            "a,b : c,d",
            "1m,5m",
            "$b$b",
            '[{"value": {}}]',
          ),
        ),
        fc.record({ query: queries, refId: hostile }),
        queries,
      ),
      regex: fc.oneof(edited(fc.constantFrom("/(.*)/", "/^(a+)+$/", "(?<text>x)", "/[/", "")), hostile),
      regexApplyTo: fc.constantFrom("text", "value", "x"),
      sort: fc.constantFrom<unknown>(0, 1, 4, 8, 99, "x"),
      multi: fc.boolean(),
      includeAll: fc.boolean(),
      allValue: hostile,
      current: fc.record({ value, text: value }, { requiredKeys: [] }),
      options: fc.array(fc.record({ text: hostile, value: hostile }), { maxLength: 3 }),
      filters: fc.array(fc.record({ key: hostile, operator: hostile, value: hostile }), { maxLength: 2 }),
      auto: fc.boolean(),
      auto_count: fc.constantFrom<unknown>(0, 1, 1e9, "x", -5),
      auto_min: hostile,
      datasource: fc.constantFrom<unknown>(null, "Prometheus", { type: "prometheus", uid: "x" }, "$ds", {
        uid: "${a}",
      }),
    },
    { requiredKeys: ["name", "type"] },
  ),
  { maxLength: 6 },
);

const jsonEdit = fc.record({
  path: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 }),
  what: fc.constantFrom("replace", "delete", "double", "nest", "query"),
  value: fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    hostile,
    fc.constantFrom<unknown>(null, {}, [], -1, 1e308, "row", "$a", true, { __proto__: 1 }, [[[[[[]]]]]]),
  ),
  query: queries,
});
type JsonEdit = typeof jsonEdit extends fc.Arbitrary<infer T> ? T : never;

/** Walks to a place somewhere inside and changes it: surgery that no schema allows for. */
function operate(root: unknown, { path, what, value: replacement, query }: JsonEdit): unknown {
  let holder = root as Record<string, unknown>;
  let key: string | undefined;
  for (const share of path) {
    const inner = key === undefined ? root : holder[key];
    if (typeof inner !== "object" || inner === null) break;
    const keys = Object.keys(inner);
    if (keys.length === 0) break;
    holder = inner as Record<string, unknown>;
    key = keys[Math.min(keys.length - 1, Math.floor(share * keys.length))]!;
  }
  if (key === undefined) return root;
  const set = (changed: unknown) =>
    Object.defineProperty(holder, key!, { value: changed, writable: true, enumerable: true, configurable: true });
  if (what === "delete") delete holder[key];
  else if (what === "double")
    set(
      Array.isArray(holder[key])
        ? [...(holder[key] as unknown[]), ...(holder[key] as unknown[])]
        : [holder[key], holder[key]],
    );
  else if (what === "nest") set(Array.from({ length: 150 }).reduce((inner) => ({ panels: [inner] }), holder[key]));
  else if (what === "query") set({ expr: query, query, refId: "A" });
  else set(replacement);
  return root;
}

/** Dashboards of every schema: made up, and fixtures after surgery; some with hostile variables and queries put in. */
export const dashboards = fc
  .tuple(
    fc.oneof(fc.constantFrom(...fixtureDashboards), classicDashboards, v2Specs),
    fc.array(jsonEdit, { maxLength: 5 }),
    fc.option(variables, { nil: undefined, freq: 2 }),
    fc.array(queries, { maxLength: 3 }),
  )
  .map(([dashboard, edits, list, exprs]) => {
    const copy = JSON.parse(JSON.stringify(dashboard)) as Record<string, unknown>;
    if (list !== undefined) copy["templating"] = { list };
    const added = exprs.map((expr, id) => ({
      id: 100 + id,
      type: "stat",
      title: expr,
      targets: [{ expr, refId: "A", legendFormat: expr }],
    }));
    if (Array.isArray(copy["panels"])) copy["panels"] = [...(copy["panels"] as unknown[]), ...added];
    return JSON.stringify(edits.reduce<unknown>(operate, copy));
  });

const signal = fc.letrec<{ signal: unknown }>((tie) => ({
  signal: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.oneof(
      fc.double(),
      fc.integer(),
      hostile,
      fc.constantFrom("1x200", "1+2x3 _x4 stale", "1x999999999999", "-5-1x2"),
    ),
    fc.record({
      wave: fc.record({ min: tie("signal"), max: tie("signal"), period: hostile, peak: hostile }, { requiredKeys: [] }),
    }),
    fc.record({
      line: fc.record(
        {
          from: fc.double(),
          to: fc.double(),
          for: fc.constantFrom("4h", "1ms", "0s", "-1s", ""),
          samples: fc.integer(),
          bounds: hostile,
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({ values: fc.array(fc.option(fc.double()), { maxLength: 5 }) }),
    fc.record({ random: fc.record({ min: tie("signal"), max: tie("signal") }) }),
    fc.record({ loop: fc.record({ of: tie("signal"), times: fc.integer() }, { requiredKeys: ["of"] }) }),
    fc.record({ limit: fc.record({ of: tie("signal"), for: fc.constantFrom("1h", "1y", "999999999y") }) }),
    fc.record({ noise: fc.record({ stddev: tie("signal"), mean: tie("signal") }, { requiredKeys: [] }) }),
    fc.record({
      walk: fc.record(
        { start: fc.double(), step: fc.double(), min: fc.double(), max: fc.double() },
        { requiredKeys: ["start", "step"] },
      ),
    }),
    fc.record({
      spike: fc.record(
        {
          height: tie("signal"),
          every: fc.constantFrom("1h", "1ms", "x"),
          at: hostile,
          for: fc.constantFrom("1s", "2h"),
        },
        { requiredKeys: [] },
      ),
    }),
    fc.array(tie("signal"), { maxLength: 4 }),
    fc
      .tuple(
        fc.constantFrom("add", "sub", "mul", "div", "clamp", "gap", "square", "nothing"),
        fc.array(tie("signal"), { maxLength: 4 }),
      )
      .map(([key, list]) => ({ [key]: list })),
  ),
})).signal;

const madeSpecs = fc
  .record(
    {
      version: fc.constantFrom<unknown>(1, 1, 1, 2, "1", null),
      seed: fc.integer(),
      step: fc.constantFrom<unknown>("15s", "1m", "1ms", "0s", "x", 15),
      history: fc.constantFrom<unknown>("1h", "6h", "1y", "7s", ""),
      start: fc.constantFrom<unknown>("2026-11-01T00:00:00Z", "now", 1),
      labels: fc.dictionary(hostile, hostile, { maxKeys: 2 }),
      metrics: fc.array(
        fc.record(
          {
            name: fc.oneof(fc.constantFrom("m", "x_total", "latency_seconds"), hostile),
            type: fc.constantFrom("gauge", "counter", "histogram", "summary", "info", "unknown", "x"),
            buckets: fc.array(fc.double(), { maxLength: 4 }),
            series: fc.array(
              fc.record(
                {
                  labels: fc.dictionary(
                    fc.oneof(fc.constantFrom("a", "b"), hostile),
                    fc.oneof(
                      fc.constantFrom<unknown>("x-{1..3}", "{01..10}", "{1..99999999}", "{1..5..0}", ["a", "b"], 5),
                      hostile,
                    ),
                    { maxKeys: 3 },
                  ),
                  value: signal,
                  rate: signal,
                  observe: fc.dictionary(
                    fc.constantFrom("lognormal", "uniform", "x"),
                    fc.dictionary(fc.constantFrom("p50", "p99", "min", "max"), signal),
                  ),
                  // biome-ignore lint/suspicious/noThenProperty: a key of the data spec.
                  then: fc.constantFrom("last", "stale", "x"),
                },
                { requiredKeys: [] },
              ),
              { maxLength: 3 },
            ),
          },
          { requiredKeys: ["name", "type"] },
        ),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ["version", "metrics"] },
  )
  .map((spec) => JSON.stringify(spec));

/** Data specs as text: made up as JSON, and fixtures with their text changed. */
export const specs = fc.oneof(
  madeSpecs,
  edited(fc.constantFrom(...fixtureTexts(".data.yaml")), 3),
  edited(madeSpecs, 2),
);

/** Rule files as text. */
export const ruleFiles = fc.oneof(
  edited(fc.constantFrom(...fixtureTexts(".rules.yaml")), 3),
  fc
    .array(queries, { maxLength: 3 })
    .map((list) =>
      JSON.stringify({ groups: [{ name: "g", rules: list.map((expr, i) => ({ alert: `A${i}`, expr })) }] }),
    ),
);

/** `/metrics` pages as text. */
export const metricsPages = edited(
  fc.constantFrom(
    '# HELP m Things.\n# TYPE m gauge\nm{a="x",b="y\\"z"} 1\nm{a="z"} NaN 1700000000000\n',
    '# TYPE h histogram\nh_bucket{le="0.1"} 1\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n# EOF\n',
    '# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 1\ns_count 1\nx_total 5 # {a="b"} 1\n',
  ),
);

/** Regular expressions, and texts for them. */
export const regexes = edited(
  fc.constantFrom(
    "/(.*)/",
    "(a|b)+c{2,3}",
    "[a-z]*?x",
    "((a{10}){10}){10}",
    "(?i:x)",
    "\\Qa\\E",
    "(?P<n>x)",
    "(a+)+$",
    "(){1000}",
  ),
);
