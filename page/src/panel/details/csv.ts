import type { WideTable } from "./wide-table.ts";

/**
 * A table as CSV (RFC 4180). Texts that a spreadsheet would calculate, such as `=1+1`, get an apostrophe in front.
 */
export function csvOf({ columns, rows }: WideTable): string {
  const lines = [columns.map(text), ...rows.map((row) => row.map(({ raw, text: shown }) => valueText(raw, shown)))];
  return `${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

function valueText(raw: unknown, shown: string): string {
  if (raw === null || raw === undefined) return "";
  if (typeof raw === "number") return /^\d{4}-\d\d-\d\d /.test(shown) ? text(shown) : String(raw);
  return text(typeof raw === "string" ? raw : shown);
}

function text(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands the reader a file. */
export function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A panel's title as the name of a file. */
export function fileName(title: string): string {
  return `${
    title
      .replace(/[^\p{L}\p{N}._-]+/gu, "-")
      .replace(/^[-.]+|-+$/g, "")
      .slice(0, 80) || "panel"
  }.csv`;
}
