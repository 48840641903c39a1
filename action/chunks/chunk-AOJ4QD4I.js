import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  escapeMarkdown
} from "./chunk-6LKQSSW4.js";
import {
  identityPatterns
} from "./chunk-REFUIXMO.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";

// src/ci/comment/comment-marker.ts
function writeMark({ project, key, order }) {
  return `<!-- dashpreview ${project}.${key} ${order} -->`;
}
function readMark(body) {
  const [, project = "", key = "", order = ""] = /^<!-- dashpreview ([a-z2-7]{5,8})\.([a-z0-9-]{1,30}) (\d{1,16}) -->(?:\r?\n|$)/.exec(body) ?? [];
  if (!identityPatterns.project.test(project) || !identityPatterns.key.test(key) || !Number.isSafeInteger(Number(order)))
    return void 0;
  return { project, key, order: Number(order) };
}

// src/ci/comment/comment-parts.ts
function utcMinute(timeMs) {
  return `${new Date(timeMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
function link(text, url) {
  const shown = escapeMarkdown(text.trim() === "" ? "(no title)" : text, 200);
  return /^https?:\/\//.test(url) ? `[${shown}](<${url.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)` : shown;
}
function shellBlock(lines) {
  const html = lines.map(
    (line) => plainLine(line).replaceAll(/[&<>`!@#[\]*_]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
  return `<pre><code>${html.join("\n")}
</code></pre>`;
}
function shellWord(text) {
  const safe = text.startsWith("-") ? `./${text}` : text;
  return /^[\w./:=@%+,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}
function heading(mark) {
  return `${writeMark(mark)}
### Dashboard preview \`${mark.key}\``;
}

export {
  writeMark,
  readMark,
  utcMinute,
  link,
  shellBlock,
  shellWord,
  heading
};
