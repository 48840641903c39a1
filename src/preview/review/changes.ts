import type { DashboardChanges } from "../../ci/comment/comment-dashboards.ts";
import type { BaseView, FileState } from "../../ci/git/base-view.ts";
import { diffDashboards } from "../../dashboard/diff/diff.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { isHcl, loadHcl } from "../../dashboard/terraform/load-hcl.ts";
import { CiError, DashboardError } from "../../errors.ts";
import { sameJson } from "../../json/edit.ts";
import { mapBounded } from "../../system/bounded.ts";
import type { DashboardInput, Inputs } from "../inputs.ts";
import { findInBase } from "./find-in-base.ts";

/** Each one may cost a request to the host. */
const maxCompared = 500;
/** Requests at once. */
const concurrency = 4;

/** The state of each file that a run reads, compared with the base, by path. */
export interface JudgedInputs {
  readonly states: ReadonlyMap<string, FileState>;
  readonly warnings: readonly string[];
}

/**
 * Judges dashboards and data specs, each file once. Where the host fails every file that is left is `unknown`, with one
 * warning.
 */
export async function judgeInputs({ dashboards, specs }: Inputs, base: BaseView): Promise<JudgedInputs> {
  if (dashboards.some(({ source }) => isHcl(source.path))) await loadHcl();
  const files = new Map([
    ...dashboards.map(({ source, text }) => [source.path, { file: source.path, text }] as const),
    ...specs.map(({ file, document }) => [file, { file, text: document.text }] as const),
  ]);
  const warnings = new Set<string>();
  const states = await mapBounded([...files.values()], concurrency, async (here, index) => {
    if (warnings.size > 0) return { state: "unknown", why: "its base could not be read" } as const;
    if (index >= maxCompared) return { state: "unknown", why: `only ${maxCompared} files are compared` } as const;
    return base.stateOf(here).catch((error: unknown) => {
      if (!(error instanceof CiError)) throw error;
      warnings.add(`dashboards were not compared with their base: ${error.message}`);
      return { state: "unknown", why: "its base could not be read" } as const;
    });
  });
  const byFile = new Map([...files.keys()].map((file, index) => [file, states[index]!]));
  const held = await judgeHeld(dashboards, byFile).catch((error: unknown) => {
    if (!(error instanceof CiError)) throw error;
    warnings.add(`dashboards were not compared with their base: ${error.message}`);
    return [];
  });
  return { states: new Map([...byFile, ...held]), warnings: [...warnings] };
}

/** The states of dashboards in files that may hold several: a change beside one leaves it as it was. */
async function judgeHeld(
  dashboards: Inputs["dashboards"],
  byFile: ReadonlyMap<string, FileState>,
): Promise<[string, FileState][]> {
  const texts = new Map<FileState, string | undefined>();
  const states: [string, FileState][] = [];
  for (const { source, json } of dashboards) {
    const state = byFile.get(source.path);
    if (source.holding === undefined || state === undefined) continue;
    if (state.state === "changed" && !texts.has(state)) texts.set(state, await state.base());
    const text = texts.get(state);
    const base = state.state !== "changed" || text === undefined ? undefined : findInBase(text, source);
    const own: FileState =
      base === undefined
        ? state
        : base === "none"
          ? { state: "added" }
          : sameJson(base.json, json) && base.source.uid === source.uid
            ? { state: "unchanged" }
            : { state: "changed", base: async () => text };
    states.push([source.file, own]);
  }
  return states;
}

/**
 * The dashboards that the review changes, or may change: all but those that are proved to be unchanged together with
 * their data spec. The spec files of those that are left out go too.
 */
export function selectChanged(inputs: Inputs, { states }: Pick<JudgedInputs, "states">): Inputs {
  const dashboards = inputs.dashboards.filter((one) => !isUnchanged(one, states));
  const specs = inputs.specs.filter((spec) => dashboards.some((one) => one.spec === spec));
  return { ...inputs, dashboards, specs };
}

/** Whether dashboard and data spec are both proved to be as the base has them. */
export function isUnchanged({ source, spec }: DashboardInput, states: JudgedInputs["states"]): boolean {
  const same = (file: string) => states.get(file)?.state === "unchanged";
  return same(source.file) && (spec === undefined || same(spec.file));
}

/** Why it is not known what the review does to dashboards and data specs, one line for each reason. */
export function unknownReasons(
  { dashboards }: Pick<Inputs, "dashboards">,
  { states }: Pick<JudgedInputs, "states">,
): readonly string[] {
  const files = new Map<string, string[]>();
  const named = new Set(
    dashboards.flatMap(({ source, spec }) => [source.file, ...(spec === undefined ? [] : [spec.file])]),
  );
  for (const file of named) {
    const state = states.get(file);
    if (state?.state === "unknown") files.set(state.why, [...(files.get(state.why) ?? []), file]);
  }
  return [...files].map(([why, [first, ...rest]]) =>
    rest.length === 0 ? `${first}: ${why}` : `${first} and ${rest.length} more: ${why}`,
  );
}

/**
 * The changes of the review to each dashboard, by its path. A dashboard that cannot be compared is `unknown`, with a
 * warning where the host failed.
 */
export async function compareWithBase(
  { dashboards }: Pick<Inputs, "dashboards">,
  { states }: Pick<JudgedInputs, "states">,
): Promise<{ readonly changes: ReadonlyMap<string, DashboardChanges>; readonly warnings: readonly string[] }> {
  const changes = new Map<string, DashboardChanges>();
  const warnings: string[] = [];
  for (const { source } of dashboards.slice(0, maxCompared)) {
    try {
      changes.set(source.file, await compareOne(source, states.get(source.file)));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      warnings.push(`dashboards were not compared with their base: ${error.message}`);
      break;
    }
  }
  return { changes, warnings };
}

async function compareOne(source: SourceDashboard, state: FileState | undefined): Promise<DashboardChanges> {
  if (state === undefined || state.state === "unknown") return { state: "unknown", lines: [] };
  if (state.state !== "changed") return { state: state.state, lines: [] };
  const text = await state.base();
  if (text === undefined) return { state: "unknown", lines: [] };
  try {
    const base = findInBase(text, source);
    if (base === undefined) return { state: "unknown", lines: [] };
    if (base === "none") return { state: "added", lines: [] };
    const { lines } = diffDashboards(base.source, source);
    return { state: lines.length === 0 ? "unchanged" : "changed", lines };
  } catch (error) {
    if (error instanceof DashboardError) return { state: "unknown", lines: [] };
    throw error;
  }
}
