import { checkExitCode } from "../../../check/result.ts";
import { diffDashboards } from "../../../dashboard/diff/diff.ts";
import { UsageError } from "../../../errors.ts";
import { defined } from "../../../json/defined.ts";
import { checkToJson, queriesToJson } from "../../../present/format-json.ts";
import { formatMarkdown } from "../../../present/format-markdown.ts";
import { formatTable } from "../../../present/format-table.ts";
import { type CheckedSource, checkSources } from "../../../preview/check.ts";
import { readInputs } from "../../../preview/inputs.ts";
import { durationFlag } from "../../../text/duration.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { reviewFrom } from "../../flags/review-flags.ts";
import { grafanaFrom, prometheusFrom } from "../../flags/servers.ts";
import { painter } from "../../terminal/paint.ts";
import { createProgress } from "../../terminal/progress.ts";
import { codeFrom } from "../up/code-from.ts";
import type { CheckFlags } from "./options.ts";

/** Runs `check`. Returns the exit code. */
export async function runCheck(flags: CheckFlags, context: CliContext): Promise<number> {
  const ofReview = flags.key !== undefined || flags.name !== undefined;
  const prometheus = prometheusFrom(flags, context);
  const grafana = ofReview ? grafanaFrom(flags, context) : undefined;
  const progress = createProgress(context);
  try {
    const inputs = await readInputs({
      ...flags,
      cwd: context.cwd,
      signal: context.signal,
      blocking: context.blocking,
      code: codeFrom(flags, context),
    });
    const changes = flags.base === undefined ? undefined : await changesSince(flags.base, inputs, context);
    const previews =
      grafana === undefined
        ? undefined
        : { grafana, owner: reviewFrom({ project: flags.project, key: flags.key, name: flags.name }, context) };
    const checked = await checkSources(
      { inputs, prometheus, previews, historyMs: durationFlag("history", flags.history), untrusted: flags.untrusted },
      { ...context, progress },
    );
    print(checked, changes, flags, context);
    for (const text of inputs.warnings) context.err.write(`warning: ${plainLine(text)}\n`);
    return checkExitCode(
      checked.map(({ check }) => check),
      flags["fail-on"],
    );
  } finally {
    progress.clear();
    prometheus.close();
    grafana?.close();
  }
}

async function changesSince(
  base: string,
  inputs: Awaited<ReturnType<typeof readInputs>>,
  { cwd }: CliContext,
): Promise<readonly string[]> {
  if (inputs.dashboards.length !== 1)
    throw new UsageError(`--base goes with one dashboard, not ${inputs.dashboards.length}`);
  const [before] = (await readInputs({ dashboards: [base], cwd })).dashboards;
  return diffDashboards(before!.source, inputs.dashboards[0]!.source).lines;
}

function print(
  checked: readonly CheckedSource[],
  changes: readonly string[] | undefined,
  { output }: CheckFlags,
  { out }: CliContext,
): void {
  if (output === "json") {
    const dashboards = checked.map(({ source, check }) => ({
      source: source.file,
      title: source.title,
      ...checkToJson(check),
      queries: queriesToJson(check),
    }));
    out.json({ dashboards, ...defined({ changes }) });
    return;
  }
  const paint = painter(out.colours);
  for (const { source, check } of checked) {
    if (output === "markdown") out.write(`${formatMarkdown(check)}\n`);
    else
      out.write(
        `${paint.bold(plainLine(source.title))}  ${paint.dim(plainLine(source.file))}\n${formatTable(check, { columns: out.columns, paint })}\n`,
      );
  }
  if (changes !== undefined)
    out.write(
      `${changes.length === 0 ? "nothing changed that a reviewer would see" : changes.map((line) => `- ${plainLine(line)}`).join("\n")}\n`,
    );
}
