import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readRuleText,
  ruleFileName
} from "./chunk-6F2R6QGU.js";
import {
  findFiles,
  isChartTemplate,
  shownPath
} from "./chunk-GCYYDLYZ.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  ExpectedError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/alerts/read-rules.ts
var maxBytes = 4 * 1024 * 1024;
async function readRuleFiles({ paths, printed = [], cwd, blocking }) {
  const read = [];
  for (const { name, text } of printed) read.push(await readRuleText(text, name, blocking));
  for (const { file, text, named } of ruleTexts({ paths, cwd, blocking })) {
    try {
      read.push(await readRuleText(text, file, blocking));
    } catch (error) {
      if (named || !(error instanceof ExpectedError)) throw error;
    }
  }
  requireRules(read, paths);
  return read;
}
async function readAllRules(paths) {
  const read = [];
  for (const { file, text, named, path } of ruleTexts(paths)) {
    const isWanted = named || /^\s*["']?groups["']?\s*:/m.test(text) && !isChartTemplate(path);
    read.push({ file, text, rules: await tryRules(text, { file, isWanted, blocking: paths.blocking }) });
  }
  const all = read.flatMap(({ rules }) => rules ?? []);
  if (!paths.paths.every((path) => paths.mayLack?.(path))) requireRules(all, paths.paths);
  return read;
}
async function tryRules(text, {
  file,
  isWanted,
  blocking = (action) => action()
}) {
  try {
    return await readRuleText(text, file, blocking);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (!isWanted) return void 0;
    const [, line = "1", message = error.message] = /^:(?:(\d+):)? ([\s\S]*)$/.exec(error.message.startsWith(file) ? error.message.slice(file.length) : "") ?? [];
    return { groups: [], problems: [{ file, line: Number(line), message }] };
  }
}
function ruleTexts({ paths, cwd, mayLack }) {
  const seen = /* @__PURE__ */ new Set();
  return paths.flatMap((one) => findFiles(one, { cwd, mayLack })).flatMap(({ path, named }) => {
    if (seen.has(path) || !named && !ruleFileName.test(path)) return [];
    seen.add(path);
    const file = shownPath(path, cwd);
    return [{ path, named, file, text: readPlainFile(path, { file, what: "a rule file", maxBytes }) }];
  });
}
function requireRules(read, paths) {
  if (read.every(({ groups, problems }) => groups.length + problems.length === 0))
    throw new UsageError(
      `no rules found in ${paths.join(", ")}: expected Prometheus rule files, with \`groups:\`, or alert rules of Grafana`
    );
}

export {
  readRuleFiles,
  readAllRules,
  tryRules
};
