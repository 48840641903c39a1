import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { withBaseFolder } from "../../ci/git/base-folder.ts";
import { type BaseView, openBase } from "../../ci/git/base-view.ts";
import { openGit } from "../../ci/git/git.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { UsageError } from "../../errors.ts";
import { maxDashboardBytes } from "../../json/parse.ts";
import { readBundle } from "../../preview/bundle/read-bundle.ts";
import { type Inputs, readInputs } from "../../preview/inputs.ts";
import {
  isUnchanged,
  type JudgedInputs,
  judgeInputs,
  selectChanged,
  unknownReasons,
} from "../../preview/review/changes.ts";
import { type SourceTree, sourceTree } from "../../preview/review/source-tree.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import type { UpFlags } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";

/** What a review brings to be previewed. */
export interface ReviewedInputs {
  /** Without dashboards where the review changes none. */
  readonly inputs: Inputs;
  readonly base: BaseView;
  readonly judged: JudgedInputs;
  readonly tree: SourceTree;
  readonly warnings: readonly string[];
}

/** Whether a run must treat what it reads as somebody else's: asked for, a fork's, or out of a bundle. */
export function isUntrusted(flags: Pick<UpFlags, "untrusted" | "from-bundle">, review: Review): boolean {
  return flags.untrusted || review.fork === true || flags["from-bundle"] !== undefined;
}

/**
 * Reads dashboards and specs, from the working folder or a bundle, and with `--changed-only` leaves those that the
 * review changes.
 *
 * @throws {UsageError} {@link DashboardError} {@link SpecError}
 */
export async function readReviewed(
  flags: UpFlags,
  {
    review,
    host,
    code,
  }: { review: Review; host: ReviewHost | undefined; code: Parameters<typeof readInputs>[0]["code"] },
  context: CliContext,
): Promise<ReviewedInputs> {
  const { cwd, env } = context;
  const bundle = flags["from-bundle"] !== undefined;
  // A bundle's files are not those that are checked out: only the host knows their base.
  const git = bundle ? undefined : openGit({ cwd, env: context.childEnv });
  const opened = await openBase({ review, base: flags.base, git, host, cwd, env });
  const base = withFolder(opened, flags, context);
  const all = await readAll(flags, { code, base }, context);
  const judged = await judgeInputs(all, base);
  const inputs = flags["changed-only"] ? selectChanged(all, judged) : all;
  const unchanged = flags["changed-only"] ? all.dashboards.filter((one) => isUnchanged(one, judged.states)) : [];
  const tree = sourceTree({
    base,
    cwd,
    top: base.top,
    bundle,
    prune: flags.prune,
    unchanged: new Set(unchanged.map(({ source }) => source.file)),
  });
  return {
    inputs,
    base,
    judged,
    tree,
    warnings: [...judged.warnings, ...doubts(flags, { review, base, inputs, judged })],
  };
}

function withFolder(
  base: BaseView,
  { "base-dashboards": folder, dashboards }: Pick<UpFlags, "base-dashboards" | "dashboards">,
  { cwd }: Pick<CliContext, "cwd">,
): BaseView {
  if (folder === undefined) return base;
  if (!existsSync(resolve(cwd, folder)))
    throw new UsageError(`--base-dashboards ${folder}: no such folder; build the dashboards of the base into it first`);
  const read = (path: string) => readPlainFile(path, { file: path, what: "a dashboard", maxBytes: maxDashboardBytes });
  return withBaseFolder(base, { folder, named: dashboards, cwd, read });
}

/** What cannot be told about the review's changes. Outside of reviews nobody asks, unless `--changed-only` does. */
function doubts(
  flags: Pick<UpFlags, "changed-only">,
  { review, base, inputs, judged }: { review: Review; base: BaseView } & Pick<ReviewedInputs, "inputs" | "judged">,
): readonly string[] {
  const { unknown } = base;
  if (unknown !== undefined) {
    if (flags["changed-only"])
      return [`--changed-only: it cannot be told what the review changes (${unknown}): every dashboard is previewed`];
    return review.number === undefined ? [] : [`the dashboards were not compared with their base: ${unknown}`];
  }
  if (!flags["changed-only"]) return [];
  return unknownReasons(inputs, judged).map(
    (reason) => `previewed although it may be unchanged: ${reason}; --base-dashboards compares what a build makes`,
  );
}

async function readAll(
  flags: UpFlags,
  { code, base }: Pick<Parameters<typeof readInputs>[0], "code"> & { base: BaseView },
  { cwd, signal, blocking }: CliContext,
): Promise<Inputs> {
  const bundle = flags["from-bundle"];
  if (bundle !== undefined) {
    if (flags.dashboards.length > 0 || flags.data !== undefined)
      throw new UsageError("--from-bundle brings its own dashboards and data: name no others");
    return readBundle(bundle);
  }
  // A review may delete the last dashboard, or the folder. Without proof a path that leads nowhere is a mistake.
  const mayLack = (path: string) =>
    base.isDeleted(path) || (flags["changed-only"] && base.unknown === undefined && existsSync(resolve(cwd, path)));
  return readInputs({ ...flags, cwd, code, signal, blocking, mayLack });
}
