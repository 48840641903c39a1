import { expect, test } from "vitest";
import { createDomains } from "../patterns/domains.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { makeFamilies } from "../read/families.ts";
import { severalRows } from "./several-rows.ts";
import { usageOf } from "./testing/hosts.ts";

/** Values of the label in the rows that are added to one row. */
function added(query: string, labels: Readonly<Record<string, string>>, label: string): (string | undefined)[] {
  const usage = usageOf([query]);
  const families = makeFamilies(usage);
  const patterns = createPatternCache();
  const { use } = families[0]!;
  const candidates = [
    { labels: new Map(Object.entries(labels)), member: 0, places: new Map() },
    { labels: new Map(Object.entries({ ...labels, database: "users" })), member: 0, places: new Map() },
  ];
  const own = new Map([...Object.keys(labels), "database"].map((name) => [name, name]));
  const context = { domains: createDomains(usage, patterns, { families }), patterns, usage, family: families[0]! };
  const more = { candidates, own, scope: new Set(["job", "instance"]) };
  const { conditions } = [...use.selectors.values()][0]!;
  const rows = [{ labels: new Map(Object.entries(labels)), index: 0 }];
  return severalRows(rows, conditions, { ...context, ...more }).map((row) => row.labels.get(label));
}

const one = { instance: "db-1:9187", job: "db", database: "orders" };

test("severalRows gives a label that a query shows another value of the pack", () => {
  expect(added("sum by (database) (size)", one, "database")).toEqual(["users"]);
});

test("severalRows counts on where a name has a number", () => {
  expect(added("sum by (instance) (size)", one, "instance")).toEqual(["db-2:9187"]);
  expect(added("sum by (instance) (size)", { ...one, instance: "jenkins:80" }, "instance")).toEqual(["jenkins-2:80"]);
  expect(added("sum by (osd) (size)", { osd: "osd.2" }, "osd")).toEqual(["osd.3"]);
});

test("severalRows adds a row for each comparison that a metric stands in", () => {
  expect(added("x{a='b'} == 0 or x{a='b'} == 1 or x{a='b'} == 2", { ...one, a: "b" }, "database")).toHaveLength(2);
  expect(added("x{a='b'} == 0 or x{a='b'} == 1 or x{a='b'} == 2", { osd: "osd.0", a: "b" }, "osd")).toHaveLength(2);
});

test("severalRows adds nothing to what queries do not tell apart, or name the value of", () => {
  expect(added("sum(size)", one, "database")).toEqual([]);
  expect(added("sum by (database) (size{database='orders'})", one, "database")).toEqual([]);
});
