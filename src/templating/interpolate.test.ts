import { expect, test } from "vitest";
import { builtinValues, type InterpolationValue, interpolate, maxInterpolatedLength } from "./interpolate.ts";

const base = { text: "", all: false, multi: false, includeAll: false };
const variable = (name: string, rest: Partial<InterpolationValue>): [string, InterpolationValue] => {
  return [name, { ...base, name, value: "", text: rest.value ?? "", ...rest }];
};
const values = new Map([
  variable("one", { value: "a.b" }),
  variable("quoted", { value: "it's \\d" }),
  variable("multi", { value: ["a.b", "c|d"], multi: true }),
  variable("single", { value: ["a.b"], multi: true }),
  variable("chosen", { value: "a.b", includeAll: true }),
  variable("backslash", { value: "a\\b", multi: true }),
  variable("everything", { value: ["x", "y"], all: true, includeAll: true, multi: true }),
  variable("own", { value: ["x", "y"], all: true, allValue: ".*", includeAll: true }),
  variable("nested", { value: [], all: true, allValue: "$one-.*", includeAll: true }),
  variable("named", { value: ["1", "2"], text: ["eins", "zwei"], multi: true }),
  variable("name with", { value: "x" }),
  variable("none", { value: [], multi: true }),
]);
const fill = (text: string) => interpolate(text, { values });

// Expected values: https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/ and the escaping of
// the Prometheus data source.
test.for([
  ["$one ${one} [[one]]", "a.b a.b a.b"],
  ["$quoted", "it\\\\'s \\\\d"],
  ["$multi", "(a\\\\.b|c\\\\|d)"],
  ["$single", "a\\\\.b"],
  ["$chosen", "a\\\\.b"],
  ["$backslash", "a\\\\\\\\b"],
  ["$everything", "(x|y)"],
  ["$own ${own:regex} ${own:pipe}", ".* .* .*"],
  ["${own:text}", "All"],
  ["$nested", "a.b-.*"],
  ["$none", "()"],
  ["$unknown ${unknown:csv} [[unknown]]", "$unknown ${unknown:csv} [[unknown]]"],
  ["${multi:regex}", "(a\\.b|c\\|d)"],
  ["[[multi:pipe]]", "a.b|c|d"],
  ["${multi:csv}", "a.b,c|d"],
  ["${multi:raw}", "a.b,c|d"],
  ["${multi:glob}", "{a.b,c|d}"],
  ["${one:glob}", "a.b"],
  ["${multi:json}", '["a.b","c|d"]'],
  ["${multi:doublequote}", '"a.b","c|d"'],
  ["${quoted:singlequote}", "'it\\'s \\d'"],
  ["${quoted:sqlstring}", "'it''s \\d'"],
  ["${multi:distributed}", "a.b,multi=c|d"],
  ["${multi:percentencode}", "%7Ba.b%2Cc%7Cd%7D"],
  ["${multi:queryparam}", "var-multi=a.b&var-multi=c%7Cd"],
  ["${multi:lucene}", '("a.b" OR "c\\|d")'],
  ["${named:text}", "eins + zwei"],
  ["${everything:text}", "All"],
  ["${multi:nonsense}", "{a.b,c|d}"],
  ["${one.field}", "a.b"],
  ["rate(x[$]) $1 ${} $", "rate(x[$]) $1 ${} $"],
] as const)("interpolate fills %s with %s", ([text, expected]) => {
  expect(fill(text)).toBe(expected);
});

const range = { fromMs: Date.UTC(2026, 0, 2, 3, 4, 5), toMs: Date.UTC(2026, 0, 2, 9, 4, 5) };
const builtins = builtinValues({
  range,
  timing: { stepMs: 90_000, rateIntervalMs: 105_000 },
  dashboard: { title: "API", uid: "abc" },
});

test.for([
  ["rate(x[$__rate_interval])", "rate(x[1m45s])"],
  ["$__interval ${__interval} $__interval_ms", "1m 1m 90000"],
  ["$__range $__range_s $__range_ms", "21600s 21600 21600000"],
  ["$__from", "1767323045000"],
  ["${__from:date}", "2026-01-02T03:04:05.000Z"],
  ["${__from:date:iso}", "2026-01-02T03:04:05.000Z"],
  ["${__to:date:seconds}", "1767344645"],
  ["${__from:date:YYYY-MM-DD HH:mm}", "2026-01-02 03:04"],
  ["${__dashboard} ${__dashboard.uid}", "API abc"],
] as const)("interpolate fills the built-in %s with %s", ([text, expected]) => {
  expect(interpolate(text, { values: new Map(), builtins })).toBe(expected);
});

test("interpolate reports what it used and what has no value", () => {
  const [used, missing] = [new Set<string>(), new Set<string>()];
  interpolate("$one $nope $__interval $1", {
    values,
    builtins,
    onUse: (name) => used.add(name),
    onMissing: (name) => missing.add(name),
  });
  expect([[...used], [...missing]]).toEqual([["one"], ["nope"]]);
});

test("interpolate bounds what a text can grow to", () => {
  const large = new Map([variable("x", { value: "y".repeat(10_000) })]);
  expect(interpolate("$x ".repeat(10_000), { values: large })).toHaveLength(maxInterpolatedLength);
});

test("interpolate leaves names of object members alone", () => {
  expect(fill("$__proto__ $constructor ${toString}")).toBe("$__proto__ $constructor ${toString}");
});

test("interpolate ends for All values that name each other", () => {
  const circle = new Map([
    variable("a", { value: ["1"], all: true, allValue: "$b", includeAll: true }),
    variable("b", { value: ["2"], all: true, allValue: "$a", includeAll: true }),
  ]);
  expect(interpolate("$a", { values: circle })).toBe("2");
});
