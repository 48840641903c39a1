import { checkExitCode } from "../../../check/result.ts";
import { InterruptedError, UsageError } from "../../../errors.ts";
import { defined } from "../../../json/defined.ts";
import { checkToJson, resultDocument } from "../../../present/format-json.ts";
import { formatTable } from "../../../present/format-table.ts";
import { readRulesBeside } from "../../../preview/alerts/read-rules-beside.ts";
import { stdinName } from "../../../preview/files/printed-name.ts";
import { warnOfSameUids } from "../../../preview/files/same-uid.ts";
import type { Inputs } from "../../../preview/inputs.ts";
import { findPrometheusBinary } from "../../../preview/local/binary.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { createSession } from "../../../preview/local/session.ts";
import { type LocalUp, upLocal } from "../../../preview/local/up-local.ts";
import { windowOf } from "../../../preview/up/plan.ts";
import { formatDuration } from "../../../text/duration.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { requirePlace } from "../../page-template.ts";
import { readFiles } from "../../read-files.ts";
import { writeResultFile } from "../../review/outputs.ts";
import { failedRules, printFailedRules } from "../../terminal/failed-rules.ts";
import { painter } from "../../terminal/paint.ts";
import { createProgress } from "../../terminal/progress.ts";
import { spanText } from "../../terminal/time-text.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { ScenarioRequest } from "./in-scenarios.ts";
import { preparePage } from "./local-page.ts";
import type { UpRequest } from "./options.ts";
import { watchLocal } from "./watch-local.ts";

/** Runs `up --local`. Returns the exit code. */
export async function runUpLocal(request: UpRequest & ScenarioRequest, context: CliContext): Promise<number> {
  const { historyMs } = request;
  if (historyMs === "max")
    throw new UsageError(
      "--history max is for servers that limit how far back they accept samples; --local has no limit",
    );
  if (request.dryRun)
    throw new UsageError(
      "--dry-run and --local exclude each other: to check files without any server, use dashpreview validate",
    );
  refuseWatching(request);
  if (request.page !== undefined) requirePlace(request.page, context);
  const { liveMs } = request;
  if (request.shard !== "1/1") throw new UsageError("--shard is for servers: --local starts one of its own");
  if (liveMs === "until-expiry")
    throw new UsageError("--live until-expiry is for servers; with --local give it a time, such as --live 30m");
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const run = { ...context, progress, tune: tuneFor };
  const page = preparePage(request, run);
  const first = warnOfSameUids(await readFiles(request, context));
  const options = {
    binary,
    temporaryFolder: context.temporaryFolder,
    userAgent: `dashpreview/${context.version}`,
    historyMs,
    leadIn: request.leadInMs,
    stepMs: request.stepMs,
    maxSeries: request.maxSeries,
    maxSamples: request.maxSamples,
    untrusted: request.untrusted,
  };
  const session = request.watch ? createSession({ ...options, oneFilling: false }) : undefined;
  let local: LocalUp | undefined;
  const fill = async (inputs: Inputs) => {
    const checks = page.checksOf(inputs);
    const { cwd, blocking } = context;
    const rules = readRulesBeside({ paths: request.rules, cwd, blocking });
    const filled = await upLocal({ ...options, inputs, checks, session, rules }, run);
    local = filled;
    return { filled, show: () => page.show(filled, checks, rules) };
  };
  const again = async () => {
    const inputs = warnOfSameUids(await readFiles(request, context));
    const { filled, show } = await fill(inputs);
    print(filled, request, context);
    await show();
    return inputs;
  };
  try {
    await page.open();
    const { filled, show } = await fill(first);
    // Where the page cannot be shown, it is said before the table, not below it.
    const pageUrl = await show();
    print(filled, request, context, pageUrl);
    writeResultFile(request, localJson(filled), context);
    if (request.watch) await watchLocal(request, { inputs: first, again }, context).catch(endQuietly);
    else await stayOn(filled, { exit: request.exit, liveMs }, context);
    const code = checkExitCode(
      local!.dashboards.map(({ check }) => check),
      request.failOn,
    );
    return code === 0 && request.failOn !== "none" && failedRules(local!.rules) ? 1 : code;
  } finally {
    progress.clear();
    await page.stop();
    await local?.stop();
    await session?.stop();
  }
}

/** @throws {UsageError} for what watching does not go with. */
function refuseWatching({ watch, exit, liveMs, output, dashboards }: UpRequest): void {
  if (!watch) return;
  const other = exit
    ? "--exit"
    : liveMs !== undefined
      ? "--live"
      : output === "json"
        ? "--output json"
        : dashboards.includes(stdinName)
          ? "standard input"
          : undefined;
  if (other !== undefined) throw new UsageError(`--watch and ${other} exclude each other`);
}

function print(local: LocalUp, { output, exit }: UpRequest, { out, err }: CliContext, pageUrl?: string): void {
  if (output === "json") {
    out.json({ ...localJson(local), ...(exit ? {} : { url: local.url }), ...defined({ pageUrl }) });
  } else {
    const paint = painter(out.colours);
    const { grid } = local.plan;
    for (const { source, check } of local.dashboards) {
      out.write(`${paint.bold(plainLine(source.title))}  ${paint.dim(plainLine(source.file))}\n`);
      out.write(`${formatTable(check, { columns: out.columns, paint }).trimEnd()}\n\n`);
    }
    out.write(
      `${local.series} series, ${local.samples} samples over ${spanText(windowOf(local.plan))} ` +
        `every ${formatDuration(grid.stepMs)}, all read back\n`,
    );
  }
  for (const text of local.warnings) err.write(`warning: ${plainLine(text)}\n`);
  printFailedRules(local.rules, { err });
  if (pageUrl !== undefined) err.write(`Page: ${pageUrl}\n`);
  if (!exit) err.write(`Prometheus: ${local.url}  (Ctrl-C ends it and removes everything)\n`);
}

/** Keeps the server running until Ctrl-C, the intended end; with --exit only while live samples are written. */
async function stayOn(
  local: LocalUp,
  { exit, liveMs }: { exit: boolean; liveMs: number | undefined },
  { signal, sleep }: CliContext,
): Promise<void> {
  try {
    if (liveMs !== undefined) await local.live(liveMs);
    while (!exit) await sleep(3_600_000, signal);
  } catch (error) {
    endQuietly(error);
  }
}

/** Ctrl-C is the intended end. */
function endQuietly(error: unknown): void {
  if (!(error instanceof InterruptedError)) throw error;
}

function localJson({ plan, series, samples, dashboards, warnings }: LocalUp) {
  const window = windowOf(plan);
  return resultDocument({
    state: "local",
    window: {
      from: new Date(window.fromMs).toISOString(),
      to: new Date(window.toMs).toISOString(),
      stepSeconds: window.stepMs / 1000,
      leadInSeconds: window.leadInMs / 1000,
    },
    series,
    samples,
    dashboards: dashboards.map(({ source, check }) => ({
      source: source.file,
      title: source.title,
      ...checkToJson(check),
    })),
    warnings,
  });
}
