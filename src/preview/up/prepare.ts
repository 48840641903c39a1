import { clockOrder } from "../../ci/hosts/run-order.ts";
import { GrafanaError, PrometheusError, UsageError } from "../../errors.ts";
import { gridEndMs } from "../../generator/sampling/grid.ts";
import { judgeDate } from "../../grafana/clock.ts";
import { chooseDataSource, type DataSource } from "../../grafana/data-sources.ts";
import { wholeMinute } from "../../grafana/marks/tags.ts";
import { type GrafanaProbe, probeGrafana } from "../../grafana/probe.ts";
import { newRevision, parseIsolationValue } from "../../identity/preview-identity.ts";
import { projectNames } from "../../identity/project-id.ts";
import { probeReceiver, type ReceiverProbe } from "../../prometheus/query/probe.ts";
import { findShardPlan } from "../../prometheus/shards/shard-marks.ts";
import { historyLimit, historySetting, planHistory, takesHistoryMs } from "../../prometheus/write/plan-history.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { planLeadIn } from "../lead-in/plan-lead-in.ts";
import { type HistoryLimit, shortHistoryWarnings } from "../lead-in/short-history.ts";
import { planSeries, type SeriesPlan } from "./plan.ts";
import { refuseLive } from "./refuse-live.ts";
import { checkShared } from "./revision.ts";
import type { Run } from "./save.ts";
import type { UpOptions } from "./up-options.ts";
import { specsDigest } from "./write-shards.ts";

/** Everything that is known before the first thing is written. */
export interface Prepared {
  readonly grafanaProbe: GrafanaProbe;
  readonly dataSource: DataSource;
  readonly receiver: ReceiverProbe;
  readonly plan: SeriesPlan;
  readonly run: Run;
  /** Unix milliseconds, by Grafana's clock; the expiry in whole minutes, as its tag says it. */
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly warnings: readonly string[];
}

/**
 * Asks both servers and plans: what would fail later fails here, with the setting to change. Nothing is written.
 *
 * @throws {GrafanaError} {@link PrometheusError} {@link SpecError} {@link UsageError}
 */
export async function prepare(options: UpOptions, context: RunContext): Promise<Prepared> {
  const { grafana, prometheus, review } = options;
  const specs = requireSpecs(options);
  const wanted = planSeries(specs, { ...planOptions(options, undefined), nowMs: context.now() });
  refuseLive(options, specs, wanted);
  const beganMs = context.now();
  const grafanaProbe = await probeGrafana(grafana);
  const date = grafanaProbe.dateMs === undefined ? {} : { date: new Date(grafanaProbe.dateMs).toUTCString() };
  const { doubt } = judgeDate(date, { askedMs: beganMs, answeredMs: context.now() });
  if (grafanaProbe.maySave === "no") {
    throw new GrafanaError(
      "the token may not save previews in " +
        `${grafana.url}${grafanaProbe.advice === undefined ? "" : `: ${grafanaProbe.advice}`}`,
      { code: "forbidden" },
    );
  }
  const dataSource = await chooseDataSource(grafana, options.dataSource, prometheus.url);
  const probed = await probeReceiver(prometheus, context);
  // Several writers at once are never in step: an empty server does not take any history of all of them.
  const receiver = options.shards === undefined ? probed : { ...probed, empty: false };
  const earlier = await findEarlier(options, specs, context);
  const { plan: shown, limit } = planWithReceiver(options, specs, { receiver, dataSource });
  const sources = options.inputs.dashboards.map(({ source }) => source);
  const led = await planLeadIn(shown, sources, {
    leadIn: options.leadIn,
    maxSamples: options.maxSamples,
    takes: takesOf(options, receiver),
    nowMs: receiver.nowMs,
    scrapeIntervalMs: dataSource.scrapeIntervalMs,
    signal: context.signal,
  });
  const { maxSeries, maxSamples } = options;
  const plan =
    earlier === undefined
      ? led
      : planSeries(specs, { nowMs: receiver.nowMs, grid: earlier.grid, maxSeries, maxSamples });
  const warnings = [
    ...(doubt === undefined
      ? []
      : [`${doubt}: the expiry is counted by ${date.date === undefined ? "this machine's" : "Grafana's"}`]),
    ...options.inputs.warnings,
    ...plan.warnings,
    ...shortHistoryWarnings(shown, { sources, specs, history: options.history, limit }),
    ...(await checkShared({
      prometheus,
      probe: receiver,
      plan,
      isolation: options.isolation,
      allowSharedServer: options.allowSharedServer,
      signal: context.signal,
    })),
  ];
  const createdAtMs = earlier?.createdAtMs ?? grafanaProbe.dateMs ?? context.now();
  const ttlMs = Math.min(options.ttlMs, options.maxTtlMs);
  if (ttlMs < options.ttlMs)
    warnings.push(`--ttl is longer than --max-ttl and was reduced to ${formatDuration(ttlMs)}`);
  return {
    grafanaProbe,
    dataSource,
    receiver,
    plan,
    run: {
      ...projectNames(review),
      key: review.key,
      revision: earlier?.revision ?? newRevision(createdAtMs),
      order: review.order ?? clockOrder(createdAtMs, beganMs),
    },
    createdAtMs,
    expiresAtMs: wholeMinute(createdAtMs + ttlMs),
    warnings: [...new Set(warnings)],
  };
}

/**
 * The plan that this run told the other shards before it was killed: they may have written there already.
 *
 * @throws {UsageError} if the data specs have changed since.
 */
async function findEarlier(
  { shards, prometheus, review }: UpOptions,
  specs: readonly LoadedSpec[],
  context: RunContext,
) {
  if (shards === undefined) return undefined;
  const { project, key } = review;
  const found = await findShardPlan(prometheus, { run: shards.run, count: shards.shard.count, project, key }, context);
  const identity = found && parseIsolationValue(found.value);
  if (found === undefined || identity === undefined) return undefined;
  if (found.specs !== specsDigest(specs))
    throw new UsageError(`the run ${shards.run} has begun with other data specs: give the shards another --run`);
  context.progress.step(`going on with ${found.value}, which this run has begun`);
  return { ...found, revision: identity.revision };
}

/** @throws {UsageError} naming the dashboards that no spec was found for. */
export function requireSpecs({ inputs }: Pick<UpOptions, "inputs">): readonly LoadedSpec[] {
  const without = inputs.dashboards.filter(({ spec }) => spec === undefined).map(({ source }) => source.file);
  if (without.length > 0) {
    const [first] = without;
    const beside = first!.replace(/\.\w+$/, ".data.yaml");
    throw new UsageError(
      "no data spec for " +
        `${without.slice(0, 5).join(", ")}${without.length > 5 ? ` and ${without.length - 5} more` : ""}: ` +
        `write ${beside}, a dashpreview.yaml in a folder above, or pass --data`,
    );
  }
  return inputs.specs;
}

function planOptions({ stepMs, maxSeries, maxSamples, history }: UpOptions, dataSource: DataSource | undefined) {
  return {
    stepMs,
    maxSeries,
    maxSamples,
    defaultStepMs: dataSource?.scrapeIntervalMs,
    historyMs: typeof history === "number" ? history : undefined,
  };
}

function planWithReceiver(
  options: UpOptions,
  specs: readonly LoadedSpec[],
  { receiver, dataSource }: { receiver: ReceiverProbe; dataSource: DataSource },
): { readonly plan: SeriesPlan; readonly limit?: HistoryLimit } {
  const { nowMs } = receiver;
  const plan = planSeries(specs, { ...planOptions(options, dataSource), nowMs });
  const { stepMs } = plan.grid;
  // The first sample is as old as the window is long; with a fixed start that is counted from now.
  const wantedMs = Math.ceil((nowMs - plan.grid.fromMs) / stepMs) * stepMs;
  const { historyMs, warnings } = fitHistory(options, receiver, { fixedStart: plan.fixedStart, wantedMs, stepMs });
  if (gridEndMs(plan.grid) - stepMs > nowMs)
    throw new PrometheusError("the window ends later than the receiver's now", { code: "history" });
  if (historyMs >= wantedMs) return { plan };
  const because = (ms: number) => options.historyLimit?.because ?? historyLimit(receiver, ms);
  return {
    plan: planSeries(specs, { ...planOptions(options, dataSource), nowMs, historyMs }),
    ...(warnings.length === 0 ? {} : { limit: { said: warnings, because } }),
  };
}

/** How old samples the receiver takes, as far as it says so or a refusal has shown. */
function takesOf({ historyLimit, prometheus }: UpOptions, receiver: ReceiverProbe) {
  const saysMs = takesHistoryMs(receiver);
  if (historyLimit !== undefined && !(saysMs !== undefined && saysMs < historyLimit.ms)) return historyLimit;
  const { title } = prometheus.receiver;
  if (saysMs === undefined) return undefined;
  const because = `${title} takes no older samples; a longer \`${historySetting(receiver, saysMs)}\` lets it`;
  return { ms: saysMs, because };
}

/**
 * How much history is written, in milliseconds: what was asked for, or what the receiver takes if that is less and no
 * shorter than `--min-history`.
 *
 * @throws {PrometheusError} `history` if it takes less; the message names the setting to change.
 */
function fitHistory(
  { history, historyLimit, minHistoryMs }: UpOptions,
  receiver: ReceiverProbe,
  {
    fixedStart,
    wantedMs,
    stepMs,
  }: { readonly fixedStart: boolean; readonly wantedMs: number; readonly stepMs: number },
): { readonly historyMs: number; readonly warnings: readonly string[] } {
  const most = Math.min(wantedMs, historyLimit?.ms ?? wantedMs);
  const warnings =
    historyLimit === undefined || historyLimit.ms >= wantedMs
      ? []
      : [`the history was shortened to ${formatDuration(historyLimit.ms)}: ${historyLimit.because}`];
  const toSteps = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  try {
    const wish = { historyMs: history === "max" && !fixedStart ? ("max" as const) : most, wantedMs: most, stepMs };
    return { historyMs: planHistory(receiver, wish).historyMs, warnings };
  } catch (error) {
    const takesMs = toSteps(Math.floor((takesHistoryMs(receiver) ?? 0) / 60_000) * 60_000);
    if (!(error instanceof PrometheusError) || fixedStart || takesMs < Math.max(minHistoryMs, stepMs)) throw error;
    const lengths = `from ${formatDuration(most)} to ${formatDuration(takesMs)}`;
    const said = `the history was shortened ${lengths}: ${error.message}`;
    return { historyMs: takesMs, warnings: [...warnings, said] };
  }
}
