import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  displayWidth,
  fitTo
} from "./chunk-RDQLQ2QQ.js";

// src/cli/terminal/table.ts
var gap = 2;
var narrowest = 4;
function table(rows, { head, columns, paint = (cell) => cell }) {
  const widths = fittingWidths(
    head.map((name, column) => Math.max(...[name, ...rows.map((row) => row[column] ?? "")].map(displayWidth))),
    columns
  );
  return [head, ...rows].map(
    (row, index) => row.map((cell, column) => {
      const fitted = fitTo(cell, widths[column]);
      return paint(column === row.length - 1 ? fitted.trimEnd() : fitted, index - 1, column);
    }).join(" ".repeat(gap)).trimEnd()
  );
}
function tableWidth(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))));
  return widths.reduce((sum, width) => sum + width, gap * Math.max(0, widths.length - 1));
}
function fittingWidths(widths, columns) {
  const fitted = [...widths];
  const total = () => fitted.reduce((sum, width) => sum + width, gap * (fitted.length - 1));
  while (total() > columns) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if (fitted[widest] === void 0 || fitted[widest] <= narrowest) break;
    fitted[widest]--;
  }
  return fitted;
}

export {
  table,
  tableWidth
};
