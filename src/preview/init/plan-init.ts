import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { readGitRemote } from "../../ci/git/git-remote.ts";
import { UsageError } from "../../errors.ts";
import { documentation } from "../../system/documentation.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { counted } from "../../text/counted.ts";
import { configurationFiles, kindOfFile } from "../files/configuration-file.ts";
import { isBelow } from "../files/find-files.ts";
import { detectHost } from "./detect-host.ts";
import { findBuilds } from "./find-builds.ts";
import { findInRepository } from "./find-dashboards.ts";
import { findPreviews } from "./find-previews.ts";
import { recipes } from "./generated/recipes.ts";
import { listFiles } from "./list-files.ts";
import type { FoundPreview, InitHost } from "./recipe-shape.ts";
import { configurationText } from "./write-configuration.ts";
import { type PlannedFile, planWorkflows } from "./write-workflows.ts";

/** Options of {@link planInit}. */
export interface InitWish {
  /** The top of the repository, absolute. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly host: InitHost | "auto";
  /** Several previews in a monorepo. */
  readonly split: boolean;
  /** Overwrite files that differ. */
  readonly force: boolean;
  /** The previews of a configuration that is there, for the workflow; undefined: there is none. */
  readonly configured: (file: string) => readonly FoundPreview[];
  readonly signal?: AbortSignal;
}

/** A file, and what becomes of it. */
export interface FileChange extends PlannedFile {
  /** `keep`: it is there, differs, and is left alone. */
  readonly action: "create" | "add" | "overwrite" | "keep" | "same";
  /** The text that is there. */
  readonly before: string | undefined;
}

/** A plan of {@link planInit}. Nothing was written. */
export interface InitPlan {
  readonly host: InitHost;
  readonly previews: readonly FoundPreview[];
  readonly files: readonly FileChange[];
  readonly notes: readonly string[];
  /** For people: what is to be done by hand, beside setup. */
  readonly steps: readonly string[];
}

/**
 * Looks at a repository, and plans its configuration and its workflow.
 *
 * @throws {UsageError} if there is no dashboard, or a file would be written through a link.
 */
export async function planInit(wish: InitWish): Promise<InitPlan> {
  const { folder, env, force, signal } = wish;
  const { files, total, notes } = await listFiles(folder, env);
  const found = await findInRepository(folder, files, signal);
  const { builds, notes: unclear } = findBuilds(found, files);
  const existing = force ? undefined : existingConfiguration(folder);
  const previews = existing === undefined ? findPreviews(found, builds, files, wish) : wish.configured(existing);
  if (existing === undefined && previews.every(({ dashboards, build }) => dashboards.length + build.length === 0))
    throw new UsageError(
      [
        `no dashboard in ${counted(total, "file")} of ${folder}, and nothing that builds one; write dashpreview.yaml ` +
          `yourself (${documentation("configuration")}), with \`build\` for sources`,
        ...notes,
        ...unclear,
        ...found.notes,
      ].join("\n"),
      { code: "no-dashboard" },
    );
  const host = wish.host === "auto" ? detectHost(files, readGitRemote(folder)) : wish.host;
  const used = builds.filter(({ command }) => previews.some(({ build }) => build.includes(command)));
  const workflows = planWorkflows({
    ...{ host, recipes, previews, builds: used },
    gitea: files.some((path) => path.startsWith(".gitea/")) && !files.some((path) => path.startsWith(".forgejo/")),
    get gitlabCi() {
      return read(folder, ".gitlab-ci.yml");
    },
  });
  const configuration =
    existing === undefined ? [{ path: newConfiguration(folder), text: configurationText(previews) }] : [];
  return {
    host,
    previews,
    files: [...configuration, ...workflows.files].map((file) => changeOf(folder, file, force)),
    notes: [
      ...(existing === undefined ? [] : [`${existing} is there and stays as it is; --force writes it anew`]),
      ...notes,
      ...found.notes,
      ...unclear,
    ],
    steps: [
      ...used.flatMap(({ by, needs }) => (needs === undefined ? [] : [`the runner needs ${needs} (for ${by})`])),
      ...(used.length === 0 ? [] : ["see that `build` of dashpreview.yaml prints your dashboards: it was guessed"]),
      ...workflows.steps,
    ],
  };
}

function existingConfiguration(folder: string): string | undefined {
  return configurationFiles.find((file) => {
    const text = read(folder, file);
    return text !== undefined && kindOfFile(text) === "configuration";
  });
}

/** Beside a data spec of that name, the configuration has the other one. */
function newConfiguration(folder: string): string {
  const [first, second] = configurationFiles;
  const text = read(folder, first);
  return text !== undefined && kindOfFile(text) === "data-spec" ? second : first;
}

function read(folder: string, path: string): string | undefined {
  const full = join(folder, path);
  if (lstatSync(full, { throwIfNoEntry: false }) === undefined) return undefined;
  refuseLink(folder, path);
  return readPlainFile(full, { file: path, what: "a file", maxBytes: 1024 * 1024 });
}

/** @throws {UsageError} if a path, or a folder on its way, is a link: it could lead out of the repository. */
function refuseLink(folder: string, path: string): void {
  const top = realpathSync(folder);
  const full = join(top, path);
  if (lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw new UsageError(`${path}: a link; init writes no file through one`);
  let above = dirname(full);
  while (!existsSync(above)) above = dirname(above);
  if (realpathSync(above) !== above || !isBelow(above, top))
    throw new UsageError(`${path}: a folder on its way is a link; init writes no file through one`);
}

function changeOf(folder: string, file: PlannedFile, force: boolean): FileChange {
  refuseLink(folder, file.path);
  const before = read(folder, file.path);
  if (before === undefined) return { ...file, before, action: "create" };
  if (file.append === true) return { ...file, before, action: "add" };
  if (before === file.text) return { ...file, before, action: "same" };
  return { ...file, before, action: force ? "overwrite" : "keep" };
}
