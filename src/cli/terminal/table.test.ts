import { expect, test } from "vitest";
import { displayWidth } from "../../text/columns.ts";
import { table, tableWidth } from "./table.ts";

const head = ["DASHBOARD", "PREVIEW", "EXPIRES"];
const rows = [
  ["API 日本語のダッシュボード", "k2m4x7qa.pr-12", "2026-11-29 19:15 UTC"],
  ["✅ Hosts", "k2m4x7qa.a-key-that-is-quite-long", "kept"],
];

test("table has a head, and columns that line up behind wide characters", () => {
  const lines = table(rows, { head, columns: 120 });
  expect(lines).toHaveLength(3);
  const [first, second, third] = lines.map((line) => displayWidth(line.slice(0, line.search(/PREVIEW|k2m4x7qa/))));
  expect([second, third]).toEqual([first, first]);
});

test.for([40, 60, 80, 200])("table keeps within %d columns", (columns) => {
  const lines = table(rows, { head, columns });
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
  expect(lines.join("").includes("…")).toBe(tableWidth([head, ...rows]) > columns);
});

test("table paints after it has measured", () => {
  const painted = table(rows, { head, columns: 60, paint: (cell) => `\x1b[1m${cell}\x1b[22m` });
  const plain = table(rows, { head, columns: 60 });
  expect(painted.map((line) => line.replaceAll(/\x1b\[\d+m/g, "").trimEnd())).toEqual(plain);
});
