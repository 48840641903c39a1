import { escapeMarkdown } from "./format-markdown.ts";

/** A part that is folded away; empty without content. */
export function folded(summary: string, content: string): string {
  return content === "" ? "" : `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/** A bullet list of texts of others, `most` of them; the rest is counted. */
export function bullets(texts: readonly string[], most: number): string {
  const shown = texts.slice(0, most).map((text) => `- ${escapeMarkdown(text, 400)}`);
  const rest = texts.length - shown.length;
  return [...shown, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join("\n");
}
