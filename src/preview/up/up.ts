import { failOn } from "../../check/result.ts";
import { ExpectedError } from "../../errors.ts";
import { ensurePreviewFolder } from "../../grafana/dashboards/folder.ts";
import { readFolderAccess } from "../../grafana/dashboards/folder-access.ts";
import type { Manifest } from "../../grafana/marks/manifest-shape.ts";
import { isolationValue } from "../../identity/preview-identity.ts";
import { checkAll } from "../check-all.ts";
import type { RunContext } from "../context.ts";
import { requireDistinct } from "../files/same-uid.ts";
import { runLive } from "../live.ts";
import { goOn, relayBeside } from "../relay/relay-beside.ts";
import type { Relays } from "../relay/relays.ts";
import { isOtherScenario } from "../scenarios/other-scenario.ts";
import { type PageCheck, pageCheckOf } from "./check-of.ts";
import { outrun, planned, summary } from "./describe-up.ts";
import { type Attempt, fittingHistory } from "./fit-history.ts";
import { findLaterRun } from "./later-run.ts";
import { orError } from "./or-error.ts";
import { clampedWarnings } from "./plan.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { proveDataSource } from "./prove-data-source.ts";
import { deleteRevisions, keptNotes, removeSourceless } from "./retire.ts";
import { isolationOf, type RevisionOptions, undo, type WrittenRevision, writeRevision } from "./revision.ts";
import { allUids, commandUids, type PreparedDashboard, previewUids, rewriteAll, sourceIds } from "./rewrite.ts";
import { isOvertaken, requireFree, type SaveLog, type SaveOutcome } from "./save.ts";
import { saveAll, undoUnshown } from "./save-all.ts";
import type { UpOptions } from "./up-options.ts";
import type { UpResult } from "./up-result.ts";
import { writeAsFirst } from "./write-shards.ts";

/** The result of `up`, and with `--live` how to continue. */
export interface UpOutcome {
  readonly result: UpResult;
  /** Writes live data until its time is over or the run is interrupted, then ends every series. */
  readonly live: (() => Promise<void>) | undefined;
  /** Undefined where there is no preview. */
  readonly pageCheck?: PageCheck;
}

/**
 * The main job, in this order: plan and probe, write the series of a new revision and read them back, save
 * the dashboards, then remove what they replace. A crash at any point leaves the old preview whole or the new one.
 * Safe to repeat.
 *
 * @throws ExpectedError if anything is not as needed; what this run wrote is then deleted again.
 */
export async function up(options: UpOptions, context: RunContext): Promise<UpOutcome> {
  requireDistinct(options.inputs.dashboards);
  // The other shards have been told where to write: there is no second attempt.
  if (options.shards !== undefined) return upOnce(options, context, {});
  return fittingHistory(options, context, (fitting, attempt) => upOnce(fitting, context, attempt));
}

async function upOnce(options: UpOptions, context: RunContext, attempt: Attempt): Promise<UpOutcome> {
  const prepared = await prepare(options, context);
  attempt.plan = prepared.plan;
  const { progress } = context;
  const uids = previewUids(options);
  await requireFree(options.grafana, options.review, [...uids.values()]);
  const dashboards = await rewriteAll(options, prepared, context.signal);
  if (options.dryRun) return { result: await planned(options, prepared, dashboards), live: undefined };
  const { plan, run } = prepared;
  const later = await findLaterRun(options.grafana, run);
  if (later !== undefined) {
    progress.step(`a later run of this review made its previews already (revision ${later}): this one writes nothing`);
    return { result: outrun(options, prepared), live: undefined };
  }
  // Before the first sample: the series are marked with the folder that their dashboards go into.
  await ensurePreviewFolder(options.grafana);
  const home = await readFolderAccess(options.grafana);
  progress.step(
    `writing ${plan.seriesCount} series of ${plan.grid.count} samples into ${options.prometheus.url} as ` +
      `${isolationOf(run).value}`,
  );
  const isolation = options.isolation === "label" ? isolationOf(run) : undefined;
  const revision = {
    prometheus: options.prometheus,
    plan,
    isolation,
    verifyTimeoutMs: options.verifyTimeoutMs,
    retryMs: options.retryMs,
    run,
    ...(home.state === "readable" && home.id !== undefined
      ? { mark: { home: home.id, srcs: sourceIds(options) } }
      : {}),
  };
  context.tune?.("writing");
  const written = await writeAll(options, prepared, revision, context);
  const relays = await relayBeside(options, { prepared, revision }, context);
  const state = { prepared, dashboards, revision, written, relays };
  return showWritten(options, state, context).finally(() => relays?.pause());
}

interface WrittenState {
  readonly prepared: Prepared;
  readonly dashboards: readonly PreparedDashboard[];
  readonly revision: RevisionOptions;
  readonly written: WrittenRevision;
  readonly relays: Relays | undefined;
}

/** Saves and checks the dashboards of a revision that is written. */
async function showWritten(
  options: UpOptions,
  { prepared, dashboards, revision, written, relays }: WrittenState,
  context: RunContext,
): Promise<UpOutcome> {
  const { run } = prepared;
  const { isolation } = revision;
  const undoAll = async () => {
    await relays?.pause();
    return undo(revision, context);
  };
  context.tune?.("reading", options.inputs.dashboards.length);
  const log: SaveLog = new Map();
  const outcome = await saveAll(options.grafana, run, { dashboards, log, undo: undoAll }, context);
  const stop = async (): Promise<UpOutcome> => {
    context.progress.step(await undoUnshown(options.grafana, run, { log, undo: undoAll }));
    return {
      result: { ...summary(options, prepared, written), state: "superseded", dashboards: [], removed: [] },
      live: undefined,
    };
  };
  if (outcome.state === "superseded") return stop();
  const retired = await retire(options, prepared, outcome, context);
  const checked = await checkAll(options, prepared, { dashboards, outcome, relays }, context);
  const sight = { ...options, ...prepared, isolation, marked: written.marked, checked: checked.dashboards };
  const unseen = await proveDataSource(sight, context);
  const hasFindings = checked.dashboards.some(
    ({ check }) => check === undefined || check.unchecked.length > 0 || failOn(check, "empty"),
  );
  const overtaken = hasFindings
    ? await orError(isOvertaken(options.grafana, run, [...previewUids(options).values()]), context)
    : false;
  if (overtaken === true) return stop();
  const warnings = [
    ...unseen,
    ...outcome.warnings,
    ...retired.warnings,
    ...dashboards.flatMap((one) => one.warnings),
    ...checked.warnings,
    ...clampedWarnings(written.clampedRates),
    ...(relays === undefined ? [] : [relays.note]),
  ];
  const base = summary(options, prepared, written);
  const result: UpResult = {
    ...base,
    state: "done",
    dashboards: checked.dashboards,
    removed: retired.removed,
    warnings: [...new Set([...base.warnings, ...warnings])],
  };
  return {
    result,
    pageCheck: pageCheckOf(options, prepared, { dashboards, relays }),
    live:
      options.liveMs === undefined
        ? undefined
        : () => goOn(relays, () => runLive({ ...options, prepared, isolation, liveMs: options.liveMs! }, context)),
  };
}

function writeAll(
  { shards, inputs }: UpOptions,
  { createdAtMs, receiver }: Prepared,
  revision: RevisionOptions,
  context: RunContext,
): Promise<WrittenRevision> {
  if (shards === undefined) return writeRevision(revision, context);
  const receiverNow = () => context.now() + receiver.clockAheadMs;
  return writeAsFirst(revision, { shards, specs: inputs.specs, createdAtMs, receiverNow }, context);
}

async function retire(
  options: UpOptions,
  { run }: Prepared,
  outcome: SaveOutcome & { state: "saved" },
  context: RunContext,
) {
  const isOther = (manifest: Manifest) => isOtherScenario(manifest, options);
  const found = await orError(removeSourceless(options.grafana, run, allUids(options), options.tree, isOther), context);
  const sourceless =
    found instanceof ExpectedError
      ? {
          removed: [],
          kept: [],
          values: [],
          warnings: [
            `nobody looked whether previews of this review have lost their source: ${found.message}; the next up will`,
          ],
        }
      : found;
  const { removed } = sourceless;
  const warnings = [...keptNotes(sourceless.kept), ...sourceless.warnings];
  if (options.isolation === "none") return { removed, warnings };
  const replaced = outcome.replaced.map((revision) => isolationValue(run, revision));
  const own = isolationValue(run, run.revision);
  const values = [...new Set([...replaced, ...sourceless.values])].filter((value) => value !== own);
  try {
    const deleted = await deleteRevisions(
      options,
      { ...run, uids: [...commandUids(options).values()], gone: new Set(removed.map(({ uid }) => uid)) },
      values,
    );
    return { removed, warnings: [...warnings, ...deleted.warnings] };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return {
      removed,
      warnings: [
        ...warnings,
        `series of earlier revisions were not deleted: ${error.message}; dashpreview cleanup will`,
      ],
    };
  }
}
