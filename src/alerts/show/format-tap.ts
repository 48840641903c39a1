import type { TestCase } from "./test-cases.ts";

/**
 * The cases in the Test Anything Protocol.
 *
 * @see https://testanything.org/tap-version-14-specification.html
 */
export function formatTap(cases: readonly TestCase[]): string {
  const lines = ["TAP version 14", `1..${cases.length}`];
  for (const [index, { name, suite, file, line, problems, skipped }] of cases.entries()) {
    const title = `${index + 1} - ${plain(`${suite}: ${name}`)}`;
    if (problems.length === 0) {
      lines.push(`ok ${title}${skipped === undefined ? "" : ` # SKIP ${plain(skipped)}`}`);
      continue;
    }
    lines.push(`not ok ${title}`, "  ---", `  at: ${JSON.stringify(`${file}:${line}`)}`, "  problems:");
    lines.push(...problems.map((text) => `    - ${JSON.stringify(text)}`), "  ...");
  }
  return `${lines.join("\n")}\n`;
}

/** On one line; `#` would begin a directive. */
function plain(text: string): string {
  return text.replaceAll(/[\\#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, " ");
}
