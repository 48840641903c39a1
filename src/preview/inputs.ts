import { extname, resolve } from "node:path";
import type { FormReference } from "../dashboard/forms/form.ts";
import { readSources } from "../dashboard/forms/read-sources.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import { isHcl, loadHcl } from "../dashboard/terraform/load-hcl.ts";
import { DashboardError, UsageError } from "../errors.ts";
import { nextTurn } from "../system/turn.ts";
import { type CodeRunner, loadModule, moduleEndings } from "./code/load-module.ts";
import { type FoundFile, findFiles, shownPath } from "./files/find-files.ts";
import { followReference } from "./files/follow-reference.ts";
import { followReferences } from "./files/follow-references.ts";
import { createSpecLoader, type LoadedSpec } from "./files/load-spec.ts";
import { type FileDashboards, readFound } from "./files/read-found.ts";
import { type PrintedText, readPrinted } from "./files/read-printed.ts";
import { withoutCopies } from "./files/same-uid.ts";

/** Runs something that takes long and cannot be interrupted from inside. */
export type Blocking = <Result>(action: () => Result) => Result;

/** The paths that the user named, and how they are read. */
export interface InputPaths {
  /** Files, folders (what may hold dashboards below them), globs, and one dashboard of a file: `x.yaml#cpu.json`. */
  readonly dashboards: readonly string[];
  /** Texts with dashboards that are no files: standard input, what a command printed. */
  readonly printed?: readonly PrintedText[] | undefined;
  /** Data specs that are read for their own sake; with some, there need not be a dashboard. */
  readonly specs?: readonly string[] | undefined;
  /** `--data`. */
  readonly data?: string | undefined;
  /** Whether specs beside the dashboards are read where `data` is not given. Default true. */
  readonly findSpecs?: boolean | undefined;
  readonly cwd: string;
  /**
   * Whether a path may lead nowhere, or to a folder without dashboards: a review may delete them. Default: an error.
   */
  readonly mayLack?: ((path: string) => boolean) | undefined;
  /** Stops the reading; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Runs the parsers. Default: calls them. */
  readonly blocking?: Blocking | undefined;
  /** `--allow-code`: runs modules that make a dashboard, by this Node. Without it they are refused. */
  readonly code?: CodeRunner | undefined;
}

/** A dashboard with its data spec. */
export interface DashboardInput {
  readonly source: SourceDashboard;
  readonly spec: LoadedSpec | undefined;
  /** The dashboard as its file has it, in its own wrapper. Undefined where only its source counts. */
  readonly json?: unknown;
  /** The file's text as it was read; undefined where code made the dashboard. */
  readonly text?: string | undefined;
}

/** Rule files that were read elsewhere. */
export interface BroughtRules {
  /** Where they were found, from the top of the repository. */
  readonly paths: readonly string[];
  readonly files: readonly { readonly file: string; readonly text: string; readonly isWanted: boolean }[];
  /** Data specs of dashboards that are not brought along: the rules are tested on their series too. */
  readonly specs: readonly LoadedSpec[];
}

/** Dashboards and the spec of each one. */
export interface Inputs {
  readonly dashboards: readonly DashboardInput[];
  /** Each spec once. */
  readonly specs: readonly LoadedSpec[];
  readonly warnings: readonly string[];
  /** Files that were read to their end, whatever was found in them. */
  readonly files?: ReadonlySet<string>;
  /** The rule files of a bundle. */
  readonly rules?: BroughtRules | undefined;
  /** The scenarios that a bundle was made for. */
  readonly scenarios?: readonly string[];
  /** The scenario of a spec that is inferred for dashboards without one. */
  readonly scenario?: string | undefined;
}

/**
 * Reads dashboards and specs. Without `--data`, unless `findSpecs` is false, a dashboard `x.json` takes `x.data.yaml`
 * beside it, then `dashpreview.yaml` beside it or in a folder above, up to the working folder; one that is a
 * configuration is passed over.
 *
 * @throws {UsageError} if a path does not exist or leads, through a link, out of its folder; if nothing was found.
 * @throws {DashboardError} if a named file is not a dashboard. In folders and globs such files are skipped with a
 *   warning.
 * @throws {SpecError} if a spec is wrong.
 */
export async function readInputs(paths: InputPaths): Promise<Inputs> {
  const warnings: string[] = [];
  const files = paths.dashboards.flatMap((path) => findFiles(path, paths));
  const seen = new Map<string, (typeof files)[number]>(files.map((file) => [`${file.path}#${file.place ?? ""}`, file]));
  const specs = createSpecLoader({ cwd: paths.cwd, blocking: paths.blocking ?? plainly });
  const explicit = paths.data === undefined ? undefined : specs.load(paths.data);
  for (const path of paths.specs ?? []) specs.load(path);
  const found = new Map<string, DashboardInput>();
  const whole = new Set<string>();
  const add = (path: string, { dashboards, text }: Pick<FileDashboards, "dashboards" | "text">) => {
    for (const { source, json } of dashboards) {
      if (found.has(source.file)) continue;
      const own = () => (paths.findSpecs === false ? undefined : specs.find(path, source));
      found.set(source.file, { source, json, text, spec: explicit ?? own() });
    }
  };
  for (const file of seen.values()) {
    await nextTurn(paths.signal);
    const read = await readOne(file, paths, warnings);
    if (read === undefined) continue;
    if (file.place !== undefined) {
      add(file.path, { ...read, dashboards: atPlace(read.dashboards, file.place, shownPath(file.path, paths.cwd)) });
      continue;
    }
    if (read.text !== undefined) whole.add(shownPath(file.path, paths.cwd));
    // A map hands out what is added to it meanwhile.
    const others = followReferences(file, read, { cwd: paths.cwd, warn: (text) => warnings.push(text) });
    for (const one of others) if (!seen.has(`${one.path}#`)) seen.set(`${one.path}#`, one);
    add(file.path, read);
    for (const reference of read.references) {
      if ("file" in reference.to) continue;
      const followed = follow(reference, file, paths);
      if (typeof followed !== "string") add(followed.path, followed.read);
      else if (file.named && read.dashboards.length === 0) throw new DashboardError(followed);
      else warnings.push(`passed over: ${followed}`);
    }
  }
  for (const printed of paths.printed ?? []) {
    await nextTurn(paths.signal);
    const { blocking = plainly } = paths;
    const read = blocking(() => readPrinted(printed, { warn: (text) => warnings.push(text) }));
    whole.add(printed.name);
    add(resolve(paths.cwd, "-"), read);
  }
  const dashboards = [...found.values()];
  const emptied = paths.dashboards.length > 0 && paths.dashboards.every((path) => paths.mayLack?.(path));
  if (dashboards.length === 0 && !emptied && (paths.dashboards.length > 0 || specs.all().length === 0)) {
    throw new UsageError(
      `no dashboard found in ${paths.dashboards.join(", ")}${warnings.length > 0 ? `\n${warnings.join("\n")}` : ""}`,
      { code: "no-dashboard", about: paths.dashboards },
    );
  }
  const { kept, warnings: copies } = withoutCopies(dashboards);
  const used = new Set(kept.map(({ spec }) => spec));
  const extra = (paths.specs?.length ?? 0) > 0 || explicit !== undefined;
  const read = specs.all().filter((spec) => extra || used.has(spec));
  return { dashboards: kept, specs: read, warnings: [...warnings, ...copies], files: whole };
}

function atPlace(dashboards: FileDashboards["dashboards"], place: string, file: string): FileDashboards["dashboards"] {
  const found = dashboards.filter(({ source }) => source.holding?.place === place);
  if (found.length > 0) return found;
  const places = dashboards.flatMap(({ source }) => source.holding?.place ?? []);
  const known = places.length === 0 ? "it is one dashboard" : `it has ${places.slice(0, 10).join(", ")}`;
  throw new UsageError(`${file}: no dashboard ${JSON.stringify(place)} in it; ${known}`);
}

const plainly: Blocking = (action) => action();

async function readOne(
  found: FoundFile,
  { cwd, code, blocking = plainly }: InputPaths,
  warnings: string[],
): Promise<FileDashboards | undefined> {
  const { path } = found;
  const file = shownPath(path, cwd);
  if (moduleEndings.includes(extname(path))) {
    if (code === undefined)
      throw new UsageError(
        `${file} is code; pass --allow-code to run it (it can then read the project and reach the network)`,
      );
    const text = await loadModule({ path, file, ...code });
    return { dashboards: readSources(text, file).sources, references: [], text: undefined };
  }
  if (isHcl(path)) await loadHcl();
  return blocking(() => readFound(found, { file, warn: (text) => warnings.push(text) }));
}

function follow(reference: FormReference, { path }: FoundFile, { cwd, blocking = plainly }: InputPaths) {
  const read = (other: string) =>
    readFound({ path: other, named: false }, { file: shownPath(other, cwd), warn: () => {} });
  const followed = blocking(() => followReference(reference, { from: path, cwd, read }));
  return typeof followed === "string" ? `${shownPath(path, cwd)}: ${followed}` : followed;
}
