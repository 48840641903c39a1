import { resolve } from "node:path";
import { checkRules } from "../../../alerts/rules/check-rules.ts";
import { formatJunit } from "../../../alerts/show/format-junit.ts";
import { formatRuleTest } from "../../../alerts/show/format-rule-test.ts";
import { formatTap } from "../../../alerts/show/format-tap.ts";
import { hasFailed } from "../../../alerts/show/rule-failures.ts";
import { ruleTestJson } from "../../../alerts/show/rule-test-json.ts";
import { testCases } from "../../../alerts/show/test-cases.ts";
import { parseSpec } from "../../../data-spec/read/parse.ts";
import { UsageError } from "../../../errors.ts";
import { startInference } from "../../../infer/infer-spec.ts";
import { describeTooComplex } from "../../../infer/infer-work.ts";
import { noOverrides } from "../../../infer/levels/overrides.ts";
import { fromRules, ruleQueries } from "../../../infer/sources/from-rules.ts";
import { readRuleFiles } from "../../../preview/alerts/read-rules.ts";
import { testRules } from "../../../preview/alerts/test-rules.ts";
import type { LoadedSpec } from "../../../preview/files/load-spec.ts";
import { stdinName } from "../../../preview/files/printed-name.ts";
import { recordingReader } from "../../../preview/files/read-recording.ts";
import { findPrometheusBinary } from "../../../preview/local/binary.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { loadInferred } from "../../../preview/up/inferred-inputs.ts";
import type { RuleFile, RuleProblem } from "../../../prometheus/rules/rule-group.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { nextTurn } from "../../../system/turn.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { painter } from "../../terminal/paint.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { TestRequest } from "./options.ts";

const maxSpecBytes = 1024 * 1024;

/** Runs `test`. Returns the exit code. */
export async function runTest(request: TestRequest, context: CliContext): Promise<number> {
  await nextTurn(context.signal);
  if (request.scenario !== undefined && request.data === undefined)
    throw new UsageError("--scenario is a variant of a data spec: name the spec with --data");
  if (request.rules.length === 0) throw new UsageError("no rules to test: name rule files, folders or globs");
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const files = await readAll(request, context);
  tuneFor("reading");
  const spec =
    request.data === undefined ? await inferFor(files, request, context) : readSpec(request.data, request, context);
  const progress = createProgress(context);
  const { temporaryFolder, version } = context;
  const test = await testRules(
    {
      ...request,
      files,
      spec,
      binary,
      temporaryFolder,
      userAgent: `dashpreview/${version}`,
      leadIn: request.leadInMs,
      evaluationIntervalMs: Math.max(1000, Number(request.evaluationIntervalMs)),
    },
    { ...context, progress, tune: tuneFor },
  );
  const failed = hasFailed(test, request.requireFiring);
  for (const text of test.warnings) context.err.write(`warning: ${plainLine(text)}\n`);
  if (request.output === "json") context.out.json(ruleTestJson(test, { failed }));
  else {
    const { columns, colours } = context.out;
    context.out.write(`${formatRuleTest(test, { columns, paint: painter(colours) }).join("\n")}\n`);
  }
  const cases = testCases(test, request);
  if (request.junit !== undefined) write(request.junit, formatJunit(cases), context);
  if (request.tap !== undefined) write(request.tap, formatTap(cases), context);
  return failed ? 1 : 0;
}

async function readAll({ rules, evaluationIntervalMs }: TestRequest, context: CliContext): Promise<RuleFile[]> {
  const { cwd, blocking } = context;
  const printed = rules.includes(stdinName) ? [{ name: stdinName, text: await context.readStdin() }] : [];
  const files = await readRuleFiles({ paths: rules.filter((path) => path !== stdinName), printed, cwd, blocking });
  const groups = files.flatMap((file) => file.groups);
  const parsed = blocking(() => checkRules(groups, Number(evaluationIntervalMs)).problems);
  const problems = [...files.flatMap((file) => file.problems), ...parsed];
  if (problems.length > 0) throw new UsageError(problemText(problems), { code: "rules" });
  return files;
}

function problemText(problems: readonly RuleProblem[]): string {
  const shown = problems.slice(0, 20).map(({ file, line, message }) => `${file}:${line}: ${message}`);
  const rest = problems.length - shown.length;
  return `${shown.join("\n")}${rest > 0 ? `\nand ${rest} more` : ""}`;
}

function readSpec(file: string, { scenario }: TestRequest, { cwd, blocking }: CliContext): LoadedSpec {
  const text = readPlainFile(resolve(cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
  const readFile = recordingReader(resolve(cwd, file));
  return { file, readFile, document: blocking(() => parseSpec(text, { file, scenario, readFile })) };
}

/** The engine evaluates the recording rules, so their series are not made up. */
async function inferFor(files: readonly RuleFile[], request: TestRequest, context: CliContext): Promise<LoadedSpec> {
  const queries = ruleQueries(files.flatMap((file) => file.groups));
  const { rules, skip } = fromRules(queries, { evaluated: true });
  const { historyMs, stepMs } = request;
  const times = { nowMs: context.now(), historyMs, stepMs };
  const inference = await startInference([], { ...times, rules, overrides: { ...noOverrides, skip } });
  context.err.write(
    "note: no --data, so the series are inferred from the rules; dashpreview infer writes such a spec\n",
  );
  for (const one of inference.tooComplex)
    context.err.write(`nothing inferred for ${plainLine(describeTooComplex(one))}\n`);
  return loadInferred(inference);
}

function write(target: string, text: string, { files, cwd }: CliContext): void {
  files.replace({ path: resolve(cwd, target), what: target }, text);
}
