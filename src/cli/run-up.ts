import { failOn } from "../check/result.ts";
import { durationFlag } from "../duration.ts";
import { InterruptedError, UsageError } from "../errors.ts";
import { readInputs } from "../preview/inputs.ts";
import { up } from "../preview/up.ts";
import type { UpResult } from "../preview/up-result.ts";
import type { UpFlags } from "./commands/up.ts";
import type { CliContext } from "./context.ts";
import { optionalDuration } from "./optional-duration.ts";
import { printUp } from "./print-up.ts";
import { createProgress } from "./progress.ts";
import { reviewFrom } from "./review-flags.ts";
import { grafanaFrom, prometheusFrom } from "./servers.ts";

/** Runs `up` against servers. Returns the exit code. */
export async function runUp(flags: UpFlags, context: CliContext): Promise<number> {
  for (const [flag, value] of [
    ["exit", flags.exit],
    ["prometheus-bin", flags["prometheus-bin"]],
  ] as const) {
    if (value !== false && value !== undefined) throw new UsageError(`--${flag} goes with --local`);
  }
  const grafana = grafanaFrom(flags, context);
  const prometheus = prometheusFrom(flags, context);
  const progress = createProgress(context);
  try {
    const inputs = await readInputs({ ...flags, cwd: context.cwd, code: codeFrom(flags, context) });
    const options = {
      inputs,
      review: reviewFrom(flags, context),
      grafana,
      prometheus,
      dataSource: flags.datasource,
      history: historyFrom(flags.history),
      stepMs: optionalDuration("step", flags.step),
      ttlMs: durationFlag("ttl", flags.ttl),
      maxTtlMs: durationFlag("max-ttl", flags["max-ttl"]),
      isolation: flags.isolation,
      untrusted: flags.untrusted,
      allowSharedServer: flags["allow-shared-server"],
      verifyTimeoutMs: durationFlag("verify-timeout", flags["verify-timeout"]),
      retryMs: durationFlag("retry-for", flags["retry-for"]),
      failOn: flags["fail-on"],
      dryRun: flags["dry-run"],
      maxSeries: flags["max-series"],
      maxSamples: flags["max-samples"],
      liveMs: optionalDuration("live", flags.live),
    };
    // The result is printed as soon as the preview stands; live writing goes on after it.
    const show = (result: UpResult) => printUp(result, { output: flags.output, failOn: flags["fail-on"] }, context);
    const { result, live } = await up(options, { ...context, progress });
    show(result);
    if (live !== undefined) await live().catch(endQuietly);
    return result.dashboards.some(({ check }) => check !== undefined && failOn(check, flags["fail-on"])) ? 1 : 0;
  } finally {
    progress.clear();
    grafana.close();
    prometheus.close();
  }
}

/** Ctrl-C is how live writing is meant to end. */
function endQuietly(error: unknown): void {
  if (!(error instanceof InterruptedError)) throw error;
}

/** @throws {UsageError} if code would be run of somebody who is not trusted. */
export function codeFrom(flags: Pick<UpFlags, "allow-code" | "untrusted">, { execPath, signal }: CliContext) {
  if (!flags["allow-code"]) return undefined;
  if (flags.untrusted) throw new UsageError("--allow-code and --untrusted exclude each other: code of somebody else is never run");
  return { execPath, signal };
}

/** `max`, or a duration. */
export function historyFrom(text: string | undefined): number | "max" | undefined {
  return text === "max" ? "max" : optionalDuration("history", text);
}
