import { escapeMarkdown } from "../../present/format-markdown.ts";
import { plainLine } from "../../text/plain-line.ts";
import { type CommentMark, writeMark } from "./comment-marker.ts";

/** `2026-11-26 12:00 UTC`. */
export function utcMinute(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A link whose text is text of a dashboard and whose address is a server's. */
export function link(text: string, url: string): string {
  const shown = escapeMarkdown(text.trim() === "" ? "(no title)" : text, 200);
  return /^https?:\/\//.test(url) ? `[${shown}](<${url.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)` : shown;
}

/** Lines of a shell, as HTML: in a fence made of backticks a path could end it. */
export function shellBlock(lines: readonly string[]): string {
  const html = lines.map((line) =>
    plainLine(line).replaceAll(/[&<>`!@#[\]*_]/g, (character) => `&#${character.charCodeAt(0)};`),
  );
  return `<pre><code>${html.join("\n")}\n</code></pre>`;
}

/** A word for a POSIX shell. Never an option. */
export function shellWord(text: string): string {
  const safe = text.startsWith("-") ? `./${text}` : text;
  return /^[\w./:=@%+,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}

/** The marker and title of every comment. */
export function heading(mark: CommentMark): string {
  return `${writeMark(mark)}\n### Dashboard preview \`${mark.key}\``;
}
