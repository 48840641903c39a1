import { expect, test } from "vitest";
import { sqlTables } from "./sql-tables.ts";

test.for([
  ["SELECT * FROM A", ["A"]],
  ["select a.v from A a join `B` as b on a.t = b.t where a.v > 1", ["A", "B"]],
  ["SELECT * FROM A, B x, C WHERE A.v IN (SELECT v FROM D)", ["A", "B", "C", "D"]],
  ["WITH t AS (SELECT * FROM A), u AS (SELECT 1 FROM t) SELECT * FROM t JOIN u", ["A"]],
  ["SELECT EXTRACT(HOUR FROM time), v FROM A GROUP BY time, v", ["A"]],
  ["SELECT 'FROM X' AS label -- FROM Y\n/* FROM Z */ FROM `my query`", ["my query"]],
  ["SELECT * FROM (SELECT * FROM A) s LEFT JOIN B USING (time)", ["A", "B"]],
  ["SELECT 1 FROM dual", []],
  ["SELECT a, b FROM A UNION SELECT c, d FROM B ORDER BY a, b", ["A", "B"]],
  ["SELECT 1", []],
] as const)("sqlTables finds in %s the tables %j", ([sql, expected]) => {
  expect(sqlTables(sql)).toEqual(expected);
});

test("sqlTables ends soon with text that is not SQL", () => {
  expect(sqlTables(`SELECT ${"'\\".repeat(40_000)}`)).toEqual([]);
  expect(sqlTables(`${"(".repeat(90_000)} FROM A`)).toEqual(["A"]);
});
