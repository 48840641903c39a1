import type { TestCase } from "./test-cases.ts";

/** The cases as JUnit's XML, which CI systems show. */
export function formatJunit(cases: readonly TestCase[]): string {
  const suites = new Map<string, TestCase[]>();
  for (const one of cases) suites.set(one.suite, [...(suites.get(one.suite) ?? []), one]);
  const all = counts(cases);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="dashpreview test" ${all}>`];
  for (const [suite, own] of suites) {
    lines.push(`  <testsuite name="${xmlText(suite)}" ${counts(own)}>`);
    for (const { name, file, line, problems, skipped } of own) {
      const place = `classname="${xmlText(suite)}" file="${xmlText(file)}" line="${line}"`;
      const head = `    <testcase name="${xmlText(name)}" ${place}`;
      if (problems.length > 0) {
        const failure = `<failure message="${xmlText(problems[0]!)}">${xmlText(problems.join("\n"))}</failure>`;
        lines.push(`${head}>`, `      ${failure}`, "    </testcase>");
      } else if (skipped !== undefined) {
        lines.push(`${head}>`, `      <skipped message="${xmlText(skipped)}"/>`, "    </testcase>");
      } else lines.push(`${head}/>`);
    }
    lines.push("  </testsuite>");
  }
  return `${[...lines, "</testsuites>"].join("\n")}\n`;
}

function counts(cases: readonly TestCase[]): string {
  const failures = cases.filter(({ problems }) => problems.length > 0).length;
  const skipped = cases.filter((one) => one.problems.length === 0 && one.skipped !== undefined).length;
  return `tests="${cases.length}" failures="${failures}" skipped="${skipped}"`;
}

/** For XML's texts and attributes; signs that XML forbids are left out. */
function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]|[\ud800-\udfff]/g, "")
    .replaceAll(/[&<>"'\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
