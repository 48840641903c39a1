import type { CheckResult } from "../../check/result.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { queriesIn } from "../../dashboard/view/queries.ts";
import { type Inference, signature } from "../../infer/infer-spec.ts";
import { repairUntilFull } from "../../infer/repair-until-full.ts";
import { losesNatives, versionAsker } from "../../prometheus/query/server-version.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import {
  lookBackOf,
  type RulesBeside,
  recordedBy,
  type TestedBeside,
  wantedByRules,
  writtenKey,
} from "../alerts/rules-beside.ts";
import { checkPreview, type PreviewCheck } from "../check-preview.ts";
import { checkSideBySide } from "../check-side-by-side.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { Inputs } from "../inputs.ts";
import { planLeadIn } from "../lead-in/plan-lead-in.ts";
import { shortHistoryWarnings } from "../lead-in/short-history.ts";
import type { LeadIn } from "../lead-in/with-lead-in.ts";
import { runLive } from "../live.ts";
import type { RelayedMetrics } from "../relay/relayed-metrics.ts";
import type { Relays } from "../relay/relays.ts";
import { toldUnused } from "../told-unused.ts";
import { inferMissing, repairingText, withInferredSpec } from "../up/inferred-inputs.ts";
import { clampedWarnings, nativeNames, planSeries, type SeriesPlan } from "../up/plan.ts";
import { requireSpecs } from "../up/prepare.ts";
import { checkOf } from "./check-of.ts";
import { relayingOf } from "./relaying.ts";
import { createSession, type LocalFilling, type LocalSession, type SessionOptions } from "./session.ts";
import { testOnFilling } from "./test-on-filling.ts";

/** Inputs, limits and programs of {@link upLocal}. */
export interface UpLocalOptions extends SessionOptions {
  readonly inputs: Inputs;
  readonly historyMs?: number | undefined;
  readonly stepMs?: number | undefined;
  readonly leadIn?: LeadIn | undefined;
  readonly maxSeries: number;
  readonly maxSamples: number;
  readonly untrusted: boolean;
  /** Real programs whose metrics go beside those that are made up. */
  readonly relayed?: RelayedMetrics | undefined;
  /** How the dashboards are checked. Default: for the verdicts alone. */
  readonly checks?: LocalChecks | undefined;
  /** Rules that are tested on the same series. */
  readonly rules?: RulesBeside | undefined;
  /** Goes on with the server of earlier runs, and leaves it running. Default: one of its own. */
  readonly session?: LocalSession | undefined;
}

/** A check that learns more of a dashboard than its verdict. */
export interface LocalChecks {
  check(check: PreviewCheck, context: RunContext): Promise<CheckResult>;
  /** The dashboard whose time range another one is looked at over. */
  windowOf(source: SourceDashboard): SourceDashboard;
}

/** A dashboard as it was checked on the throw-away server. */
export interface LocalDashboard {
  readonly source: SourceDashboard;
  readonly check: CheckResult;
}

/** A server that runs until {@link LocalUp.stop}. */
export interface LocalUp {
  /** Of the throw-away Prometheus, for a browser. */
  readonly url: string;
  readonly plan: SeriesPlan;
  /** The label of the series; undefined where the server holds no others. */
  readonly isolation: IsolationLabel | undefined;
  readonly series: number;
  readonly samples: number;
  readonly dashboards: readonly LocalDashboard[];
  /** With {@link UpLocalOptions.rules}. */
  readonly rules: TestedBeside | undefined;
  readonly warnings: readonly string[];
  /** How a dashboard is checked on the server, for checking it again. */
  checkOf(source: SourceDashboard): PreviewCheck;
  /** Keeps writing for `liveMs` milliseconds, or until the run is interrupted. What is relayed goes on by itself. */
  live(liveMs: number): Promise<void>;
  /** Checks the dashboards once more, on what the server has by then. */
  again(checks: LocalChecks | undefined): Promise<LocalUp>;
  /** Ends the server and removes its folder. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * `up` without any server: a throw-away Prometheus takes the history, and every panel's query is run there. Nothing is
 * left behind, however this process ends. A session that is handed over goes on, with an inference that was repaired
 * before.
 *
 * @throws {UsageError} {@link SpecError} {@link PrometheusError}
 */
export async function upLocal(options: UpLocalOptions, context: RunContext): Promise<LocalUp> {
  const wanted = options.rules === undefined ? undefined : wantedByRules(options.rules);
  const started = { ...options, nowMs: context.now(), signal: context.signal, progress: context.progress, wanted };
  context.tune?.("reading", options.inputs.dashboards.length);
  const { inputs, inference } = await inferMissing(options.inputs, started);
  if (inference === undefined) return fillLocally({ ...options, inputs }, context);
  const { session } = options;
  const known = session === undefined ? undefined : repairedBefore.get(session);
  const first = signature(inference.spec);
  const { spec, answered } = known?.first === first ? known.inference : inference;
  const { filled, inference: last } = await repairUntilFull<LocalUp>(
    { ...inference, spec, answered },
    {
      async fill(current, round) {
        if (round > 0) context.progress.step(repairingText);
        return fillLocally({ ...options, inputs: await withInferredSpec(inputs, current) }, context);
      },
      checkOf: ({ dashboards, isolation }) => ({
        isolation,
        results: dashboards.flatMap(({ check }) => check.queries),
      }),
      release: (local) => local.stop(),
    },
  );
  if (session !== undefined) repairedBefore.set(session, { first, inference: last });
  return filled;
}

/** By session: the inference that filled it, and the signature of the spec that it began with. */
const repairedBefore = new WeakMap<LocalSession, { readonly first: string; readonly inference: Inference }>();

/** Fills a throw-away Prometheus and checks the dashboards on it. */
export async function fillLocally(options: UpLocalOptions, context: RunContext): Promise<LocalUp> {
  const specs = requireSpecs(options);
  const own = options.session ?? createSession({ ...options, oneFilling: true });
  // A session of others ends with them.
  const relaying = relayingOf(options.session ?? own, options.relayed);
  const stop = async () => {
    await relaying.pause();
    if (options.session === undefined) await own.stop();
  };
  try {
    await relaying.pause();
    const beside = options.rules === undefined ? undefined : writtenKey(options.rules);
    const filling = await own.fill(
      (nowMs) => planLocally(specs, options, { ...context, nowMs }),
      context,
      beside,
      exemplifiedIn(options),
    );
    const rules = await testOnFilling(filling, { ...options, specs, session: own }, context);
    const relays = await relaying.start(filling, context);
    const quiet = { ...context, progress: { ...context.progress, update: () => {}, clear: () => {} } };
    const look = async (checks: LocalChecks | undefined, seen: RunContext): Promise<LocalUp> => {
      const checked = await checkFilled(filling, { ...options, checks }, { relays, context: seen });
      return { url: filling.server.url, stop, rules, again: (next) => look(next, quiet), ...checked };
    };
    return await look(options.checks, context);
  } catch (error) {
    context.progress.clear();
    await stop();
    throw error;
  }
}

/** The words of queries whose panels show exemplars: the names of their metrics are among them. */
function exemplifiedIn({ inputs, checks }: UpLocalOptions): ReadonlySet<string> {
  if (checks === undefined) return new Set();
  const all = inputs.dashboards.flatMap(({ source }) => queriesIn(parts(source)));
  return new Set(all.filter(({ exemplar }) => exemplar).flatMap(({ expr }) => expr.match(/[a-zA-Z_:][\w:]*/g) ?? []));
}

async function planLocally(
  specs: readonly LoadedSpec[],
  options: UpLocalOptions,
  { nowMs, signal }: { readonly nowMs: number; readonly signal: AbortSignal },
): Promise<SeriesPlan> {
  const plan = planSeries(specs, { ...options, nowMs });
  const sources = options.inputs.dashboards.map(({ source }) => source);
  const { leadIn, maxSamples } = options;
  const led = await planLeadIn(plan, sources, {
    ...{ leadIn, maxSamples, nowMs, signal },
    scrapeIntervalMs: plan.grid.stepMs,
    others: options.rules === undefined ? [] : lookBackOf(options.rules, plan),
  });
  const short = shortHistoryWarnings(plan, { sources, specs, history: options.historyMs });
  return { ...led, warnings: [...led.warnings, ...short] };
}

async function checkFilled(
  filling: LocalFilling,
  { inputs, untrusted, checks, rules }: UpLocalOptions,
  { relays, context }: { readonly relays: Relays | undefined; readonly context: RunContext },
): Promise<Omit<LocalUp, "url" | "stop" | "rules" | "again">> {
  const { prometheus, plan, isolation, series, samples, clampedRates } = filling;
  context.tune?.("reading", inputs.dashboards.length);
  const definitions = [...plan.definitions.map(({ definition }) => definition), ...recordedBy(rules)];
  const loses = isolation !== undefined && losesNatives((await versionAsker(prometheus, context.signal)())?.version);
  const natives = loses ? nativeNames(plan.definitions.map(({ definition }) => definition)) : undefined;
  const how = { natives, untrusted, relays };
  const checkFor = (source: SourceDashboard) => ({ ...checkOf(filling, { source, ...how }), definitions });
  const { check: checkWith = checkPreview, windowOf = (source: SourceDashboard) => source } = checks ?? {};
  const checked = await checkSideBySide(inputs.dashboards, context, async ({ source, spec }, turn) => {
    const { window } = checkFor(windowOf(source));
    const check = await checkWith({ ...checkFor(source), window, slots: turn.slots }, turn.context);
    return { source, spec, check };
  });
  const told = toldUnused(checked, "all");
  const dashboards = checked.map(({ source }, index) => ({ source, check: told[index]! }));
  context.progress.clear();
  return {
    ...{ plan, isolation, series, samples, dashboards, checkOf: checkFor },
    warnings: [
      ...inputs.warnings,
      ...plan.warnings,
      ...clampedWarnings(clampedRates),
      ...(relays === undefined ? [] : [relays.note]),
    ],
    live: async (liveMs) => {
      if (relays !== undefined) return context.sleep(liveMs, context.signal);
      return runLive({ prometheus, prepared: { plan, receiver: { clockAheadMs: 0 } }, isolation, liveMs }, context);
    },
  };
}
