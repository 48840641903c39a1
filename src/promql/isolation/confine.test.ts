import { expect, test } from "vitest";
import type { ValueDomain } from "../variables/value-domain.ts";
import { confineQuery } from "./confine.ts";
import { confineVariableQuery } from "./confine-variable.ts";

const label = { name: "dashpreview", value: "p.k.r" };
const m = 'dashpreview="p.k.r"';
const list = (...values: string[]): ValueDomain => ({
  state: "listed",
  choices: values.map((value) => ({ text: value, value })),
  multi: false,
  includeAll: false,
});
const nested = (all: string): ValueDomain => ({
  state: "nested",
  chosen: { state: "asked", multi: true, includeAll: true },
  all,
});
const domains = new Map<string, ValueDomain>([
  ["job", { state: "asked", multi: true, includeAll: true, all: ".*" }],
  ["one", { state: "asked", multi: false, includeAll: false }],
  ["op", list("or", "unless")],
  ["env", list("prod", "test.*")],
  ["bad", list("a", 'x"} or secret{a="')],
  ["dollar", list("a$")],
  ["box", { state: "typed", value: "api" }],
  ["pattern", { state: "typed", value: ".+" }],
  ["any", { state: "free" }],
  ["members", nested("$one-([1-9][0-9]*)")],
  ["odd", nested("$any-.*")],
  ["deeper", nested("$members-.*")],
  ["escaped", nested("\\\\$one")],
  ["quoted", nested('$one"')],
]);

test.for<[string, string, string, Record<string, object>]>([
  [
    "values of a server stay, and must not hold the quote",
    'up{job=~"$job"}',
    `up{${m},job=~"$job"}`,
    { job: { characters: "any", without: '"' } },
  ],
  [
    "nor a backslash where nothing escapes it",
    "up{job='${one:raw}'}",
    `up{${m},job='\${one:raw}'}`,
    { one: { characters: "any", without: "'\\" } },
  ],
  ["values of a list stay", 'up{env=~"$env"}', `up{${m},env=~"$env"}`, { env: { characters: "any", without: "" } }],
  ["what is typed is encoded", 'up{job="x-$box"}', `up{${m},job="x-\${box:percentencode}"}`, {}],
  [
    "unless that would change it",
    'up{job=~"$pattern"}',
    `up{${m},job=~"$pattern"}`,
    { pattern: { characters: "any", without: "" } },
  ],
  ["anything is encoded", 'up{job="[[any:raw]]"}', `up{${m},job="\${any:percentencode}"}`, {}],
  ["a comment with a variable goes", "up # $job\n+ 1", `up{${m}} \n+ 1`, {}],
  ["a comment without stays", "up # 5 $ a day\n+ 1", `up{${m}} # 5 $ a day\n+ 1`, {}],
  ["an operator of a list stays", "a $op b", `a{${m}} $op b{${m}}`, { op: { characters: "any", without: "" } }],
  [
    "a name of a server stays",
    "sum by ($one) (up)",
    `sum by ($one) (up{${m}})`,
    { one: { characters: "name", without: "" } },
  ],
  [
    "a range of a server stays",
    "rate(up[$one])",
    `rate(up{${m}}[$one])`,
    { one: { characters: "duration", without: "" } },
  ],
  [
    "a name that the dashboard does not know stays",
    'label_replace(up, "a", "$1", "b", "$2")',
    `label_replace(up{${m}}, "a", "$1", "b", "$2")`,
    {},
  ],
  [
    "Grafana's own lengths stay",
    "rate(up[$__rate_interval]) * $__range_s",
    `rate(up{${m}}[$__rate_interval]) * $__range_s`,
    {},
  ],
  [
    "an All that names variables stays, and so must these",
    'up{pod=~"$members"}',
    `up{${m},pod=~"$members"}`,
    { members: { characters: "any", without: '"' }, one: { characters: "any", without: '"\\' } },
  ],
  ["one that names anything is encoded", 'up{pod=~"$odd"}', `up{${m},pod=~"\${odd:percentencode}"}`, {}],
  ["one that goes on and on is encoded", 'up{pod=~"$deeper"}', `up{${m},pod=~"\${deeper:percentencode}"}`, {}],
  [
    "one whose variable a backslash changes is encoded",
    'up{pod=~"$escaped"}',
    `up{${m},pod=~"\${escaped:percentencode}"}`,
    {},
  ],
  ["one that ends the string is encoded", 'up{pod=~"$quoted"}', `up{${m},pod=~"\${quoted:percentencode}"}`, {}],
  ["the reader's own words are encoded", 'up{a="${__user.login}"}', `up{${m},a="\${__user.login:percentencode}"}`, {}],
])("confineQuery: %s", ([, query, expected, demands]) => {
  const result = confineQuery(query, label, { domains, strip: false });
  expect(result).toMatchObject({ ok: true, query: expected });
  if (result.ok) expect(Object.fromEntries(result.demands)).toEqual(demands);
});

test.for([
  ['up{a="$bad"}', 'the value "x\\"} or secret{a=\\"" of $bad would end the string that it stands in'],
  ["up * $members", '"All" of $members names other variables, so it cannot stand outside of a string'],
  ["up{a=$any}", "$any can be any text, so it cannot stand outside of a string"],
  ["a $one b", "$one comes from a server, and can only stand for a name, a number or a duration outside of a string"],
  ['up{a="$$one"}', "the text before $one could form a variable together with its value"],
  ['up{a="${$one}"}', "the text before $one could form a variable together with its value"],
  ['up{a="[[$one]]"}', "the text before $one could form a variable together with its value"],
  ['up{a="$un${one}"}', "the text before $one could form a variable together with its value"],
  ['up{a="${dollar}one"}', 'the value "a$" of $dollar would end the string that it stands in'],
  ['up{a="${job:json}"}', "the format json of $job cannot stand in a string"],
  ['up{a="${one:date:[\\"]}"}', "the format of $one holds characters that cannot stand in a query"],
  ["up * $__user", "$__user cannot stand outside of a string"],
  [
    "rate(a[$one]) + sum by ($one) (b)",
    "$one comes from a server, and can only stand for a name, a number or a duration outside of a string",
  ],
])("confineQuery refuses %s", ([query, reason]) => {
  expect(confineQuery(query!, label, { domains })).toMatchObject({ ok: false, reason });
});

test.for<[string, string, Record<string, object>]>([
  [
    'label_values(up{job=~"$job"}, pod)',
    `label_values(up{${m},job=~"$job"}, pod)`,
    { job: { characters: "any", without: '"' } },
  ],
  ["label_values(up, $one)", `label_values(up{${m}}, $one)`, { one: { characters: "name", without: "" } }],
  [
    "metrics(${job}_total)",
    `label_values({__name__=~".*(?:\${job}_total).*",${m}}, __name__)`,
    { job: { characters: "any", without: '"' } },
  ],
  ["metrics($box)", `label_values({__name__=~".*(?:\${box:percentencode}).*",${m}}, __name__)`, {}],
  ["label_names($one)", `label_names($one.*",${m},__name__=~".*)`, { one: { characters: "any", without: '"' } }],
  [
    'query_result(up{a="$env"} > 0)',
    `query_result(label_replace(up{${m},a="$env"} > 0, "dashpreview", "", "", ""))`,
    { env: { characters: "any", without: "" } },
  ],
])("confineVariableQuery keeps %s to the preview", ([query, expected, demands]) => {
  const result = confineVariableQuery(query, label, { domains });
  expect(result).toMatchObject({ ok: true, query: expected });
  if (result.ok) expect(Object.fromEntries(result.demands)).toEqual(demands);
});

test.for(["label_values(up, $any)", "label_values(up, $env)", "$any", "$op(up)"])(
  "confineVariableQuery refuses %s",
  (query) => {
    expect(confineVariableQuery(query, label, { domains })).toMatchObject({ ok: false });
  },
);

test("confineQuery refuses a query whose undefined variable may be a number or a metric", () => {
  expect(confineQuery("rate(a[5m]) * $peaks", label, { domains })).toMatchObject({
    ok: false,
    reason: "nothing says whether $peaks is a number or a metric: define it, with its values",
  });
  expect(confineQuery("rate(a[$peaks])", label, { domains })).toMatchObject({ ok: true });
});

test("confineQuery takes the text of All for a metric, though All stands for a number", () => {
  const all: ValueDomain = { ...list("1", "2"), includeAll: true, all: "3" } as ValueDomain;
  const [number, text] = ["m * ${x}", "m * ${x:text}"].map((query) =>
    confineQuery(query, label, { domains: new Map([["x", all]]) }),
  );
  const several: ValueDomain = { ...list("1", "2"), multi: true } as ValueDomain;
  expect(confineQuery("m * ${x:text}", label, { domains: new Map([["x", several]]) })).toMatchObject({ ok: false });
  expect(number).toMatchObject({ ok: true });
  expect(text).toMatchObject({ ok: false, reason: "what the query selects depends on the value of a variable" });
});
