import type { RemovedDashboard } from "../../../ci/comment/comment-dashboards.ts";
import { ownCommand } from "../../../ci/comment/own-command.ts";
import { resolveReview } from "../../../ci/hosts/resolve-review.ts";
import type { SourceDashboard } from "../../../dashboard/read/source.ts";
import { InterruptedError, UsageError } from "../../../errors.ts";
import { readRelayed } from "../../../preview/relay/relayed-metrics.ts";
import { compareWithBase } from "../../../preview/review/changes.ts";
import { nameInUse } from "../../../preview/review/name-in-use.ts";
import { upScenarios } from "../../../preview/scenarios/up-scenarios.ts";
import type { UpResult } from "../../../preview/up/up-result.ts";
import type { CliContext } from "../../context.ts";
import { refuseUntrustedRelay, relayScrapers } from "../../flags/relay.ts";
import { reportWaits } from "../../flags/retry.ts";
import { detectFrom, withFlags } from "../../flags/review-flags.ts";
import { grafanaFrom, prometheusFrom } from "../../flags/servers.ts";
import { shardFrom } from "../../flags/shard.ts";
import { endNow, endOf, runClosed } from "../../review/closed-review.ts";
import { drawPreviews, planDrawing, requireFolder } from "../../review/draw-previews.ts";
import { runEmptied } from "../../review/emptied.ts";
import { endWithRun } from "../../review/end-with-run.ts";
import { hostFrom } from "../../review/host.ts";
import { identified, onlyPathNote } from "../../review/identified.ts";
import { isUntrusted, readReviewed } from "../../review/inputs.ts";
import { lifetimeOf } from "../../review/lifetime.ts";
import { publishFailure, publishUp } from "../../review/publish.ts";
import { reasonToSkip, reportSkipped } from "../../review/skipped.ts";
import { type RunServers, sweepDue } from "../../review/sweep.ts";
import { warn } from "../../review/warn.ts";
import { missingAccess, runWithoutSecrets } from "../../review/without-secrets.ts";
import { planRules, refuseRules, testPlanned } from "../../rules/reviewed-rules.ts";
import { upExitCode } from "../../rules/up-exit-code.ts";
import { printUp } from "../../terminal/print-up.ts";
import { createProgress, type Progress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { UpRequest } from "./options.ts";
import { orderOf } from "./order-of.ts";
import { runBundle } from "./run-bundle.ts";
import { runShard, shardsFrom } from "./run-shard.ts";
import { refusePictures, shootPreviews } from "./shoot-previews.ts";

/** How `up` works without servers, for the message that one is missing. */
const withoutServers = "try --local, which needs no server";

/** Runs `up` against servers. Returns the exit code. */
export async function runUp(request: UpRequest, context: CliContext): Promise<number> {
  for (const [flag, value] of [
    ["exit", request.exit],
    ["port", request.port === 0 ? undefined : request.port],
    ["page", request.page],
    ["watch", request.watch],
    [
      "prometheus-bin",
      (request.rules ?? []).length > 0 || request.fromBundle !== undefined ? undefined : request.prometheusBin,
    ],
  ] as const) {
    const others = flag === "prometheus-bin" ? ", --rules or --from-bundle" : "";
    if (value !== false && value !== undefined) throw new UsageError(`--${flag} goes with --local${others}`);
  }
  refuseRules(request);
  requireFolder(request);
  refusePictures(request);
  refuseRelay(request);
  if (request.bundle !== undefined) return runBundle(request, context);
  const detected = detectFrom(request, context);
  if (shardFrom(request.shard, context).index > 1) return runShard(request, detected, context);
  const host = hostFrom(request, detected, context);
  const missing = missingAccess(request, detected);
  if (missing.length > 0) {
    const blind = { request, review: detected, host, missing };
    return runWithoutSecrets(blind, context).finally(() => host?.close());
  }
  const grafana = grafanaFrom(request, context, withoutServers);
  const prometheus = prometheusFrom(request, context, withoutServers);
  const progress = createProgress(context);
  try {
    const { review: asked, unasked } = await identified(detected, request, context);
    const { review: found, facts, warnings } = await resolveReview(asked, host);
    if (detected.host !== undefined && unasked !== undefined) warn(context, [onlyPathNote(unasked)]);
    warn(context, warnings);
    const review = withFlags(found, request);
    const servers = { request, review, host, grafana, prometheus, order: await orderOf(review, grafana, context) };
    const end = endOf(facts);
    if (end !== undefined) return await runClosed(servers, end, context);
    const skipped = reasonToSkip(request, facts);
    if (skipped !== undefined) return reportSkipped(skipped, servers, context);
    const exitCode = await runReviewed(servers, context, progress)
      .catch(async (error: unknown) => {
        await publishFailure(error, servers, context);
        throw error;
      })
      .finally(() => endWithRun(servers, context));
    // The review may have ended while the preview was made: then its cleanup found nothing yet.
    const endedSince = facts === undefined || request.dryRun ? undefined : await endNow(servers);
    return endedSince === undefined ? exitCode : await runClosed(servers, endedSince, context);
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
  const { request, host, grafana, prometheus, order } = servers;
  const review = await nameInUse(grafana, servers.review);
  const untrusted = isUntrusted(request, review);
  const { inputs, all, scenarios, base, judged, tree, gone, warnings } = await readReviewed(
    request,
    { review, host, untrusted },
    context,
  );
  const rules = await planRules(request, { base, all }, context);
  const { ttlMs, untilReview, warnings: short } = lifetimeOf(request, { review, host });
  const run = { ...context, progress, tune: tuneFor, onWait: reportWaits("Prometheus", context) };
  const sweep = request.sweep && !request.dryRun;
  warn(context, [...warnings, ...short, ...(sweep ? await sweepDue(servers, run) : [])]);
  const testRules = async () => rules && (await testPlanned(rules, request, { inputs, all, scenarios }, run));
  if (inputs.dashboards.length === 0)
    return runEmptied({ ...servers, review, tree, gone: gone.map(nameOf), tested: await testRules() }, context);
  const drawing = await planDrawing(request, { review, host, untrusted, inputs, judged, gone }, context);
  const { changes, warnings: uncompared } = await compareWithBase(inputs, judged);
  warn(context, uncompared);
  refuseUntrustedRelay(request, untrusted);
  const programs = relayScrapers(request, context);
  const relayed = programs.length === 0 ? undefined : await readRelayed(programs, context);
  const shards = shardsFrom(request, review, inputs, context);
  const options = {
    inputs,
    relayed,
    shards,
    before: drawing?.base.before,
    gone: drawing?.base.removed,
    tree,
    review,
    grafana,
    prometheus,
    dataSource: request.datasource,
    history: request.historyMs,
    leadIn: request.leadInMs,
    minHistoryMs: request.minHistoryMs,
    stepMs: request.stepMs,
    ttlMs,
    untilReview,
    maxTtlMs: request.maxTtlMs,
    isolation: request.isolation,
    untrusted,
    allowSharedServer: request.allowSharedServer,
    verifyTimeoutMs: request.verifyTimeoutMs,
    retryMs: request.retryForMs,
    failOn: request.failOn,
    dryRun: request.dryRun,
    maxSeries: request.maxSeries,
    maxSamples: request.maxSamples,
    liveMs: request.liveMs === "until-expiry" ? undefined : request.liveMs,
    liveUntilExpiry: request.liveMs === "until-expiry",
  };
  const { result: done, live, previews } = await upScenarios(options, scenarios, run);
  const made = done.state === "superseded" ? done : withRules(done, await testRules());
  // Texts of servers and strangers: cleaned before they are cut, escaped and put into tables; what leaves the program
  // is cleaned once more.
  const result = context.redactor.value(made) as UpResult;
  const exitCode = upExitCode(result, request.failOn);
  // People have seen the first warnings already; the JSON, the files and the comment have all of them.
  const whole = { ...result, warnings: [...warnings, ...short, ...result.warnings] };
  // The result is printed as soon as the preview stands; live writing goes on after it.
  printUp(request.output === "json" ? whole : result, { output: request.output, failOn: request.failOn }, context);
  await shootPreviews(result, inputs, request, context);
  const drawn =
    drawing === undefined || previews.length === 0
      ? undefined
      : await drawPreviews(drawing, { request, review, untrusted, previews }, run);
  const own = ownCommand(context.env);
  const told = { changes, gone: context.redactor.value(gone.map(nameOf)) as RemovedDashboard[] };
  await publishUp({ drawn, result: whole, review, ...told, request, order, host, base, own, exitCode }, context);
  if (live !== undefined) await live().catch(endQuietly);
  for (const { scraper } of programs) scraper.close();
  return exitCode;
}

const nameOf = ({ title, file }: SourceDashboard): RemovedDashboard => ({ title, source: file });

function withRules(result: UpResult, tested: Awaited<ReturnType<typeof testPlanned>> | undefined): UpResult {
  if (tested === undefined) return result;
  return { ...result, ...tested, warnings: [...new Set([...result.warnings, ...tested.warnings])] };
}

/** @throws {UsageError} unless somebody relays for as long as the preview is to have real data. */
function refuseRelay({ relay, liveMs, bundle, shard }: UpRequest): void {
  if (relay === undefined || relay.length === 0) return;
  if (bundle !== undefined) throw new UsageError("--relay and --bundle exclude each other: a bundle has no live data");
  if (shard !== "1/1") throw new UsageError("--relay and --shard exclude each other: one process relays everything");
  if (typeof liveMs === "number") return;
  throw new UsageError(
    liveMs === undefined
      ? "--relay needs --live 30m or so, as long as it is to go on; or --local, which goes on until Ctrl-C"
      : "--relay goes on as long as this command: with --live 30m or so, not --live until-expiry",
  );
}

/** Ctrl-C is how live writing is meant to end. */
function endQuietly(error: unknown): void {
  if (!(error instanceof InterruptedError)) throw error;
}
