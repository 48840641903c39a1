import { existsSync } from "node:fs";
import { join } from "node:path";
import { CiError } from "../../errors.ts";
import type { ChangedFile, ReviewHost } from "../hosts/host.ts";
import type { Review } from "../hosts/review-shape.ts";
import type { Git } from "./git.ts";
import { findTop, pathFromTop, type RepositoryTop } from "./repository-top.ts";

/** The state of a file compared with the review's base. */
export type FileState =
  /** Proved to be identical in the base. */
  | { readonly state: "unchanged" }
  /** The file is missing in the base. */
  | { readonly state: "added" }
  /** `base` reads the text in the base; undefined if it cannot be read. */
  | { readonly state: "changed"; readonly base: () => Promise<string | undefined> }
  | { readonly state: "unknown"; readonly why: string };

/** A file in the working folder. */
export interface FileHere {
  /** Path as it was given, from the working folder. */
  readonly file: string;
  /** Its text; undefined for a module: its text says little about the dashboards that it makes. */
  readonly text: string | undefined;
}

/** A file of the base that the review deletes, or moves elsewhere. */
export interface DeletedFile {
  /** From the top of the repository. */
  readonly path: string;
  /** Where it is now, from the top of the repository; undefined if it is gone. */
  readonly movedTo?: string | undefined;
  /** Its text in the base; undefined if it cannot be read. */
  readonly base: () => Promise<string | undefined>;
}

/** The base of a review, to compare files with. */
export interface BaseView {
  /** Absolute path of the repository's top; undefined if it is not known. */
  readonly top: string | undefined;
  /** The commit that files are compared with, a full hash; undefined if it is not known. */
  readonly commit?: string | undefined;
  /** The path from the top of the repository; undefined if it lies outside, or the top is not known. */
  topPath(file: string): string | undefined;
  stateOf(file: FileHere): Promise<FileState>;
  /** Whether the review positively deletes this file, or a file of this folder. Path as given, or from the top. */
  isDeleted(path: string): boolean;
  /** The files that the review positively deletes or moves. */
  readonly deleted: readonly DeletedFile[];
  /** Why the review's changes are unknown; undefined if they are known. */
  readonly unknown: string | undefined;
}

/** Sources of {@link openBase}. */
export interface BaseSources {
  readonly review: Pick<Review, "baseRevision" | "commit" | "number">;
  /** `--base`: counts whatever is checked out. */
  readonly base?: string | undefined;
  /** Undefined where the checked out files are not the review's (a bundle). */
  readonly git: Git | undefined;
  readonly host: ReviewHost | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const maxFileBytes = 16 * 1024 * 1024;

/**
 * Opens the base of a review. What is checked out counts, not what the event said: on a merge that CI made of base and
 * head the base is its first parent, on the head itself the common ancestor. From the local repository if it has the
 * commit, else from the host. A host that fails makes everything unknown.
 */
export async function openBase(sources: BaseSources): Promise<BaseView> {
  const { git, cwd, env } = sources;
  const top = git === undefined ? bundleTop : await findTop({ git, cwd, env });
  const place = {
    top: git === undefined ? undefined : top?.folder,
    topPath: (file: string) => (top === undefined ? undefined : pathFromTop(top, file)),
  };
  const facts = await gatherFacts(sources, top).catch((error: unknown) => {
    if (!(error instanceof CiError)) throw error;
    return error.message;
  });
  return typeof facts === "string" ? unknownBase(place, facts) : { ...place, ...judge(place, facts) };
}

function unknownBase(place: Pick<BaseView, "top" | "topPath">, why: string): BaseView {
  const stateOf = async () => ({ state: "unknown", why }) as const;
  return { ...place, stateOf, isDeleted: () => false, deleted: [], unknown: why };
}

/** Facts about the base, or the reason why there are no facts. */
async function gatherFacts(sources: BaseSources, top: RepositoryTop | undefined): Promise<Facts | string> {
  const { review, git, host } = sources;
  const head = await git?.head();
  const merged = await mergedBase(sources, head);
  const base = sources.base ?? merged ?? review.baseRevision;
  const fault = git === undefined ? undefined : await git.fault();
  if (top === undefined) return `the top of the repository is not known: ${fault ?? "git does not say it"}`;
  const stray = merged === undefined && sources.base === undefined && (await strayHead(sources, head));
  if (stray) return stray;
  if (git !== undefined && base !== undefined && head !== undefined && (await git.hasCommit(base))) {
    const commit = (await git.mergeBase(base, head)) ?? base;
    const changed = await git.changedFiles(commit);
    if (changed !== undefined) {
      const read = (path: string) => git.readFile(path, { commit, maxBytes: maxFileBytes });
      return { changed, clean: await cleanFiles(git, head), read, commit };
    }
  }
  if (base === undefined && review.number === undefined) return "this run has no base to compare with";
  if (host === undefined || review.number === undefined)
    return `git does not have the base${fault === undefined ? "" : ` (${fault})`}, and no host can be asked`;
  const changed = await host.changedFiles(review.number);
  if (changed === undefined) return `${host.name} does not list all files that the review changes`;
  const misplaced = misplacedFile(top, changed);
  if (misplaced !== undefined)
    return `the review changes ${misplaced}, which is not below ${top.folder}: where is the repository's top?`;
  const atHead = git === undefined || (head !== undefined && head === review.commit);
  const ancestor =
    atHead && base !== undefined && review.commit !== undefined ? await host.mergeBase(base, review.commit) : undefined;
  const commit = ancestor ?? base;
  const read = async (path: string) =>
    commit === undefined ? undefined : host.readFile(path, { commit, maxBytes: maxFileBytes });
  const clean = git !== undefined && head !== undefined ? await cleanFiles(git, head) : undefined;
  return { changed, clean, read, commit };
}

/** Paths in a bundle are from the top. */
const bundleTop: RepositoryTop = { folder: "/", prefix: "", known: "git" };

/** The first parent of a merge that CI made of the base and the review's head. */
async function mergedBase({ review, git }: BaseSources, head: string | undefined): Promise<string | undefined> {
  if (git === undefined || head === undefined || review.commit === undefined || head === review.commit)
    return undefined;
  const parents = (await git.parents(head)) ?? [];
  return parents.length === 2 && parents[1] === review.commit ? parents[0] : undefined;
}

/** Why the checked-out commit is not the review's; false if it is, or if that is unknown. */
async function strayHead({ review, git }: BaseSources, head: string | undefined): Promise<string | false> {
  if (git === undefined || head === undefined || review.number === undefined || review.commit === undefined)
    return false;
  if (head === review.commit || (await git.isAncestor(review.commit, head))) return false;
  return (
    `commit ${head.slice(0, 10)} is checked out, which does not contain the review's head ` +
    `${review.commit.slice(0, 10)}`
  );
}

/** Tracked files that are here as the commit has them; undefined if git does not say. */
async function cleanFiles(git: Git, head: string): Promise<ReadonlySet<string> | undefined> {
  const [files, edited] = [await git.files(head), await git.edited()];
  if (files === undefined || edited === undefined) return undefined;
  return new Set([...files].filter((file) => !edited.has(file)));
}

/** A changed file that is not here although the review keeps it: then paths do not begin where they seem to. */
function misplacedFile({ folder, known }: RepositoryTop, changed: readonly ChangedFile[]): string | undefined {
  if (known !== "workspace") return undefined;
  return changed.find(({ path, deleted }) => deleted === undefined && !existsSync(join(folder, path)))?.path;
}

interface Facts {
  readonly changed: readonly ChangedFile[];
  readonly clean: ReadonlySet<string> | undefined;
  readonly read: (path: string) => Promise<string | undefined>;
  readonly commit: string | undefined;
}

function judge(
  { topPath }: Pick<BaseView, "topPath">,
  { changed, clean, read, commit }: Facts,
): Pick<BaseView, "stateOf" | "isDeleted" | "deleted" | "unknown" | "commit"> {
  const kept = new Map(changed.filter(({ deleted }) => deleted === undefined).map((file) => [file.path, file]));
  const deleted = new Set(changed.filter((file) => file.deleted).map(({ path }) => path));
  const movedTo = new Map([...kept.values()].flatMap(({ path, basePath }) => (basePath ? [[basePath, path]] : [])));
  return {
    commit,
    unknown: undefined,
    deleted: [...deleted].map((path) => ({ path, movedTo: movedTo.get(path), base: () => read(path) })),
    async stateOf({ file, text }) {
      const path = topPath(file);
      if (path === undefined) return { state: "unknown", why: "it lies outside of the repository" };
      const found = kept.get(path);
      if (found !== undefined) {
        const { basePath } = found;
        return basePath === undefined ? { state: "added" } : { state: "changed", base: () => read(basePath) };
      }
      if (text === undefined) return { state: "unknown", why: "code makes it, and what the code reads may be changed" };
      if (clean?.has(path)) return { state: "unchanged" };
      const before = await read(path);
      if (before === undefined) return { state: "unknown", why: "git does not track it: something built it" };
      return sameText(before, text) ? { state: "unchanged" } : { state: "changed", base: async () => before };
    },
    isDeleted(file) {
      const [path, given] = [topPath(file), file.replaceAll("\\", "/").replace(/\/+$/, "")];
      return [path, given].some((one) => one !== undefined && (deleted.has(one) || holds(deleted, `${one}/`)));
    },
  };
}

function holds(paths: ReadonlySet<string>, folder: string): boolean {
  for (const path of paths) if (path.startsWith(folder)) return true;
  return false;
}

/** Git may change line ends on the way out. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n") === other.replaceAll("\r\n", "\n");
}
