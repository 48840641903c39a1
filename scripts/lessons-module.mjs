// docs/learn/*.md → src/preview/playground/generated/lessons.ts: the lessons as the playground opens them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.mjs";

/** The generated file, from the root. */
export const lessonsModule = "src/preview/playground/generated/lessons.ts";
const folder = "docs/learn";

/** The module's text. Throws an Error naming the file if a lesson isn't one. */
export function makeLessonsModule() {
  const files = readdirSync(join(root, folder))
    .filter((name) => /^\d+-.*\.md$/.test(name))
    .sort();
  const lessons = files.map((name) => readLesson(name, readFileSync(join(root, folder, name), "utf8")));
  return [
    `// Made by scripts/generate.mjs from ${folder}. Change that, then run \`npm run generate\`.`,
    'import type { PlaygroundLesson } from "../../../report/playground/playground-data.ts";',
    "",
    "/** The lessons of docs/learn, in order. */",
    `export const lessons: readonly PlaygroundLesson[] = ${JSON.stringify(lessons, undefined, 2)};`,
    "",
  ].join("\n");
}

function readLesson(name, text) {
  const fail = (why) => {
    throw new Error(`${folder}/${name}: ${why}`);
  };
  const title = /^# \d+\. (.+)$/m.exec(text)?.[1] ?? fail("it has no title such as # 1. Counters and rate");
  const body = text.slice(text.indexOf("\n") + 1);
  const parts = [];
  let spec;
  let done = 0;
  for (const block of body.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const [whole, language, info, content] = block;
    const before = withoutNavigation(body.slice(done, block.index));
    if (before !== "") parts.push({ kind: "text", text: before });
    done = block.index + whole.length;
    if (language === "yaml") {
      if (spec !== undefined) fail("it has two specs");
      spec = content;
      parts.push({ kind: "spec" });
    } else if (language === "promql") {
      const at = /^ at=(\w+)$/.exec(info)?.[1] ?? fail(`an expression without at=: ${info}`);
      parts.push({ kind: "query", query: content.trim(), afterMs: lengthMs(at) ?? fail(`at=${at}`), result: [] });
    } else if (language === "text") {
      const last = parts.at(-1);
      if (last?.kind !== "query") fail("a result without an expression before it");
      last.result = content.trim().split("\n");
    } else fail(`a block of ${language}`);
  }
  const rest = withoutNavigation(body.slice(done));
  if (rest !== "") parts.push({ kind: "text", text: rest });
  if (spec === undefined) fail("it has no spec");
  const bare = parts.find((part) => part.kind === "query" && part.result.length === 0);
  if (bare !== undefined) fail(`an expression without a result: ${bare.query}`);
  return { id: name.replace(/^\d+-|\.md$/g, ""), title, spec: { name: title, text: spec }, parts };
}

/** The text without the line that leads to other pages: the playground has its own. */
function withoutNavigation(text) {
  return text.replace(/^(?:Before|Next): .*$/m, "").trim();
}

function lengthMs(text) {
  const match = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  return match === null ? undefined : (Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)) * 1000;
}
