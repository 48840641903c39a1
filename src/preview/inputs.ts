import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { readDashboard, type SourceDashboard } from "../dashboard/read/read.ts";
import { parseSpec, type SpecDocument } from "../data-spec/read/parse.ts";
import { DashboardError, UsageError } from "../errors.ts";
import { maxDashboardBytes } from "../json/parse.ts";
import { readPlainFile, specialKind } from "../system/plain-file.ts";
import { nextTurn } from "../system/turn.ts";
import { type CodeRunner, loadModule, moduleEndings } from "./code/load-module.ts";

/** Runs something that takes long and cannot be interrupted from inside. */
export type Blocking = <Result>(action: () => Result) => Result;

/** The paths that the user named, and how they are read. */
export interface InputPaths {
  /** Files, folders (every `.json` below them) and globs. */
  readonly dashboards: readonly string[];
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

/** A data spec and the file that it came from. */
export interface LoadedSpec {
  /** Relative to the working folder where it lies below it. */
  readonly file: string;
  readonly document: SpecDocument;
}

/** A dashboard with its data spec. */
export interface DashboardInput {
  readonly source: SourceDashboard;
  readonly spec: LoadedSpec | undefined;
  /** The file's text as it was read; undefined where code made the dashboard. */
  readonly text?: string | undefined;
}

/** Dashboards and the spec of each one. */
export interface Inputs {
  readonly dashboards: readonly DashboardInput[];
  /** Each spec once. */
  readonly specs: readonly LoadedSpec[];
  readonly warnings: readonly string[];
}

const maxSpecBytes = 1024 * 1024;

/**
 * Reads dashboards and specs. Without `--data`, unless `findSpecs` is false, a dashboard `x.json` takes `x.data.yaml`
 * beside it, then `dashpreview.yaml` beside it or in a folder above, up to the working folder.
 *
 * @throws {UsageError} if a path does not exist or leads, through a link, out of its folder; if nothing was found.
 * @throws {DashboardError} if a named file is not a dashboard. In folders and globs such files are skipped with a
 *   warning.
 * @throws {SpecError} if a spec is wrong.
 */
export async function readInputs(paths: InputPaths): Promise<Inputs> {
  const warnings: string[] = [];
  const files = paths.dashboards.flatMap((path) => expandPath(path, paths));
  const seen = new Map<string, (typeof files)[number]>(files.map((file) => [file.path, file]));
  const specs = new Map<string, LoadedSpec>();
  const explicit = paths.data === undefined ? undefined : loadSpec(locate(paths.data, paths.cwd), paths, specs);
  for (const path of paths.specs ?? []) loadSpec(locate(path, paths.cwd), paths, specs);
  const dashboards: Inputs["dashboards"][number][] = [];
  for (const file of seen.values()) {
    await nextTurn(paths.signal);
    const read = await readOne(file, paths, warnings);
    if (read === undefined) continue;
    const found = () => (paths.findSpecs === false ? undefined : findSpec(file.path, paths, specs));
    dashboards.push({ ...read, spec: explicit ?? found() });
  }
  const emptied = paths.dashboards.length > 0 && paths.dashboards.every((path) => paths.mayLack?.(path));
  if (dashboards.length === 0 && !emptied && (paths.dashboards.length > 0 || specs.size === 0)) {
    throw new UsageError(
      `no dashboard found in ${paths.dashboards.join(", ")}${warnings.length > 0 ? `\n${warnings.join("\n")}` : ""}`,
      {
        code: "no-dashboard",
      },
    );
  }
  return { dashboards, specs: [...specs.values()], warnings };
}

interface FoundFile {
  readonly path: string;
  /** Named by itself, not found in a folder. */
  readonly named: boolean;
}

function expandPath(path: string, { cwd, mayLack }: Pick<InputPaths, "cwd" | "mayLack">): FoundFile[] {
  const full = resolve(cwd, path);
  const kind = statAt(full, path);
  if (kind?.isFile() === true) return [{ path: locate(path, cwd), named: true }];
  if (kind === undefined && !isDynamicPattern(path)) {
    if (mayLack?.(path)) return [];
    throw new UsageError(`${path}: no such file or folder`);
  }
  const special = specialKind(full);
  if (special !== undefined) throw new UsageError(`${path}: expected a file, a folder or a glob, found ${special}`);
  const found = globSync(kind === undefined ? path : `${escapeGlob(path)}/**/*.json`, {
    cwd,
    absolute: true,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**", "**/*.data.json"],
  });
  if (found.length > 10_000) throw new UsageError(`${path} has ${found.length} files; name a smaller folder`);
  return found.sort().map((file) => ({ path: locate(file, cwd), named: false }));
}

function statAt(full: string, path: string) {
  try {
    return statSync(full, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
}

const plainly: Blocking = (action) => action();

function escapeGlob(path: string): string {
  return path.replaceAll(/[()[\]{}!*?+@\\]/g, "\\$&").replace(/\/+$/, "");
}

/**
 * The absolute path of a file after its links were resolved: a link must not lead out of the folder that the user
 * named.
 */
function locate(path: string, cwd: string): string {
  const full = resolve(cwd, path);
  const base = isBelow(full, resolve(cwd)) ? resolve(cwd) : dirname(full);
  let real: string;
  try {
    real = realpathSync(full);
  } catch {
    throw new UsageError(`${path}: no such file`);
  }
  if (!isBelow(real, realpathSync(base)))
    throw new UsageError(`${path}: the link leads out of ${relative(cwd, base) || "the working folder"}`);
  return full;
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function readOne(
  { path, named }: FoundFile,
  { cwd, code, blocking = plainly }: InputPaths,
  warnings: string[],
): Promise<Pick<DashboardInput, "source" | "text"> | undefined> {
  const file = isBelow(path, resolve(cwd)) ? relative(cwd, path) : path;
  if (moduleEndings.includes(extname(path))) {
    if (code === undefined)
      throw new UsageError(
        `${file} is code; pass --allow-code to run it (it can then read the project and reach the network)`,
      );
    return { source: readDashboard(await loadModule({ path, file, ...code }), { file }) };
  }
  try {
    const text = readPlainFile(path, { file, what: "a dashboard", maxBytes: maxDashboardBytes });
    return { source: blocking(() => readDashboard(text, { file })), text };
  } catch (error) {
    if (named || !(error instanceof DashboardError || error instanceof UsageError)) throw error;
    warnings.push(`passed over: ${error.message}`);
    return undefined;
  }
}

function findSpec(dashboardPath: string, paths: InputPaths, specs: Map<string, LoadedSpec>): LoadedSpec | undefined {
  const { cwd } = paths;
  const folder = dirname(dashboardPath);
  const stem = basename(dashboardPath, extname(dashboardPath));
  const beside = ["yaml", "yml", "json"].map((ending) => join(folder, `${stem}.data.${ending}`));
  const path = [...beside, ...foldersUpTo(folder, resolve(cwd)).map((above) => join(above, "dashpreview.yaml"))].find(
    (candidate) => existsSync(candidate),
  );
  return path === undefined ? undefined : loadSpec(locate(path, cwd), paths, specs);
}

function foldersUpTo(folder: string, top: string): string[] {
  const above = dirname(folder);
  return folder === top || above === folder || !isBelow(folder, top) ? [folder] : [folder, ...foldersUpTo(above, top)];
}

function loadSpec(path: string, { cwd, blocking = plainly }: InputPaths, specs: Map<string, LoadedSpec>): LoadedSpec {
  const known = specs.get(path);
  if (known !== undefined) return known;
  const file = isBelow(path, resolve(cwd)) ? relative(cwd, path) : path;
  const text = readPlainFile(path, { file, what: "a data spec", maxBytes: maxSpecBytes });
  const spec = { file, document: blocking(() => parseSpec(text, { file })) };
  specs.set(path, spec);
  return spec;
}
