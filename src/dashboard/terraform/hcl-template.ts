import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "./parse-hcl.ts";

/** A text that Terraform would take as it is, or the part of it that only Terraform knows. */
export type TemplateText =
  | { readonly text: string; readonly open?: undefined }
  | { readonly text?: undefined; readonly open: string };

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * The text of a string (`"…"`) or a heredoc, if nothing in it is left for Terraform to fill in.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions
 */
export function readTemplate(node: SyntaxNode, source: string): TemplateText {
  const parts = childrenOf(node);
  const open = parts.find(({ name }) => name === "TemplateInterpolation" || name === "TemplateDirective");
  if (open !== undefined) return { open: source.slice(open.from, open.to) };
  const raw = parts
    .filter(({ name }) => name === "TemplateLiteral")
    .map(({ from, to }) => source.slice(from, to))
    .join("");
  if (node.name !== "HeredocTemplate") return { text: unescapeTemplate(raw.replaceAll(quotedEscape, unescapeQuoted)) };
  const lines = heredocLines(raw);
  const indented = source.startsWith("<<-", node.from);
  return { text: unescapeTemplate((indented ? flush(lines) : lines).map((line) => `${line}\n`).join("")) };
}

const quotedEscape = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;

function unescapeQuoted(whole: string, short?: string, long?: string, other?: string): string {
  const code = short ?? long;
  if (code === undefined) return escapes[other ?? ""] ?? whole;
  const point = Number.parseInt(code, 16);
  return point > 0x10_ff_ff ? "\ufffd" : String.fromCodePoint(point);
}

/** `$${` is `${`, and `%%{` is `%{`. */
export function unescapeTemplate(text: string): string {
  return text.replaceAll(/([$%])\1\{/g, "$1{");
}

/** The reverse of {@link unescapeTemplate}. */
export function escapeTemplate(text: string): string {
  return text.replaceAll(/([$%])\{/g, "$1$1{");
}

/** The lines of a heredoc, without the line end after the opening mark. */
function heredocLines(raw: string): string[] {
  const lines = raw.replaceAll("\r\n", "\n").split("\n");
  return lines.slice(1);
}

/** The indentation that all lines share is taken off; lines of blanks do not count. */
function flush(lines: readonly string[]): string[] {
  const widths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const width = Math.min(...widths, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => (line.trim() === "" ? line : line.slice(width)));
}
