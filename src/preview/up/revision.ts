import { PrometheusError } from "../../errors.ts";
import { wireNames } from "../../generator/wire-names.ts";
import { isolationLabel, isolationValue } from "../../identity/preview-identity.ts";
import type { ExtraLabel } from "../../prometheus/encode/encode-labels.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { metricsInUse } from "../../prometheus/query/metrics-in-use.ts";
import type { ReceiverProbe } from "../../prometheus/query/probe.ts";
import type { WrittenCount } from "../../prometheus/query/written-windows.ts";
import { deleteMark, type RevisionMark, writeMark } from "../../prometheus/write/revision-mark.ts";
import { verifyHistory } from "../../prometheus/write/verify-history.ts";
import { type WrittenHistory, writeHistory } from "../../prometheus/write/write-history.ts";
import { reachMs } from "../cleanup/reach.ts";
import type { RunContext } from "../context.ts";
import { createSources, type SeriesPlan } from "./plan.ts";
import { deleteRevision } from "./retire.ts";
import type { Run } from "./save.ts";

/** Series of a new revision. */
export interface RevisionOptions {
  readonly prometheus: Prometheus;
  readonly plan: SeriesPlan;
  /** Undefined with `--isolation none`. */
  readonly isolation: ExtraLabel | undefined;
  readonly verifyTimeoutMs: number;
  /** How long a request is tried again. */
  readonly retryMs: number;
  /** Needed for undoing; without isolation nothing can be undone. */
  readonly run: Run;
  /** Which dashboards are to show the series: written to the receiver before anything else. */
  readonly mark?: Pick<RevisionMark, "home" | "srcs"> | undefined;
  /** Others write parts of it: one process reads all of them back, and an error of another deletes nothing. */
  readonly part?: "first" | "other" | undefined;
}

/** Numbers of series and samples that were written and read back. */
export interface WrittenRevision extends Pick<WrittenHistory, "series" | "samples"> {
  readonly verified: number;
  /** Rates below 0 that were taken as 0. */
  readonly clampedRates: number;
  /** The receiver took the mark. */
  readonly marked: boolean;
  /** Samples by metric name on the wire. */
  readonly byName: ReadonlyMap<string, WrittenCount>;
}

/** The label of a run's series. */
export function isolationOf(run: Run): ExtraLabel {
  return { name: isolationLabel, value: isolationValue(run, run.revision) };
}

/**
 * Writes a revision's history and reads it back. If that fails half-way, or is interrupted, its own series are deleted
 * again and the error says what became of them.
 *
 * @throws {PrometheusError} as `writeHistory` and `verifyHistory` do.
 */
export async function writeRevision(options: RevisionOptions, context: RunContext): Promise<WrittenRevision> {
  const { prometheus, plan, isolation } = options;
  const { progress } = context;
  const sources = createSources(plan);
  try {
    const marked = await mark(options, context);
    const written = await writeHistory(prometheus, {
      ...context,
      retryMs: options.retryMs,
      sources,
      grid: plan.grid,
      isolation,
      metadata: plan.metadata,
      onProgress: (done, total) => progress.update("writing samples", done, total),
    });
    progress.clear();
    const verified =
      options.part !== undefined
        ? 0
        : await verifyHistory(prometheus, {
            ...context,
            windows: written.windows,
            grid: plan.grid,
            isolation,
            sources: () => createSources(plan),
            timeoutMs: options.verifyTimeoutMs,
            onProgress: (done, total) => progress.update("reading back", done, total),
          });
    progress.clear();
    return {
      series: written.series,
      samples: written.samples,
      verified,
      marked,
      byName: addCounts(written.windows.map(({ byName }) => byName)),
      clampedRates: sources.reduce((sum, { clampedRates }) => sum + clampedRates, 0),
    };
  } catch (error) {
    progress.clear();
    if (options.part !== "other") progress.step(await undo(options, context));
    throw error;
  }
}

/** The sum of several counts of samples by metric name. */
export function addCounts(all: readonly ReadonlyMap<string, WrittenCount>[]): Map<string, WrittenCount> {
  const sums = new Map<string, WrittenCount>();
  for (const counts of all)
    for (const [name, { samples, nans }] of counts) {
      const known = sums.get(name) ?? { samples: 0, nans: 0 };
      sums.set(name, { samples: known.samples + samples, nans: known.nans + nans });
    }
  return sums;
}

/** `cleanup` reads exactly these dashboards before it deletes the series. */
async function mark(
  { prometheus, plan, isolation, mark, retryMs }: RevisionOptions,
  context: RunContext,
): Promise<boolean> {
  if (isolation === undefined || mark === undefined) return false;
  return writeMark(prometheus, { value: isolation.value, ...mark }, { ...context, retryMs, timeMs: plan.grid.fromMs });
}

/**
 * Someone who pressed Ctrl-C does not wait: each of a few questions has this long, and is put once. Else a busy server
 * gets its time.
 */
const hurriedTimeoutMs = 1200;
const undoTimeoutMs = 10_000;
const undoAttempts = 3;

/**
 * Deletes the run's own series and looks whether they are gone: a request that was on its way may be stored after the
 * first deletion. Works after an interruption too, since it does not listen to the run's signal.
 *
 * @returns a message for the user.
 */
export async function undo(
  { prometheus, isolation, run }: Pick<RevisionOptions, "prometheus" | "isolation" | "run">,
  { sleep, signal }: Pick<RunContext, "sleep" | "signal">,
): Promise<string> {
  if (isolation === undefined) return "what was written stays: without isolation nothing is deleted";
  const timeoutMs = signal.aborted ? hurriedTimeoutMs : undoTimeoutMs;
  const repeat = signal.aborted ? ("final" as const) : undefined;
  try {
    for (let attempt = 1; attempt <= undoAttempts; attempt++) {
      const reason = await deleteRevision(prometheus, run, run.revision, { timeoutMs });
      if (reason !== undefined) {
        const stays = await hasSamples(prometheus, isolation, { withinMs: reachMs, timeoutMs, repeat });
        return stays ? reason : `no samples of this run (${isolation.value}) are found in ${prometheus.url}`;
      }
      await sleep(150, new AbortController().signal);
      if (!(await hasSamples(prometheus, isolation, { withinMs: reachMs, timeoutMs, repeat }))) {
        const { value } = isolation;
        await deleteMark(prometheus, value, { timeoutMs });
        return `deleted the series of this run (${value}); nothing else was changed, and up again begins anew`;
      }
    }
    return (
      `deleted the series of this run (${isolation.value}), but ${prometheus.url} still has a part of them; ` +
      "dashpreview cleanup deletes it later"
    );
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    return (
      `the series of this run (${isolation.value}) could not be deleted: ${error.message}; dashpreview cleanup ` +
      "will"
    );
  }
}

/** Options of {@link checkShared}. */
export interface SharedCheck {
  readonly prometheus: Prometheus;
  readonly probe: ReceiverProbe;
  readonly plan: SeriesPlan;
  readonly isolation: "label" | "none";
  readonly allowSharedServer: boolean;
  readonly signal: AbortSignal;
}

/**
 * Made-up series must not wake anyone: a receiver that evaluates rules is refused. One that only holds metrics of the
 * spec gets a warning; without isolation it is refused, since queries would mix the two.
 *
 * @returns warnings.
 * @throws {PrometheusError} `shared`.
 */
export async function checkShared({
  prometheus,
  probe,
  plan,
  isolation,
  allowSharedServer,
  signal,
}: SharedCheck): Promise<readonly string[]> {
  const rules = [...(probe.rules?.alerts ?? []), ...(probe.rules?.records ?? [])];
  if (rules.length > 0 && !allowSharedServer) {
    throw new PrometheusError(
      `${prometheus.url} evaluates rules (${shorten(rules)}), and made-up series could set off an alert: use ` +
        "a Prometheus or a tenant of its own, or pass --allow-shared-server if the rules cannot see them",
      { code: "shared" },
    );
  }
  const names = [...new Set(plan.definitions.flatMap(({ definition }) => wireNames(definition)))];
  const inUse = await metricsInUse(prometheus, names, {
    timeMs: probe.nowMs,
    signal,
    ...(isolation === "label" ? { label: isolationLabel } : {}),
  });
  if (inUse.length === 0) return rules.length === 0 ? [] : [`${prometheus.url} evaluates rules: ${shorten(rules)}`];
  if (isolation === "none") {
    throw new PrometheusError(
      `--isolation none: ${prometheus.url} has samples of ${shorten(inUse)} already; it is for an empty ` +
        "Prometheus of its own",
      {
        code: "shared",
      },
    );
  }
  return [
    `${prometheus.url} has samples of ${shorten(inUse)} that are not made up; the preview does not show ` +
      "them, but autocompletion and ad hoc filters do",
  ];
}

function shorten(names: readonly string[]): string {
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
}
