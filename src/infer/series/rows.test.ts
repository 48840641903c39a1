import { expect, test } from "vitest";
import { attemptWork, Work } from "../../promql/grammar/work.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { createDomains } from "../patterns/domains.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { analyseExpression } from "../read/analyse.ts";
import { makeFamilies } from "../read/families.ts";
import { emptyUsage, type SelectorUse } from "../read/usage.ts";
import { makeRows, type RowOptions } from "./rows.ts";

/** The rows of the first metric that a list of queries needs, as text: `host="a"`. */
function rowsFor(queries: readonly string[], options: Partial<RowOptions> = {}) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
    analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  const patterns = createPatternCache();
  const domains = createDomains(usage, patterns, { given: new Map([["host", ["a", "b", "c"]]]) });
  const [family] = makeFamilies(usage);
  const size = { count: 2, alternatives: 0, usage };
  return makeRows(family!, { domains, patterns, ...size, needed: [], allowLists: false, ...options });
}

function texts(queries: readonly string[], options: Partial<RowOptions> = {}) {
  return rowsFor(queries, options).map(({ labels }) =>
    [...labels].map(([name, value]) => `${name}="${value}"`).join(","),
  );
}

function needs(name: string, op: "=" | "=~", value: string): SelectorUse {
  return { conditions: [{ name, op, value }], removes: false };
}

test("makeRows makes one series of a metric without labels", () => {
  expect(texts(["x"])).toEqual([""]);
});

test("makeRows makes as many rows as are wanted, with the values that all metrics share", () => {
  expect(texts(["sum by (host) (x)"])).toEqual(['host="a"', 'host="b"']);
  expect(texts(["sum by (host) (x)"], { count: 3 })).toEqual(['host="a"', 'host="b"', 'host="c"']);
});

test("makeRows numbers rows, so that those of other metrics go with them", () => {
  expect(rowsFor(["sum by (host) (x)"]).map(({ index }) => index)).toEqual([0, 1]);
});

test("makeRows gives every value that a query names rows of its own", () => {
  expect(texts(['sum by (host) (x{mode="idle"})', 'x{mode=~"user|system"}'])).toEqual([
    'host="a",mode="idle"',
    'host="b",mode="idle"',
    'host="a",mode="user"',
    'host="b",mode="user"',
    'host="a",mode="system"',
    'host="b",mode="system"',
  ]);
});

test("makeRows leaves out a label whose absence is asked for", () => {
  expect(texts(['x{image=""}'])).toEqual([""]);
});

test("makeRows finds values for a regex, and none that a negative condition refuses", () => {
  const rows = rowsFor(['x{device=~"nvme.+",device!~"nvme0.*"}']);
  expect(rows.length).toBeGreaterThan(0);
  for (const { labels } of rows) expect(labels.get("device")).toMatch(/^nvme(?!0).+$/);
});

test("makeRows makes rows as if there were no conditions where no value satisfies them together", () => {
  expect(texts(['x{host="1",host="2"}'])).toEqual(['host="a"', 'host="b"']);
});

test("makeRows makes enough rows for every comparison of the value to hold somewhere", () => {
  const compared = ["== 0", "== 1", "== 2", "== 3"].map((comparison) => `x{host=~".+"} ${comparison}`);
  // Four values; the hosts begin again after three, so a fourth row would be a second one of host a.
  expect(texts(compared)).toEqual(['host="a"', 'host="b"', 'host="c"']);
});

test("makeRows keeps one series for each label set on the one side of a join", () => {
  // The other label would tell two series of host a apart.
  const rows = rowsFor(['info{kind="old"} + on (host) y', "y * on (host) group_left (kind) info", 'info{kind="new"}']);
  const hosts = rows.map(({ labels }) => labels.get("host"));
  expect(new Set(hosts).size).toBe(hosts.length);
});

test("makeRows adds rows for selectors that queries turn out to need, and only where none satisfies them", () => {
  expect(texts(["sum by (host) (x)"], { needed: [needs("host", "=", "b")] })).toEqual(['host="a"', 'host="b"']);
  expect(texts(["sum by (host) (x)"], { needed: [needs("host", "=", "z")] })).toEqual([
    'host="a"',
    'host="b"',
    'host="z"',
  ]);
});

test("makeRows takes a list of values behind = for one only if a server was asked for it", () => {
  const needed = [needs("host", "=", "(a|b)")];
  expect(texts(["sum by (host) (x)"], { needed })).toEqual(['host="a"', 'host="b"']);
  expect(texts(["sum by (host) (x)"], { needed, allowLists: true })).toEqual(['host="a"', 'host="b"', 'host="(a|b)"']);
});

test("makeRows gives a renamed label a value that the new name can be taken from", () => {
  const [row] = rowsFor(['label_replace(x{path=~".+"}, "host", "$1", "path", "/dev/(.*)") * on (host) y{host="a"}']);
  expect(row?.labels.get("path")).toBe("/dev/a");
});

test("makeRows makes no more than 400 rows, nor values of more than 2000 characters", () => {
  const many = Array.from({ length: 600 }, (_, i) => needs("host", "=", `h${i}`));
  expect(texts(["sum by (host) (x)"], { needed: many })).toHaveLength(400);
  expect(texts(["sum by (host) (x)"], { needed: [needs("host", "=~", "b{1000}c{1000}d")] })).toEqual([
    'host="a"',
    'host="b"',
  ]);
});

test("makeRows stops where there are not enough steps", () => {
  const needed = Array.from({ length: 200 }, (_, i) => needs("host", "=", `h${i}`));
  expect(attemptWork(new Work(2000), () => rowsFor(["sum by (host) (x)"], { needed }))).toBeUndefined();
});
