import { checkExitCode } from "../../../check/result.ts";
import { resolveReview } from "../../../ci/hosts/resolve-review.ts";
import { InterruptedError, UsageError } from "../../../errors.ts";
import { compareWithBase } from "../../../preview/review/changes.ts";
import { upInferring } from "../../../preview/up/up-inferring.ts";
import type { UpResult } from "../../../preview/up/up-result.ts";
import { durationFlag } from "../../../text/duration.ts";
import type { CliContext } from "../../context.ts";
import { optionalDuration } from "../../flags/optional-duration.ts";
import { retryMsFrom, tellWaiting } from "../../flags/retry.ts";
import { detectFrom, withFlags } from "../../flags/review-flags.ts";
import { grafanaFrom, prometheusFrom } from "../../flags/servers.ts";
import { runEmptied } from "../../review/emptied.ts";
import { hostFrom } from "../../review/host.ts";
import { isUntrusted, readReviewed } from "../../review/inputs.ts";
import { publishFailure, publishUp } from "../../review/publish.ts";
import { type RunServers, sweepExpired } from "../../review/sweep.ts";
import { warn } from "../../review/warn.ts";
import { printUp } from "../../terminal/print-up.ts";
import { createProgress, type Progress } from "../../terminal/progress.ts";
import { tuneForWriting } from "../../tune-engine.ts";
import { codeFrom } from "./code-from.ts";
import type { UpFlags } from "./options.ts";
import { runBundle } from "./run-bundle.ts";

/** Runs `up` against servers. Returns the exit code. */
export async function runUp(flags: UpFlags, context: CliContext): Promise<number> {
  for (const [flag, value] of [
    ["exit", flags.exit],
    ["prometheus-bin", flags["prometheus-bin"]],
  ] as const) {
    if (value !== false && value !== undefined) throw new UsageError(`--${flag} goes with --local`);
  }
  if (flags.bundle !== undefined) return runBundle(flags, context);
  const detected = detectFrom(flags, context);
  const host = hostFrom(flags, detected, context);
  const grafana = grafanaFrom(flags, context);
  const prometheus = prometheusFrom(flags, context);
  const progress = createProgress(context);
  try {
    const review = withFlags(await resolveReview(detected, host), flags);
    const servers = { flags, review, host, grafana, prometheus, order: review.order ?? context.now() };
    return await runReviewed(servers, context, progress).catch(async (error: unknown) => {
      await publishFailure(error, servers, context);
      throw error;
    });
  } finally {
    progress.clear();
    grafana.close();
    prometheus.close();
    host?.close();
  }
}

async function runReviewed(
  servers: RunServers & { readonly order: number },
  context: CliContext,
  progress: Progress,
): Promise<number> {
  const { flags, review, host, grafana, prometheus, order } = servers;
  const untrusted = isUntrusted(flags, review);
  const { inputs, base, judged, tree, warnings } = await readReviewed(
    flags,
    { review, host, code: codeFrom({ ...flags, untrusted }, context) },
    context,
  );
  tuneForWriting();
  const run = { ...context, progress, onWait: tellWaiting("Prometheus", context) };
  const sweep = flags.sweep && !flags["dry-run"];
  warn(context, [...warnings, ...(sweep ? await sweepExpired(servers, run) : [])]);
  if (inputs.dashboards.length === 0) return runEmptied({ ...servers, tree }, context);
  const { changes, warnings: uncompared } = await compareWithBase(inputs, judged);
  warn(context, uncompared);
  const options = {
    inputs,
    tree,
    review,
    grafana,
    prometheus,
    dataSource: flags.datasource,
    history: historyFrom(flags.history),
    minHistoryMs: durationFlag("min-history", flags["min-history"]),
    stepMs: optionalDuration("step", flags.step),
    ttlMs: durationFlag("ttl", flags.ttl),
    maxTtlMs: durationFlag("max-ttl", flags["max-ttl"]),
    isolation: flags.isolation,
    untrusted,
    allowSharedServer: flags["allow-shared-server"],
    verifyTimeoutMs: durationFlag("verify-timeout", flags["verify-timeout"]),
    retryMs: retryMsFrom(flags),
    failOn: flags["fail-on"],
    dryRun: flags["dry-run"],
    maxSeries: flags["max-series"],
    maxSamples: flags["max-samples"],
    liveMs: optionalDuration("live", flags.live),
  };
  const { result: made, live } = await upInferring(options, run);
  // Texts of servers and strangers: cleaned before they are cut, escaped and put into tables; what leaves the program
  // is cleaned once more.
  const result = context.redactor.value(made) as UpResult;
  // A dry run and one that was overtaken have checked nothing, and were not to.
  const exitCode =
    result.state === "done"
      ? checkExitCode(
          result.dashboards.map(({ check }) => check),
          flags["fail-on"],
        )
      : 0;
  // People have seen the first warnings already; the JSON, the files and the comment have all of them.
  const whole = { ...result, warnings: [...warnings, ...result.warnings] };
  // The result is printed as soon as the preview stands; live writing goes on after it.
  printUp(flags.output === "json" ? whole : result, { output: flags.output, failOn: flags["fail-on"] }, context);
  await publishUp({ result: whole, review, changes, flags, order, host, base, exitCode }, context);
  if (live !== undefined) await live().catch(endQuietly);
  return exitCode;
}

/** Ctrl-C is how live writing is meant to end. */
function endQuietly(error: unknown): void {
  if (!(error instanceof InterruptedError)) throw error;
}

/** `max`, or a duration. */
export function historyFrom(text: string | undefined): number | "max" | undefined {
  return text === "max" ? "max" : optionalDuration("history", text);
}
