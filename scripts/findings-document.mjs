// docs/findings.md from the codes as the program itself has them.
import { loadSources } from "./load-sources.mjs";
import { table } from "./markdown-table.mjs";

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

/** The codes that findings have. */
export function loadFindingCodes() {
  return loadSources(['export { findingCodes } from "./src/dashboard/codes/finding-codes.ts";']);
}

/** The text of docs/findings.md. */
export async function makeFindingsDocument() {
  const { findingCodes } = await loadFindingCodes();
  const rows = states.map(([state, meaning, fails]) => [`[\`${state}\`](#${state})`, meaning, fails]);
  const sections = states.map(([state]) => {
    const codes = findingCodes.filter((row) => row.state === state);
    const parts = codes.map(({ code, meaning, mend }) => `### ${code}\n\n${meaning}\n\nTo fix: ${mend}\n`);
    return [`## ${state}\n`, ...parts].join("\n");
  });
  return [intro, table(["State", "Meaning", "Fails a run with `--fail-on`"], rows), ...sections].join("\n");
}
