import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseDuration
} from "./chunk-ACMFHTB5.js";

// src/text/csv.ts
function parseCsv(text, maxCells) {
  const clean = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const told = /^"?sep=(.)"?\r?\n/.exec(clean);
  const begin = told === null ? 0 : told[0].length;
  const separator = told?.[1] ?? separatorOf(clean);
  const rows = [];
  let cells = [];
  let line = begin === 0 ? 1 : 2;
  let rowLine = line;
  let count = 0;
  let at = begin;
  while (at <= clean.length) {
    let cell;
    if (clean[at] === '"') {
      const end = endOfQuoted(clean, at);
      if (end === -1) return { line, error: "a quote that does not end" };
      cell = clean.slice(at + 1, end).replaceAll('""', '"');
      line += countBreaks(clean, at, end);
      at = end + 1;
      const after = clean[at];
      if (after !== void 0 && after !== separator && after !== "\n" && after !== "\r")
        return { line, error: "text after a cell in quotes" };
    } else {
      const end = endOfPlain(clean, at, separator);
      cell = clean.slice(at, end);
      at = end;
    }
    cells.push(cell);
    if (++count > maxCells) return { line, error: `more than ${maxCells} cells` };
    if (clean[at] === separator) {
      at++;
      continue;
    }
    if (clean[at] === "\r" && clean[at + 1] === "\n") at++;
    at++;
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: rowLine, cells });
    cells = [];
    rowLine = ++line;
  }
  return rows;
}
function separatorOf(text) {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const plain = first.replaceAll(/"(?:[^"]|"")*"/g, "");
  return [",", ";", "	"].find((one) => plain.includes(one)) ?? ",";
}
function endOfQuoted(text, start) {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
function endOfPlain(text, start, separator) {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}
function countBreaks(text, from, to) {
  let breaks = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) breaks++;
  return breaks;
}
function csvCell(text) {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// src/data-spec/read/label-pattern.ts
var rangePattern = /\\\{|\{(-?\d{1,40})\.\.(-?\d{1,40})(?:\.\.(-?\d{1,40}))?\}/g;
function parseLabelPattern(text) {
  const parts = [];
  let literal = "";
  let end = 0;
  for (const match of text.matchAll(rangePattern)) {
    literal += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[0] === "\\{") {
      literal += "{";
      continue;
    }
    const range = readRange(match);
    if ("error" in range) return range;
    if (literal !== "") parts.push(literal);
    literal = "";
    parts.push(range);
  }
  literal += text.slice(end);
  if (literal !== "" || parts.length === 0) parts.push(literal);
  return { parts, count: parts.reduce((product, part) => product * countOf(part), 1n) };
}
function literalLabel(text) {
  return text.replaceAll(/\\\{|\{(?=-?\d+\.\.)/g, (brace) => brace === "{" ? "\\{" : "\\\\{");
}
function readRange([whole, from = "", to = "", by]) {
  const [first, last, step] = [Number(from), Number(to), by === void 0 ? 1 : Number(by)];
  if (![first, last, step].every(Number.isSafeInteger))
    return { error: `the numbers of the range ${whole} are too large` };
  if (first > last) return { error: `the range ${whole} descends; write {${to}..${from}}` };
  if (step < 1) return { error: `the range ${whole} needs a step of 1 or more` };
  const padded = [from, to].some((digits) => /^-?0\d/.test(digits));
  return { first, last, step, width: padded ? Math.max(from.replace("-", "").length, to.replace("-", "").length) : 0 };
}
function countOf(part) {
  return typeof part === "string" ? 1n : (BigInt(part.last) - BigInt(part.first)) / BigInt(part.step) + 1n;
}
function expandLabelPattern({ parts }) {
  return parts.reduce(
    (begun, part) => {
      if (typeof part === "string") return begun.map((text) => text + part);
      const numbers = numbersOf(part);
      return begun.flatMap((text) => numbers.map((number) => text + number));
    },
    [""]
  );
}
function numbersOf({ first, last, step, width }) {
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const number = first + index * step;
    const digits = String(Math.abs(number)).padStart(width, "0");
    return number < 0 ? `-${digits}` : digits;
  });
}

// src/data-spec/replay/read-cells.ts
var dateTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?$/;
var leastMs = 1e11;
function readTimeCell(text) {
  const cell = text.trim();
  if (/^-?\d+(?:\.\d+)?$/.test(cell)) {
    const number = Number(cell);
    return Math.round(Math.abs(number) < leastMs ? number * 1e3 : number);
  }
  const match = dateTime.exec(cell);
  if (match === null) return parseDuration(cell);
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  const ms = fraction.padEnd(3, "0").slice(0, 3);
  const parsed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  if (Number.isNaN(parsed) || new Date(parsed).getUTCDate() !== Number(day)) return void 0;
  return parsed - offsetMs(zone);
}
function offsetMs(zone) {
  if (zone === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 6e4;
}
var infinities = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "+inf": Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY
};
function readValueCell(text) {
  const cell = text.trim();
  if (cell === "" || cell === "null" || cell === "undefined") return null;
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell)) return Number(cell);
  return infinities[cell.toLowerCase()];
}

export {
  parseLabelPattern,
  literalLabel,
  expandLabelPattern,
  parseCsv,
  csvCell,
  readTimeCell,
  readValueCell
};
