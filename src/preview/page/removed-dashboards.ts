import { existsSync, statSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import type { Git } from "../../ci/git/git.ts";
import { readSources } from "../../dashboard/forms/read-sources.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { DashboardError } from "../../errors.ts";
import { isBelow, shownPath } from "../files/find-files.ts";
import type { Inputs } from "../inputs.ts";
import type { JudgedInputs } from "../review/changes.ts";
import { findAmong } from "../review/find-in-base.ts";

/** Files without a successor that are read, and their bytes. */
const most = { files: 200, bytes: 16 * 1024 * 1024 };

/** Of files that are looked at. */
export const endings: ReadonlySet<string> = new Set([".json", ".yaml", ".yml"]);

/** The dashboards that only the base has. */
export interface RemovedDashboards {
  readonly removed: readonly SourceDashboard[];
  readonly warnings: readonly string[];
}

/** Those of the base that none of today's dashboards is, by uid, else by path. */
export function withoutSuccessor(
  base: readonly SourceDashboard[],
  now: readonly SourceDashboard[],
  taken: ReadonlySet<SourceDashboard> = new Set(),
): SourceDashboard[] {
  const known = new Set(now.map(({ source }) => source));
  return base.filter((one) => !taken.has(one) && !known.has(one.source));
}

/** The folders among the paths that a user named: only a folder says that what it lacks is gone. */
export function namedFolders(paths: readonly string[], cwd: string): string[] {
  return paths
    .map((path) => resolve(cwd, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
}

/**
 * Reads the dashboards of files that a commit has below these folders and that are no longer there. One that another
 * file holds now, with the same uid, is not removed.
 *
 * @param place.top - of the repository.
 */
export async function removedSince(
  now: readonly SourceDashboard[],
  {
    folders,
    git,
    commit,
    top,
    cwd,
  }: {
    readonly folders: readonly string[];
    readonly git: Pick<Git, "files" | "readFile">;
    readonly commit: string;
    readonly top: string;
    readonly cwd: string;
  },
): Promise<RemovedDashboards> {
  const files = folders.length === 0 ? undefined : await git.files(commit);
  const gone = [...(files ?? [])].filter((path) => {
    const full = join(top, path);
    const hidden = relative(top, full)
      .split(/[\\/]/)
      .some((name) => name.startsWith(".") || name === "node_modules");
    return (
      endings.has(extname(path)) && !hidden && folders.some((folder) => isBelow(full, folder)) && !existsSync(full)
    );
  });
  const found: SourceDashboard[] = [];
  for (const path of gone.sort().slice(0, most.files)) {
    const text = await git.readFile(path, { commit, maxBytes: most.bytes });
    if (text !== undefined) found.push(...sourcesOf(text, shownPath(join(top, path), cwd)));
  }
  const more = gone.length - most.files;
  const warnings = more <= 0 ? [] : [`${more} more files are gone since ${commit.slice(0, 10)}; they were not read`];
  return { removed: withoutSuccessor(found, now), warnings };
}

/** The dashboards that a file of several held and holds no longer. @throws {CiError} if the host fails. */
export async function droppedFromFiles(
  { dashboards }: Pick<Inputs, "dashboards">,
  { states }: Pick<JudgedInputs, "states">,
): Promise<readonly SourceDashboard[]> {
  const now = dashboards.map(({ source }) => source);
  const dropped: SourceDashboard[] = [];
  for (const path of new Set(now.map((source) => source.path))) {
    const state = states.get(path);
    const text = state?.state === "changed" ? await state.base() : undefined;
    if (text === undefined) continue;
    const held = sourcesOf(text, path);
    const here = now.filter((source) => source.path === path).map((source) => findAmong(held, source));
    dropped.push(...withoutSuccessor(held, now, new Set(here.filter((found) => found !== "none"))));
  }
  return dropped;
}

/** The dashboards of a file's text. None for a file that is no dashboard. */
export function sourcesOf(text: string, file: string): SourceDashboard[] {
  try {
    return readSources(text, file).sources.map(({ source }) => source);
  } catch (error) {
    if (error instanceof DashboardError) return [];
    throw error;
  }
}
