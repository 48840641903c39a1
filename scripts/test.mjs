// `npm test`: everything that a change has to pass, from a clean clone, with Node only. Static checks count as one test
// each. The last line is `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { ensurePackages, isMain, root, runNode } from "./steps.mjs";
import { ensureTestPrograms } from "./tools.mjs";

const say = (text) => process.stdout.write(`${text}\n`);
/** `npm test` has to end by itself, whatever hangs. */
const suiteTimeoutMs = 40 * 60_000;

async function main() {
  const results = [];
  const step = async (name, action) => {
    const started = performance.now();
    const failure = await action().catch((error) => error.message);
    results.push({ name, failure });
    say(
      `${failure === undefined ? "ok    " : "FAILED"} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    return failure === undefined;
  };
  // Both installations at once: much of each is waiting for the registry.
  const [packages] = await Promise.all([
    step("packages are the locked ones", () => ensurePackages({ say })),
    step("packages of the page are the locked ones", () => ensurePackages({ folder: "page", say })),
  ]);
  await step("programs: prometheus, promtool, victoria-metrics, jq, chromium, Node 24", async () =>
    ensureTestPrograms({ say }),
  );
  let suite = { passed: 0, failures: [], skipped: [] };
  if (packages) {
    // Two at once, as the smallest machine has two processors; the longest begin.
    const checks = [
      ["build", "scripts/build.mjs"],
      ["formatter and linter (biome check)", "node_modules/@biomejs/biome/bin/biome", "check", "."],
      ["the page is fresh", "scripts/page.mjs", "--check"],
      ["generated files are fresh", "scripts/generate.mjs", "--check"],
      ["the action's bundle is fresh", "scripts/action.mjs", "--check"],
      ["types (tsc --noEmit)", "node_modules/typescript/bin/tsc", "--noEmit"],
      ["types of the page", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "page"],
    ];
    const next = async () => {
      for (let check = checks.shift(); check !== undefined; check = checks.shift()) {
        const [name, script, ...args] = check;
        await step(name, () => ended(runNode(script, args)));
      }
    };
    await Promise.all([next(), next()]);
    suite = await runSuite();
  }
  report(results, suite);
}

/** Throws what a program printed if it failed. */
async function ended(running) {
  const { code, timedOut, output } = await running;
  if (timedOut) throw new Error(`not done in time; so far:\n${output.trim()}`);
  if (code !== 0) throw new Error(output.trim() || `ended with ${code}`);
}

/**
 * The vitest suite, counted from its own JSON report. A file that cannot even be loaded is a failure, and so is an
 * error outside of any test.
 */
async function runSuite() {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-suite-"));
  try {
    const file = join(folder, "report.json");
    const args = ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
    const { code, timedOut, output } = await runNode("node_modules/vitest/vitest.mjs", args, {
      timeoutMs: suiteTimeoutMs,
    });
    const tail = output.trim().split("\n").slice(-60).join("\n");
    if (timedOut)
      return {
        passed: 0,
        failures: [{ name: `suite was not done in ${suiteTimeoutMs / 60_000} minutes`, failure: tail }],
        skipped: [],
      };
    const counted = count(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).testResults : []);
    if (code !== 0 && counted.failures.length === 0)
      counted.failures.push({ name: `vitest ended with ${code}`, failure: tail });
    if (code === 0 && counted.passed === 0) counted.failures.push({ name: "suite ran no test", failure: tail });
    return counted;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts vitest's `testResults`. */
export function count(files) {
  const result = { passed: 0, failures: [], skipped: [] };
  for (const { name, status, message, assertionResults } of files) {
    const path = relative(root, name);
    for (const test of assertionResults) {
      const title = `${path} > ${test.fullName}`;
      if (test.status === "passed") result.passed++;
      else if (test.status === "failed")
        result.failures.push({ name: title, failure: test.failureMessages.join("\n") });
      else result.skipped.push(title);
    }
    const failedInside = assertionResults.some((test) => test.status === "failed");
    if (status === "failed" && !failedInside)
      result.failures.push({ name: path, failure: message || "could not be loaded" });
  }
  return result;
}

function report(steps, suite) {
  const failures = [...steps.filter(({ failure }) => failure !== undefined), ...suite.failures];
  for (const { name, failure } of failures) say(`\nFAILED ${name}\n${indent(failure)}`);
  if (suite.skipped.length > 0) say(`\nskipped:\n${suite.skipped.map((name) => `  ${name}`).join("\n")}`);
  const passed = steps.filter(({ failure }) => failure === undefined).length + suite.passed;
  process.exitCode = failures.length > 0 ? 1 : 0;
  say(`\n${passed} passed, ${failures.length} failed`);
}

function indent(text) {
  const lines = text.split("\n");
  const shown =
    lines.length > 80 ? [...lines.slice(0, 60), `… ${lines.length - 80} lines …`, ...lines.slice(-20)] : lines;
  return shown.map((line) => `  ${line}`).join("\n");
}

if (isMain(import.meta.url)) await main();
