import { checkExitCode } from "../../../check/result.ts";
import { InterruptedError, UsageError } from "../../../errors.ts";
import { readRulesBeside } from "../../../preview/alerts/read-rules-beside.ts";
import { stdinName } from "../../../preview/files/printed-name.ts";
import { warnOfSameUids } from "../../../preview/files/same-uid.ts";
import type { Inputs } from "../../../preview/inputs.ts";
import { findPrometheusBinary } from "../../../preview/local/binary.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { createSession, type LocalSession } from "../../../preview/local/session.ts";
import { upLocal } from "../../../preview/local/up-local.ts";
import { readRelayed } from "../../../preview/relay/relayed-metrics.ts";
import { inScenario, scenariosOf } from "../../../preview/scenarios/in-scenario.ts";
import type { CliContext } from "../../context.ts";
import { refuseUntrustedRelay, relayScrapers } from "../../flags/relay.ts";
import { readFiles } from "../../read-files.ts";
import { writeResultFile } from "../../review/outputs.ts";
import { failedRules } from "../../terminal/failed-rules.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import { preparePage } from "./local-page.ts";
import { type LocalScenario, localJson, printLocal } from "./local-result.ts";
import type { UpRequest } from "./options.ts";
import { renewLocal } from "./renew-local.ts";
import { watchLocal } from "./watch-local.ts";

/** Runs `up --local`. Returns the exit code. */
export async function runUpLocal(request: UpRequest, context: CliContext): Promise<number> {
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
  const { liveMs } = request;
  if (request.shard !== "1/1") throw new UsageError("--shard is for servers: --local starts one of its own");
  if (liveMs === "until-expiry")
    throw new UsageError("--live until-expiry is for servers; with --local give it a time, such as --live 30m");
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const run = { ...context, progress, tune: tuneFor };
  const page = preparePage(request, run);
  const read = async () => warnOfSameUids(await readFiles(request, context));
  const first = await read();
  scenariosOf(request.scenario, first);
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
  refuseUntrustedRelay(request, request.untrusted);
  const programs = relayScrapers(request, context);
  const sessions = new Map<string | undefined, LocalSession>();
  const sessionOf = (scenario: string | undefined) => {
    if (!request.watch) return undefined;
    const session = sessions.get(scenario) ?? createSession({ ...options, oneFilling: false });
    sessions.set(scenario, session);
    return session;
  };
  let running: LocalScenario[] = [];
  let filling = 0;
  const fill = async (inputs: Inputs) => {
    const scenarios = scenariosOf(request.scenario, inputs);
    const { cwd, blocking } = context;
    const rules = await readRulesBeside({ paths: request.rules, cwd, blocking });
    const relayed = programs.length === 0 ? undefined : await readRelayed(programs, context);
    const filled: LocalScenario[] = [];
    // Without sessions there is one filling, whose servers are stopped whatever comes.
    if (!request.watch) running = filled;
    for (const scenario of scenarios) {
      if (scenario !== undefined) progress.step(`scenario ${scenario}`);
      const own = inScenario(inputs, scenario, context.blocking);
      const freshChecks = () => page.checksOf(own, { scenario, pages: scenarios.length });
      const checks = freshChecks();
      const session = sessionOf(scenario);
      const local = await upLocal({ ...options, inputs: own, checks, session, rules, relayed }, run);
      filled.push({ scenario, checks, freshChecks, rules, local });
    }
    running = filled;
    return filled;
  };
  const again = async () => {
    filling++;
    try {
      const inputs = await read();
      const filled = await fill(inputs);
      printLocal(filled, request, context);
      await page.show(filled);
      return inputs;
    } finally {
      filling--;
    }
  };
  const stepMs = () => running[0]?.local.plan.grid.stepMs ?? 0;
  const renew = async () => {
    const before = running;
    const renewed: LocalScenario[] = [];
    for (const one of before) {
      if (filling > 0) return;
      const checks = one.freshChecks();
      renewed.push({ ...one, checks, local: await one.local.again(checks) });
    }
    // Meanwhile a file may have changed: then the page is newer already.
    if (running !== before || filling > 0) return;
    running = renewed;
    await page.show(renewed);
  };
  try {
    await page.open();
    const filled = await fill(first);
    // Where the page cannot be shown, it is said before the table, not below it.
    const pageUrl = await page.show(filled);
    printLocal(filled, request, context, pageUrl);
    writeResultFile(request, localJson(filled, { failOn: request.failOn, exit: true }), context);
    const staying = request.watch
      ? watchLocal(request, { inputs: first, again }, context).catch(endQuietly)
      : stayOn(filled, { exit: request.exit, liveMs }, context);
    const renewed = programs.length > 0 && pageUrl !== undefined && !request.exit;
    await (renewed ? Promise.race([staying, renewLocal({ stepMs, renew }, context).catch(endQuietly)]) : staying);
    const code = checkExitCode(
      running.flatMap(({ local }) => local.dashboards.map(({ check }) => check)),
      request.failOn,
    );
    return code === 0 && request.failOn !== "none" && running.some(({ local }) => failedRules(local.rules)) ? 1 : code;
  } finally {
    progress.clear();
    await page.stop();
    for (const { local } of running) await local.stop();
    for (const session of sessions.values()) await session.stop();
    for (const { scraper } of programs) scraper.close();
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

/** Keeps the server running until Ctrl-C, the intended end; with --exit only while live samples are written. */
async function stayOn(
  filled: readonly LocalScenario[],
  { exit, liveMs }: { exit: boolean; liveMs: number | undefined },
  { signal, sleep }: CliContext,
): Promise<void> {
  try {
    if (liveMs !== undefined) await Promise.all(filled.map(({ local }) => local.live(liveMs)));
    while (!exit) await sleep(3_600_000, signal);
  } catch (error) {
    endQuietly(error);
  }
}

/** Ctrl-C is the intended end. */
function endQuietly(error: unknown): void {
  if (!(error instanceof InterruptedError)) throw error;
}
