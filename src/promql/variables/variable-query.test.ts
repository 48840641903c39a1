import { expect, test } from "vitest";
import { labelName, readVariableQuery, selectsAll } from "./variable-query.ts";

/** The argument of `query`, found by its text. */
const part = (query: string, text: string) => ({ text, from: query.indexOf(text) });

test.for([
  ["label_values(a)", { kind: "labelValues", label: "a", argument: undefined }],
  [
    'label_values(up{a="b,c", d="(e)"}, job)',
    {
      kind: "labelValues",
      label: "job",
      argument: { text: 'up{a="b,c", d="(e)"}', from: 13 },
    },
  ],
  ["label_values( up , job ) ", { kind: "labelValues", label: "job", argument: { text: " up ", from: 13 } }],
  ['label_values(up, "a.b")', { kind: "labelValues", label: '"a.b"', argument: { text: "up", from: 13 } }],
  ["label_values(up,\n job)\n", { kind: "labelValues", label: "job", argument: { text: "up", from: 13 } }],
  ["label_names()", { kind: "labelNames", argument: undefined, close: 12 }],
  ["label_names(up)", { kind: "labelNames", argument: { text: "up", from: 12 }, close: 14 }],
  ["metrics(node_.*)", { kind: "metrics", argument: { text: "node_.*", from: 8 } }],
  [
    "query_result(max(up) by (job))",
    { kind: "queryResult", argument: part("query_result(max(up) by (job))", "max(up) by (job)") },
  ],
  ["up{a='b'}", { kind: "series", argument: { text: "up{a='b'}", from: 0 } }],
] as const)("readVariableQuery reads %s", ([query, expected]) => {
  expect(readVariableQuery(query)).toEqual(expected);
});

test.for(["$label", "${label}", "[[label]]", "${label:raw}", "a_$label", "${a}_${b}", "[[a:csv]]b"])(
  "readVariableQuery takes %s for the name of a label, as it is when its variables are filled in",
  (label) => {
    expect(readVariableQuery(`label_values(up, ${label})`)).toMatchObject({ kind: "labelValues", label });
  },
);

test.for([
  'label_values(up{job="a"})',
  "label_values(up, {job})",
  "label_values(up, 1a)",
  "label_values(,job)",
  "label_values(up, a b)",
  'label_values(up, "")',
])("readVariableQuery refuses %s, which Grafana sends to the server as it is and gets an error for", (query) => {
  expect(readVariableQuery(query)).toMatchObject({
    ok: false,
    reason: "label_values() needs the name of a label as its last argument",
  });
});

test.for(["label_values", "metrics", "query_result"])("readVariableQuery refuses %s() without an argument", (name) => {
  for (const body of ["", "  "])
    expect(readVariableQuery(`${name}(${body})`)).toMatchObject({ ok: false, reason: `${name}() needs an argument` });
});

test.for(["", " \n"])("readVariableQuery refuses the empty query %j", (query) => {
  expect(readVariableQuery(query)).toMatchObject({ ok: false, reason: "the query is empty" });
});

test("readVariableQuery takes a call behind a space for a selector, as Grafana does", () => {
  const query = " label_values(up, job)";
  expect(readVariableQuery(query)).toEqual({ kind: "series", argument: { text: query, from: 0 } });
});

test.for(["label_names", "metrics"])(
  "readVariableQuery leaves spaces in the pattern of %s(), where Grafana looks for them in names",
  (name) => {
    expect(readVariableQuery(`${name}( up )`)).toMatchObject({ argument: { text: " up " } });
  },
);

test.for([
  ["label_values(up, job)", "job"],
  ['label_values(up, "http.method")', "http.method"],
  ['label_values("a\\"b")', 'a"b'],
])("labelName of %s is %s", ([query, name]) => {
  const read = readVariableQuery(query!);
  if ("ok" in read || read.kind !== "labelValues") throw new Error("not label_values()");
  expect(labelName(read)).toBe(name);
});

test("selectsAll knows the empty selector, whatever spaces are in it, and not a blank text", () => {
  expect(["{}", " { } ", "{\n}"].map(selectsAll)).toEqual([true, true, true]);
  expect(["", " ", "up{}", '{a="b"}'].map(selectsAll)).toEqual([false, false, false, false]);
});

test("readVariableQuery ends soon with 300,000 characters that are almost a call", () => {
  for (const body of [",", ', "', "a ", " ,a", '"\\"', "[[a", "${a:"].map((text) => text.repeat(100_000)))
    expect(readVariableQuery(`label_values(${body}!)`)).toMatchObject({ ok: false });
});
