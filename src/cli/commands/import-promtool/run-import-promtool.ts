import { resolve } from "node:path";
import { type ImportedTest, importUnitTests } from "../../../alerts/promtool/import-unit-tests.ts";
import { renderTestSpec } from "../../../alerts/promtool/render-test-spec.ts";
import { parseSpec } from "../../../data-spec/read/parse.ts";
import { UsageError } from "../../../errors.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { nextTurn } from "../../../system/turn.ts";
import { counted } from "../../../text/counted.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import type { ImportPromtoolRequest } from "./options.ts";

const maxFileBytes = 16 * 1024 * 1024;
const maxSpecBytes = 1024 * 1024;

/** Runs `import-promtool`. Returns the exit code. */
export async function runImportPromtool(request: ImportPromtoolRequest, context: CliContext): Promise<number> {
  await nextTurn(context.signal);
  const { tests: source, file: target, output, keepTime } = request;
  const { cwd, out, err, files } = context;
  const text = readPlainFile(resolve(cwd, source), { file: source, what: "a unit-test file", maxBytes: maxFileBytes });
  const imported = context.blocking(() => {
    const read = importUnitTests(text, source);
    const names = fileNames(target, read.tests);
    const specs = read.tests.map((test, index) => {
      const spec = renderTestSpec(test, read, { keepTime, file: source });
      const length = Buffer.byteLength(spec);
      if (length > maxSpecBytes)
        throw new UsageError(
          `${source}: the data spec of test ${JSON.stringify(test.name)} would have ` +
            `${(length / 1024 / 1024).toFixed(1)} MiB, and 1 MiB is the most: shorten its series or its interval`,
        );
      // A series that is there twice, and the like: said before anything is written.
      parseSpec(spec, { file: `test ${JSON.stringify(test.name)}` });
      return { test, spec, file: names?.[index] };
    });
    return { ...read, specs };
  });
  const { specs, ruleFiles, evaluationMs } = imported;
  if (target === undefined && output !== "json" && specs.length !== 1)
    throw new UsageError(
      `${source} has ${counted(specs.length, "test")}, and each becomes a data spec: name the files with ` +
        "-o x.data.yaml",
    );
  for (const { spec, file } of specs)
    if (file !== undefined) files.replace({ path: resolve(cwd, file), what: file }, spec);
  if (output === "json") {
    out.json({
      ruleFiles,
      evaluationSeconds: evaluationMs / 1000,
      specs: specs.map(({ test, spec, file }) => ({
        name: test.name,
        ...(file === undefined ? { text: spec } : { file }),
        series: test.series.length,
        scrapes: test.scrapes,
        alerts: test.expectations.length,
        unsaid: test.unsaid,
      })),
    });
    return 0;
  }
  if (target === undefined) out.document(specs[0]!.spec);
  for (const { test, file } of specs) {
    if (file !== undefined) err.write(`wrote ${plainLine(file)}: ${counted(test.series.length, "series", "series")}\n`);
    for (const one of test.unsaid) err.write(`not taken over: ${plainLine(one)}\n`);
  }
  return 0;
}

/** One file for each test: `x.data.yaml`, or of several `x-NAME.data.yaml`. */
function fileNames(target: string | undefined, tests: readonly ImportedTest[]): string[] | undefined {
  if (target === undefined || tests.length === 1) return target === undefined ? undefined : [target];
  const [, stem = target, ending = ""] = /^(.*?)((?:\.data)?\.(?:ya?ml|json))$/.exec(target) ?? [];
  const used = new Set<string>();
  return tests.map(({ name }, index) => {
    const slug = name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 60);
    const own = slug === "" || used.has(slug) ? `${slug === "" ? "" : `${slug}-`}${index + 1}` : slug;
    used.add(own);
    return `${stem}-${own}${ending}`;
  });
}
