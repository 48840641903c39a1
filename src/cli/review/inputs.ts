import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { withBaseFolder } from "../../ci/git/base-folder.ts";
import { type BaseView, openBase } from "../../ci/git/base-view.ts";
import { openGit } from "../../ci/git/git.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { UsageError } from "../../errors.ts";
import { maxDashboardBytes } from "../../json/parse.ts";
import { readBundle } from "../../preview/bundle/read-bundle.ts";
import type { Inputs } from "../../preview/inputs.ts";
import { withBuiltBase } from "../../preview/review/built-base.ts";
import {
  isUnchanged,
  type JudgedInputs,
  judgeInputs,
  selectChanged,
  unknownReasons,
} from "../../preview/review/changes.ts";
import { removedByReview } from "../../preview/review/removed-by-review.ts";
import { type SourcePlace, type SourceTree, sourceTree } from "../../preview/review/source-tree.ts";
import { scenariosOf } from "../../preview/scenarios/in-scenario.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { readFiles, refuseUntrustedCode } from "../read-files.ts";

/** The dashboards of a review, and its base. */
export interface ReviewedInputs {
  /** Without dashboards where the review changes none. */
  readonly inputs: Inputs;
  /** At least one; undefined: the specs as they are. */
  readonly scenarios: readonly (string | undefined)[];
  /** Everything that was read, whether the review changes it or not. */
  readonly all: Inputs;
  readonly base: BaseView;
  readonly judged: JudgedInputs;
  readonly tree: SourceTree;
  /** Dashboards that the review removes, as the base has them. */
  readonly gone: readonly SourceDashboard[];
  readonly warnings: readonly string[];
}

/** Whether a run must treat what it reads as somebody else's: asked for, a fork's, or out of a bundle. */
export function isUntrusted(request: Pick<UpRequest, "untrusted" | "fromBundle">, review: Review): boolean {
  return request.untrusted || review.fork === true || request.fromBundle !== undefined;
}

/**
 * Reads dashboards and specs, from the working folder or a bundle, and with `--changed-only` leaves those that the
 * review changes.
 *
 * @throws {UsageError} {@link DashboardError} {@link SpecError}, also for a scenario that no spec has.
 */
export async function readReviewed(
  request: UpRequest,
  { review, host, untrusted }: { review: Review; host: ReviewHost | undefined; untrusted: boolean },
  context: CliContext,
): Promise<ReviewedInputs> {
  const { cwd, env } = context;
  const bundle = request.fromBundle !== undefined;
  // A bundle's files are not those that are checked out: only the host knows their base.
  const git = bundle ? undefined : openGit({ cwd, env: context.childEnv });
  const opened = await openBase({ review, base: request.base, git, host, cwd, env });
  const built = withBuiltBase(opened, {
    ...{ cwd, signal: context.signal, temporaryFolder: context.temporaryFolder, env: context.childEnv },
    kill: (pid) => context.processes.kill(pid),
    commands: bundle ? [] : (request.build ?? []),
    timeoutMs: request.buildTimeoutMs,
  });
  const base = withFolder(built, request, context);
  const all = await readAll({ ...request, untrusted }, base, context);
  const scenarios = scenariosOf(request.scenario, all);
  const judged = await judgeInputs(all, base);
  const inputs = request.changedOnly ? selectChanged(all, judged) : all;
  const unchanged = request.changedOnly ? all.dashboards.filter((one) => isUnchanged(one, judged.states)) : [];
  const tree = sourceTree({
    base,
    cwd,
    top: base.top,
    bundle,
    prune: request.prune,
    unchanged: unchanged.map(placeOf),
    read: all.files ?? new Set(),
    found: all.dashboards.map(placeOf),
  });
  // A shard has a part of the dashboards: what the others have is not gone.
  const named = bundle ? [] : request.dashboards;
  const { removed: gone, warnings } = await removedByReview(all, judged, { base, named, cwd });
  return {
    ...{ inputs, scenarios, all, base, judged, tree, gone },
    warnings: [...judged.warnings, ...doubts(request, { review, base, inputs, judged }), ...warnings],
  };
}

function placeOf({ source }: Inputs["dashboards"][number]): SourcePlace {
  return { path: source.path, place: source.holding?.place };
}

function withFolder(
  base: BaseView,
  { baseDashboards: folder, dashboards }: Pick<UpRequest, "baseDashboards" | "dashboards">,
  { cwd }: Pick<CliContext, "cwd">,
): BaseView {
  if (folder === undefined) return base;
  if (!existsSync(resolve(cwd, folder)))
    throw new UsageError(`--base-dashboards ${folder}: no such folder; build the dashboards of the base into it first`);
  const read = (path: string) => readPlainFile(path, { file: path, what: "a dashboard", maxBytes: maxDashboardBytes });
  return withBaseFolder(base, { folder, named: dashboards, cwd, read });
}

/** Warnings about changes that are unknown. Outside of reviews only with `--changed-only`. */
function doubts(
  request: Pick<UpRequest, "changedOnly">,
  { review, base, inputs, judged }: { review: Review; base: BaseView } & Pick<ReviewedInputs, "inputs" | "judged">,
): readonly string[] {
  const { unknown } = base;
  if (unknown !== undefined) {
    if (request.changedOnly)
      return [`--changed-only: the review's changes are unknown (${unknown}): every dashboard is previewed`];
    return review.number === undefined ? [] : [`the dashboards were not compared with their base: ${unknown}`];
  }
  if (!request.changedOnly) return [];
  return unknownReasons(inputs, judged).map(
    (reason) => `previewed although it may be unchanged: ${reason}; --base-dashboards compares what a build makes`,
  );
}

async function readAll(request: UpRequest, base: BaseView, context: CliContext): Promise<Inputs> {
  refuseUntrustedCode(request);
  const bundle = request.fromBundle;
  if (bundle !== undefined) {
    if (request.dashboards.length > 0 || request.data !== undefined || (request.build ?? []).length > 0)
      throw new UsageError("--from-bundle brings its own dashboards and data: name no others");
    return readBundle(bundle);
  }
  // A review may delete the last dashboard, or the folder. Without proof a path that leads nowhere is a mistake.
  const mayLack = (path: string) =>
    base.isDeleted(path) ||
    (request.changedOnly && base.unknown === undefined && existsSync(resolve(context.cwd, path)));
  return readFiles({ ...request, mayLack }, context);
}
