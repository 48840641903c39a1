// docs/findings.md from the codes as the program itself has them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSources } from "./load-sources.mjs";
import { root } from "./steps.mjs";

const intro = `# Findings

<!-- Made by scripts/findings-document.mjs from src/dashboard/codes. Change those, then run \`npm run generate\`. -->

\`up\`, \`check\` and \`validate\` report findings, each with a state and a code. \`--fail-on\` sets which states make a run fail with exit code 1.
`;

const states = [
  ["error", "fails", "`error`, `broken`, `empty`"],
  ["broken", "the dashboard itself is wrong, whatever the data", "`broken`, `empty`"],
  ["empty", "no data", "`empty`"],
  ["hint", "may be wrong; the data may be the reason", "never"],
  ["unchecked", "a server did not answer, which says nothing about the dashboard", "exit code 3"],
  ["skipped", "not run, or left out of the preview", "never"],
];

async function readCodes() {
  const { findingCodes } = await loadSources([
    'export { findingCodes } from "./src/dashboard/codes/finding-codes.ts";',
  ]);
  return findingCodes;
}

/** The text of the result's schema with the codes and states as the program has them. */
export async function makeResultSchema() {
  const codes = (await readCodes()).map(({ code }) => code);
  const list = [...new Set(codes)].map((code) => `        ${JSON.stringify(code)}`).join(",\n");
  const text = readFileSync(join(root, "schema/result.schema.json"), "utf8");
  const pattern = /("code": \{\n(?: {6}(?!"enum").*\n)*? {6}"enum": \[\n)[^\]]*(\n {6}\])/;
  if (!pattern.test(text)) throw new Error("schema/result.schema.json has no list of codes");
  return text.replace(pattern, (_, head, tail) => head + list + tail);
}

/** The text of docs/findings.md. */
export async function makeFindingsDocument() {
  const findingCodes = await readCodes();
  const head = "| State | Meaning | Fails a run with `--fail-on` |\n|---|---|---|";
  const rows = states.map(([state, meaning, fails]) => `| [\`${state}\`](#${state}) | ${meaning} | ${fails} |`);
  const sections = states.map(([state]) => {
    const codes = findingCodes.filter((row) => row.state === state);
    const parts = codes.map(({ code, meaning, mend }) => `### ${code}\n\n${meaning}\n\nTo fix: ${mend}\n`);
    return [`## ${state}\n`, ...parts].join("\n");
  });
  return [intro, `${[head, ...rows].join("\n")}\n`, ...sections].join("\n");
}
