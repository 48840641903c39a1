import { describePlace, summaryLine } from "./format-table.ts";
import { plainLine } from "./plain-text.ts";
import type { CheckResult, Finding } from "./result.ts";

/** How {@link formatMarkdown} writes. */
export interface MarkdownOptions {
  /** Findings that are written out; the rest is counted. Default 20. */
  readonly maxFindings?: number;
  /** Characters of a text that are shown at most. Default 300. */
  readonly maxText?: number;
}

/**
 * What was found, as Markdown for a comment: the counts, a table of findings, metrics that no panel uses. Texts from dashboard and server are escaped: no
 * table cell, link, picture, HTML, mention or reference can be made with them. Ends with a line break.
 */
export function formatMarkdown(result: CheckResult, { maxFindings = 20, maxText = 300 }: MarkdownOptions = {}): string {
  const told = result.findings.filter(({ state }) => state !== "skipped");
  const parts = [summaryLine(result)];
  if (told.length > 0) {
    const rows = told.slice(0, maxFindings).map((finding) => findingRow(finding, maxText));
    parts.push("", "| Where | State | Why | Query |", "|---|---|---|---|", ...rows);
    if (told.length > maxFindings) parts.push("", `… and ${told.length - maxFindings} more.`);
  }
  if (result.unchecked.length > 0) {
    const rows = result.unchecked
      .slice(0, maxFindings)
      .map((one) => `- ${escapeMarkdown(describePlace(one), maxText)}: ${escapeMarkdown(one.reason, maxText)}`);
    const more = result.unchecked.length > maxFindings ? [`- … and ${result.unchecked.length - maxFindings} more`] : [];
    parts.push("", "Not checked, which says nothing about the dashboard:", "", ...rows, ...more);
  }
  if (result.unusedMetrics.length > 0) {
    const names = result.unusedMetrics.slice(0, 20).map((name) => codeSpan(name, maxText));
    const more = result.unusedMetrics.length > 20 ? ` and ${result.unusedMetrics.length - 20} more` : "";
    parts.push("", `In the data spec but in no panel: ${names.join(", ")}${more}`);
  }
  return `${parts.join("\n")}\n`;
}

function findingRow(finding: Finding, maxText: number): string {
  const query = finding.expr === undefined ? "" : codeSpan(finding.expr, maxText);
  return `| ${escapeMarkdown(describePlace(finding), maxText)} | ${finding.state} | ${escapeMarkdown(finding.reason, maxText)} | ${query} |`;
}

/** Text that shows as it is written, on one line: everything that Markdown, HTML, mentions, issue references or bare links could start with is escaped. */
export function escapeMarkdown(text: string, maxText = 300): string {
  return (
    cut(plainLine(text), maxText)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll(/[\\`*_{}[\]()#+!|~$-]/g, (character) => `&#${character.charCodeAt(0)};`)
      // Hosts look for references in the rendered text, where an escape is undone: only something in between stops them.
      .replaceAll(/&#(?:33|35|36|126);(?=\d)|\bGH&#45;(?=\d)|%(?=\d)/gi, "$&&#8203;")
      .replaceAll("@", "&#64;&#8203;")
      .replaceAll(/:(?=\/\/)/g, "&#58;&#8203;")
      .replaceAll(/\bwww\./gi, "www&#46;&#8203;")
  );
}

/** A code span in a table cell, as HTML: in a span made with backticks a pipe would end the cell. */
export function codeSpan(text: string, maxText = 300): string {
  return `<code>${escapeMarkdown(text, maxText)}</code>`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text;
}
