import { resolve } from "node:path";
import { InterruptedError, UsageError } from "../../../errors.ts";
import { stdinName } from "../../../preview/files/printed-name.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { Playground } from "../../../preview/playground/playground.ts";
import { filledPlayground } from "../../../preview/playground/playground-page.ts";
import { playgroundHtml } from "../../../report/playground/playground-html.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { readPageTemplate } from "../../page-template.ts";
import { findPlaygroundBinary } from "../../playground-binary.ts";
import { createProgress } from "../../terminal/progress.ts";
import type { ReportRequest } from "./options.ts";

const maxSpecBytes = 1024 * 1024;

/** Runs `report --playground`. Returns the exit code. */
export async function runPlayground(request: ReportRequest, context: CliContext): Promise<number> {
  const { file, data, theme } = request;
  refuseOthers(request);
  if (file === undefined) throw new UsageError("where to? Name the page with -o playground.html");
  const template = readPageTemplate(context, "playground.html");
  const spec = data === undefined ? undefined : { file: data, text: readSpec(data, context) };
  const { binary, advice } = findPlaygroundBinary(request, context, "report --playground");
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const playground = new Playground(
    {
      ...{ binary, temporaryFolder: context.temporaryFolder, userAgent: `dashpreview/${context.version}` },
      ...{ maxSeries: request.maxSeries, maxSamples: request.maxSamples },
    },
    context,
  );
  try {
    progress.step("filling the playground");
    const look = theme === "dark" || theme === "light" ? theme : undefined;
    const generator = `dashpreview ${context.version}`;
    const filled = await filledPlayground(playground, { spec, generator, theme: look, advice });
    progress.clear();
    if (file === stdinName) context.out.document(playgroundHtml(template, filled.data));
    else
      context.files.render({ path: resolve(context.cwd, file), what: file }, filled.data, (clean) =>
        playgroundHtml(template, clean),
      );
    if (file !== stdinName) context.err.write(`wrote ${plainLine(file)}: open it in a browser\n`);
    if (filled.url === undefined) {
      context.err.write(`warning: the page shows curves only. ${plainLine(advice)}\n`);
      return 0;
    }
    context.err.write(`Prometheus: ${filled.url}  (Ctrl-C ends it, and the page then gets no answers any more)\n`);
    for (;;) await context.sleep(3_600_000, context.signal);
  } catch (error) {
    // Ctrl-C is the intended end.
    if (!(error instanceof InterruptedError)) throw error;
    return 0;
  } finally {
    progress.clear();
    await playground.stop();
  }
}

/** @throws {UsageError} for what a playground has no use for. */
function refuseOthers(request: ReportRequest): void {
  const { dashboards, build = [], base, pictures, output, at } = request;
  const other =
    dashboards.length > 0 || build.length > 0
      ? "dashboards"
      : base !== undefined
        ? "--base"
        : pictures !== undefined
          ? "--pictures"
          : output === "json"
            ? "--output json"
            : at !== undefined
              ? "--at"
              : request.scenario !== undefined
                ? "--scenario"
                : undefined;
  if (other !== undefined)
    throw new UsageError(`--playground and ${other} exclude each other; name a data spec with --data`);
}

function readSpec(file: string, { cwd }: CliContext): string {
  return readPlainFile(resolve(cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
}
