import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { openBase } from "../../ci/git/base-view.ts";
import { openGit } from "../../ci/git/git.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { UsageError } from "../../errors.ts";
import { type Inputs, readInputs } from "../inputs.ts";
import { type JudgedInputs, judgeInputs } from "../review/changes.ts";
import { findInBase } from "../review/find-in-base.ts";
import { droppedFromFiles, namedFolders, removedSince, withoutSuccessor } from "./removed-dashboards.ts";

/** The dashboards before a change. */
export interface BaseDashboards {
  /** By the path of the dashboard now; absent for a new one, and for one whose state before is not known. */
  readonly before: ReadonlyMap<string, SourceDashboard>;
  /** Paths of dashboards whose state before is not known. */
  readonly unknown: ReadonlySet<string>;
  /** Dashboards that only the base has, where a folder was named. */
  readonly removed: readonly SourceDashboard[];
  readonly warnings: readonly string[];
}

/** Where {@link readBase} reads. */
export interface BasePlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** The paths that the dashboards of now were read from. */
  readonly named: readonly string[];
}

/**
 * Reads what the dashboards were before a change.
 *
 * @param base - `--base`: a file or folder with the dashboards as they were, else a branch, tag or commit, of which the
 *   common ancestor with what is checked out counts.
 * @throws {UsageError} if it is neither. {@link DashboardError} for a file that is not a dashboard.
 */
export async function readBase(base: string, inputs: Inputs, place: BasePlace): Promise<BaseDashboards> {
  const { cwd, env, signal } = place;
  const now = inputs.dashboards.map(({ source }) => source);
  const folders = namedFolders(place.named, cwd);
  if (existsSync(resolve(cwd, base))) {
    const { dashboards, warnings } = await readInputs({ dashboards: [base], findSpecs: false, cwd, signal });
    const old = dashboards.map(({ source }) => source);
    const before = pair(inputs, old);
    const removed = folders.length === 0 ? [] : withoutSuccessor(old, now, new Set(before.values()));
    return { before, unknown: new Set(), removed, warnings };
  }
  const git = openGit({ cwd, env });
  const commit = base.startsWith("-") ? undefined : await git.commitOf(base);
  if (commit === undefined) {
    const fault = await git.fault();
    throw new UsageError(
      `--base ${base}: no such file, and no branch, tag or commit either${fault === undefined ? "" : ` (${fault})`}`,
    );
  }
  const view = await openBase({ review: {}, base: commit, git, host: undefined, cwd, env });
  const { states, warnings } = await judgeInputs(inputs, view);
  const why = view.unknown === undefined ? [] : [`the dashboards were not compared with ${base}: ${view.unknown}`];
  const { top, commit: compared } = view;
  const { removed, warnings: unread } =
    top === undefined || compared === undefined
      ? { removed: [], warnings: [] }
      : await removedSince(now, { folders, git, commit: compared, top, cwd });
  const dropped = await droppedFromFiles(inputs, { states });
  return {
    ...(await baseStates(inputs, states)),
    removed: [...removed, ...dropped],
    warnings: [...warnings, ...why, ...unread],
  };
}

/** The dashboards before a change, from the state of each file. @throws {CiError} if the host fails. */
export async function baseStates(
  inputs: Pick<Inputs, "dashboards">,
  states: JudgedInputs["states"],
): Promise<Pick<BaseDashboards, "before" | "unknown">> {
  const before = new Map<string, SourceDashboard>();
  const unknown = new Set<string>();
  for (const { source } of inputs.dashboards) {
    const state = states.get(source.file) ?? states.get(source.path);
    const text = state?.state === "changed" ? await state.base() : undefined;
    const found = text === undefined ? undefined : findInBase(text, source);
    if (state?.state === "unchanged") before.set(source.file, source);
    else if (found !== undefined && found !== "none") before.set(source.file, found.source);
    else if (state?.state !== "added" && found !== "none") unknown.add(source.file);
  }
  return { before, unknown };
}

/** Dashboards by uid, else by the name of their file; one that stands alone on both sides is the one. */
function pair({ dashboards }: Inputs, base: readonly SourceDashboard[]): Map<string, SourceDashboard> {
  const alone = dashboards.length === 1 && base.length === 1;
  return new Map(
    dashboards.flatMap(({ source }): [string, SourceDashboard][] => {
      const found = alone
        ? base[0]
        : (base.find(({ uid }) => uid !== undefined && uid === source.uid) ??
          base.find(({ file, uid }) => nameOf(file) === nameOf(source.file) && (!uid || !source.uid)));
      return found === undefined ? [] : [[source.file, found]];
    }),
  );
}

const nameOf = (file: string) => file.split(/[\\/]/).at(-1)!;
