import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  summaryLine,
  unusedLine
} from "./chunk-7JRK62TH.js";
import {
  describeCopies,
  describePlace
} from "./chunk-DVOWRG3L.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";

// src/present/format-markdown.ts
function formatMarkdown(result, { maxFindings = 20, maxText = 300 } = {}) {
  const told = result.findings.filter(({ state }) => state !== "skipped");
  const parts = [summaryLine(result)];
  if (told.length > 0) {
    const rows = told.slice(0, maxFindings).map((finding) => findingRow(finding, maxText));
    parts.push("", "| Where | State | Code | Why | Query |", "|---|---|---|---|---|", ...rows);
    if (told.length > maxFindings) parts.push("", `… and ${told.length - maxFindings} more.`);
  }
  parts.push(...copyLines(result, maxFindings, maxText));
  if (result.unchecked.length > 0) {
    const rows = result.unchecked.slice(0, maxFindings).map((one) => `- ${escapeMarkdown(describePlace(one), maxText)}: ${escapeMarkdown(one.reason, maxText)}`);
    const more = result.unchecked.length > maxFindings ? [`- … and ${result.unchecked.length - maxFindings} more`] : [];
    parts.push("", "Not checked, which says nothing about the dashboard:", "", ...rows, ...more);
  }
  if (result.unusedMetrics.length > 0) {
    parts.push(
      "",
      unusedLine(
        result.unusedMetrics.map((name) => codeSpan(name, maxText)),
        "the result as JSON"
      )
    );
  }
  return `${parts.join("\n")}
`;
}
function copyLines({ panelResults }, most, maxText) {
  const told = panelResults.flatMap((panel) => {
    const { copies = [], copyCount = 0, title } = panel;
    const ok = copies.filter(({ state }) => state === "ok").length;
    const text = ok < copyCount ? describeCopies(panel) : void 0;
    return text === void 0 ? [] : [`- ${escapeMarkdown(title, maxText)}: ${escapeMarkdown(text, maxText)}`];
  });
  if (told.length === 0) return [];
  const more = told.length > most ? [`- … and ${told.length - most} more`] : [];
  return ["", "Copies of repeated panels:", "", ...told.slice(0, most), ...more];
}
function findingRow(finding, maxText) {
  const query = finding.expr === void 0 ? "" : codeSpan(finding.expr, maxText);
  return `| ${escapeMarkdown(describePlace(finding), maxText)} | ${finding.state} | <code>${finding.code}</code> | ${escapeMarkdown(finding.reason, maxText)} | ${query} |`;
}
function escapeMarkdown(text, maxText = 300) {
  const html = cut(plainLine(text), maxText).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/[\\`*_{}[\]()#+!|~$^-]/g, (character) => `&#${character.charCodeAt(0)};`);
  return withoutReferences(html);
}
var gap = "&#8203;";
function withoutReferences(html) {
  return html.replaceAll(/&#(?:33|35|36|126|94);(?=[\w"&])/g, `$&${gap}`).replaceAll(/\b[a-z][a-z0-9]{1,9}&#45;(?=\d)/gi, `$&${gap}`).replaceAll(/%(?=[\w"&])|&amp;(?=\d)/g, `$&${gap}`).replaceAll("@", `&#64;${gap}`).replaceAll(/:(?=\/\/)/g, `&#58;${gap}`).replaceAll(/\b(mailto|xmpp|tel|javascript|data):/gi, `$1&#58;${gap}`).replaceAll(/(?<!&#58;):(?=(?:[\w.]|&#(?:43|45|95);){1,60}:)/g, `:${gap}`).replaceAll(/\bwww\./gi, `www&#46;${gap}`).replaceAll(/(?<!\w)[0-9a-f]{7,64}(?!\w)/gi, (hash) => hash.replaceAll(/.{6}(?=.)/g, `$&${gap}`));
}
function codeSpan(text, maxText = 300) {
  return `<code>${escapeMarkdown(text, maxText)}</code>`;
}
function cut(text, most) {
  return text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

export {
  formatMarkdown,
  escapeMarkdown,
  codeSpan
};
