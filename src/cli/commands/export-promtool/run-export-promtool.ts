import { dirname, relative, resolve } from "node:path";
import { describeUnsaid, exportUnitTest } from "../../../alerts/promtool/export-unit-tests.ts";
import { writeUnitTests } from "../../../alerts/promtool/unit-test-file.ts";
import { planSpec } from "../../../data-spec/plan/plan.ts";
import { parseSpec } from "../../../data-spec/read/parse.ts";
import { UsageError } from "../../../errors.ts";
import { readRuleFiles } from "../../../preview/alerts/read-rules.ts";
import { recordingReader } from "../../../preview/files/read-recording.ts";
import { isPlainFile, readPlainFile } from "../../../system/plain-file.ts";
import { nextTurn } from "../../../system/turn.ts";
import { counted } from "../../../text/counted.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import type { ExportPromtoolRequest } from "./options.ts";

const maxSpecBytes = 1024 * 1024;

/** Runs `export-promtool`. Returns the exit code. */
export async function runExportPromtool(request: ExportPromtoolRequest, context: CliContext): Promise<number> {
  await nextTurn(context.signal);
  const { data: spec, file, scenario, rules = [] } = request;
  const { cwd, out, err, files } = context;
  if (spec === undefined) throw new UsageError("which data spec? Name it with --data x.data.yaml");
  for (const one of rules) if (!isPlainFile(resolve(cwd, one))) throw new UsageError(`--rules ${one}: no such file`);
  const path = resolve(cwd, spec);
  const specText = readPlainFile(path, { file: spec, what: "a data spec", maxBytes: maxSpecBytes });
  const read = rules.length === 0 ? [] : await readRuleFiles({ paths: rules, cwd, blocking: context.blocking });
  const groups = read.flatMap((one) => one.groups.map(({ name }) => name));
  const folder = file === undefined ? resolve(cwd) : dirname(resolve(cwd, file));
  const { text, exported } = context.blocking(() => {
    const document = parseSpec(specText, { file: spec, scenario, readFile: recordingReader(path) });
    const plan = planSpec(document, {
      nowMs: context.now(),
      historyMs: request.historyMs,
      stepMs: request.stepMs,
      maxSeries: request.maxSeries,
      maxSamples: request.maxSamples,
    });
    const made = exportUnitTest(plan, { name: scenario, hasRules: rules.length > 0 });
    const written = writeUnitTests({
      ruleFiles: rules.map((one) => relative(folder, resolve(cwd, one)).replaceAll("\\", "/")),
      evaluationMs: request.evaluationIntervalMs,
      groups,
      tests: [made.test],
    });
    return { text: written, exported: made };
  });
  const { test, samples, unsaid } = exported;
  if (file !== undefined) files.replace({ path: resolve(cwd, file), what: file }, text);
  if (request.output === "json") {
    out.json({
      ...(file === undefined ? { text } : { file }),
      series: test.series.length,
      samples,
      alertTests: test.alertTests.length,
      exprTests: test.exprTests.length,
      unsaid,
    });
    return 0;
  }
  if (file === undefined) out.document(text);
  for (const one of unsaid) err.write(`not said: ${plainLine(describeUnsaid(one))}\n`);
  if (file !== undefined)
    err.write(
      `wrote ${plainLine(file)}: ${counted(test.series.length, "series", "series")}; ` +
        `promtool test rules ${plainLine(file)}\n`,
    );
  return 0;
}
