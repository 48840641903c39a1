import type { DashboardChanges } from "../../ci/comment/comment-text.ts";
import type { BaseView } from "../../ci/git/base-view.ts";
import { diffDashboards } from "../../dashboard/diff/diff.ts";
import { readDashboard, type SourceDashboard } from "../../dashboard/read/read.ts";
import { CiError, DashboardError } from "../../errors.ts";
import type { Inputs } from "../inputs.ts";

/** Each one may cost a request. */
const maxCompared = 200;

/**
 * The dashboards that the review changes: whose file or whose data spec is among its changed files. The spec files of
 * those that are left out go too.
 *
 * @returns undefined if nobody can tell which files are changed.
 */
export function selectChanged(inputs: Inputs, base: BaseView | undefined): Inputs | undefined {
  if (base?.changed === undefined) return undefined;
  const changed = new Set(base.changed.map(({ path }) => path));
  const isChanged = (file: string) => {
    const path = base.topPath(file);
    // A file outside of the repository cannot be in its diff: left in rather than lost.
    return path === undefined || changed.has(path);
  };
  const dashboards = inputs.dashboards.filter(
    ({ source, spec }) => isChanged(source.file) || (spec !== undefined && isChanged(spec.file)),
  );
  const specs = inputs.specs.filter((spec) => dashboards.some((one) => one.spec === spec));
  return { ...inputs, dashboards, specs };
}

/**
 * The changes of the review to each dashboard, by its path. A dashboard that cannot be compared is `unknown`, with a
 * warning where the host failed.
 */
export async function compareWithBase(
  inputs: Inputs,
  base: BaseView | undefined,
): Promise<{ readonly changes: ReadonlyMap<string, DashboardChanges>; readonly warnings: readonly string[] }> {
  const changes = new Map<string, DashboardChanges>();
  const warnings: string[] = [];
  for (const { source } of inputs.dashboards.slice(0, maxCompared)) {
    try {
      changes.set(source.file, await compareOne(source, base));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      warnings.push(`dashboards were not compared with their base: ${error.message}`);
      break;
    }
  }
  return { changes, warnings };
}

async function compareOne(source: SourceDashboard, base: BaseView | undefined): Promise<DashboardChanges> {
  const path = base?.topPath(source.file);
  if (base === undefined || path === undefined) return { state: "unknown", lines: [] };
  const file = base.changed?.find((one) => one.path === path);
  if (file === undefined && base.changed !== undefined) return { state: "unchanged", lines: [] };
  if (file !== undefined && file.basePath === undefined) return { state: "added", lines: [] };
  const text = await base.read(file?.basePath ?? path);
  if (text === undefined) return { state: "unknown", lines: [] };
  try {
    const { lines } = diffDashboards(readDashboard(text, { file: source.file }), source);
    return { state: lines.length === 0 ? "unchanged" : "changed", lines };
  } catch (error) {
    // The base may be no dashboard yet, or code.
    if (error instanceof DashboardError) return { state: "unknown", lines: [] };
    throw error;
  }
}
