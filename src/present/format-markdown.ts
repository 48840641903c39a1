import type { CheckFinding, CheckResult } from "../check/result.ts";
import { plainLine } from "../text/plain-line.ts";
import { describePlace } from "./describe-place.ts";
import { describeCopies } from "./format-copies.ts";
import { summaryLine } from "./format-table.ts";
import { unusedLine } from "./unused-line.ts";

/** Options of {@link formatMarkdown}. */
export interface MarkdownOptions {
  /** Most findings to list; the rest is only counted. Default 20. */
  readonly maxFindings?: number;
  /** Most characters of a text. Default 300. */
  readonly maxText?: number;
}

/**
 * Formats the result as Markdown for a comment: the counts, a table of findings, and metrics that no panel uses. Texts
 * from dashboard and server are escaped, so they cannot create table cells, links, images, HTML, mentions or
 * references. Ends with a line break.
 */
export function formatMarkdown(result: CheckResult, { maxFindings = 20, maxText = 300 }: MarkdownOptions = {}): string {
  const told = result.findings.filter(({ state }) => state !== "skipped");
  const parts = [summaryLine(result)];
  if (told.length > 0) {
    const rows = told.slice(0, maxFindings).map((finding) => findingRow(finding, maxText));
    parts.push("", "| Where | State | Code | Why | Query |", "|---|---|---|---|---|", ...rows);
    if (told.length > maxFindings) parts.push("", `… and ${told.length - maxFindings} more.`);
  }
  parts.push(...copyLines(result, maxFindings, maxText));
  if (result.unchecked.length > 0) {
    const rows = result.unchecked
      .slice(0, maxFindings)
      .map((one) => `- ${escapeMarkdown(describePlace(one), maxText)}: ${escapeMarkdown(one.reason, maxText)}`);
    const more = result.unchecked.length > maxFindings ? [`- … and ${result.unchecked.length - maxFindings} more`] : [];
    parts.push("", "Not checked, which says nothing about the dashboard:", "", ...rows, ...more);
  }
  if (result.unusedMetrics.length > 0) {
    parts.push(
      "",
      unusedLine(
        result.unusedMetrics.map((name) => codeSpan(name, maxText)),
        "the result as JSON",
      ),
    );
  }
  return `${parts.join("\n")}\n`;
}

/** Repeated panels of which not every copy is known to be fine. */
function copyLines({ panelResults }: CheckResult, most: number, maxText: number): string[] {
  const told = panelResults.flatMap((panel) => {
    const { copies = [], copyCount = 0, title } = panel;
    const ok = copies.filter(({ state }) => state === "ok").length;
    const text = ok < copyCount ? describeCopies(panel) : undefined;
    return text === undefined ? [] : [`- ${escapeMarkdown(title, maxText)}: ${escapeMarkdown(text, maxText)}`];
  });
  if (told.length === 0) return [];
  const more = told.length > most ? [`- … and ${told.length - most} more`] : [];
  return ["", "Copies of repeated panels:", "", ...told.slice(0, most), ...more];
}

function findingRow(finding: CheckFinding, maxText: number): string {
  const query = finding.expr === undefined ? "" : codeSpan(finding.expr, maxText);
  return (
    `| ${escapeMarkdown(describePlace(finding), maxText)} | ${finding.state} | <code>${finding.code}</code> | ` +
    `${escapeMarkdown(finding.reason, maxText)} | ${query} |`
  );
}

/**
 * Escapes text so that it is shown literally, on one line: everything that could start Markdown, HTML, a mention, an
 * issue reference, a commit, an emoji code or a bare link is escaped.
 */
export function escapeMarkdown(text: string, maxText = 300): string {
  const html = cut(plainLine(text), maxText)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_{}[\]()#+!|~$^-]/g, (character) => `&#${character.charCodeAt(0)};`);
  return withoutReferences(html);
}

/**
 * A zero-width space, which breaks references. Escaping is not enough, because hosts search the rendered text for
 * references.
 */
const gap = "&#8203;";

function withoutReferences(html: string): string {
  return (
    html
      // #1, !2, $3 and ~4 or ~label; GH-5 and JIRA-6; %7, %milestone and &8 (an epic).
      .replaceAll(/&#(?:33|35|36|126|94);(?=[\w"&])/g, `$&${gap}`)
      .replaceAll(/\b[a-z][a-z0-9]{1,9}&#45;(?=\d)/gi, `$&${gap}`)
      .replaceAll(/%(?=[\w"&])|&amp;(?=\d)/g, `$&${gap}`)
      .replaceAll("@", `&#64;${gap}`)
      // http://, mailto:, and :smile:, whose name may contain escapes by now.
      .replaceAll(/:(?=\/\/)/g, `&#58;${gap}`)
      .replaceAll(/\b(mailto|xmpp|tel|javascript|data):/gi, `$1&#58;${gap}`)
      .replaceAll(/(?<!&#58;):(?=(?:[\w.]|&#(?:43|45|95);){1,60}:)/g, `:${gap}`)
      .replaceAll(/\bwww\./gi, `www&#46;${gap}`)
      // A commit: seven hex digits or more.
      .replaceAll(/(?<!\w)[0-9a-f]{7,64}(?!\w)/gi, (hash) => hash.replaceAll(/.{6}(?=.)/g, `$&${gap}`))
  );
}

/** A code span in a table cell, as HTML: in a span made with backticks a pipe would end the cell. */
export function codeSpan(text: string, maxText = 300): string {
  return `<code>${escapeMarkdown(text, maxText)}</code>`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text;
}
