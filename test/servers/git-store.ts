import { createHash } from "node:crypto";

/** A file or folder in a tree. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

/** A change of a tree as GitHub takes it: `sha` null removes, `content` makes the blob. */
export interface TreeChange extends Omit<TreeEntry, "sha"> {
  readonly sha?: string | null;
  readonly content?: string;
}

/** Git objects and branches in memory, with hashes as git makes them. */
export interface GitStore {
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, readonly TreeEntry[]>;
  readonly commits: Map<
    string,
    { readonly tree: string; readonly parents: readonly string[]; readonly message: string }
  >;
  /** Commits by ref: `heads/main`. */
  readonly refs: Map<string, string>;
  addBlob(content: Buffer): string;
  /** Undefined if something is to be removed that is not there, or named that does not exist. */
  addTree(base: string | undefined, changes: readonly TreeChange[]): string | undefined;
  addCommit(commit: { tree: string; parents: readonly string[]; message: string }): string;
  /** Whether a commit has another among its ancestors, or is it. */
  descends(commit: string, from: string): boolean;
  /** All files of a tree, by path. */
  filesOf(tree: string): Map<string, Buffer>;
  /** The file at a path of a commit. */
  file(commit: string, path: string): Buffer | undefined;
}

/** An empty one. */
export function createGitStore(): GitStore {
  const store: GitStore = {
    blobs: new Map(),
    trees: new Map(),
    commits: new Map(),
    refs: new Map(),
    addBlob(content) {
      const sha = hash("blob", content);
      store.blobs.set(sha, content);
      return sha;
    },
    addTree(base, changes) {
      const files = new Map(base === undefined ? [] : entriesBelow(store, base, ""));
      for (const { path, mode, sha, content } of changes) {
        if (sha === null) {
          if (!files.delete(path)) return undefined;
          continue;
        }
        const blob = content === undefined ? sha! : store.addBlob(Buffer.from(content));
        if (!store.blobs.has(blob)) return undefined;
        files.set(path, { path, mode, type: "blob", sha: blob });
      }
      return write(store, files);
    },
    addCommit({ tree, parents, message }) {
      const sha = hash("commit", Buffer.from(JSON.stringify([tree, parents, message, store.commits.size])));
      store.commits.set(sha, { tree, parents, message });
      return sha;
    },
    descends(commit, from) {
      return commit === from || (store.commits.get(commit)?.parents ?? []).some((one) => store.descends(one, from));
    },
    filesOf: (tree) =>
      new Map(entriesBelow(store, tree, "").map(([path, { sha }]) => [path, store.blobs.get(sha)!] as const)),
    file(commit, path) {
      const found = store.commits.get(commit);
      return found === undefined ? undefined : store.filesOf(found.tree).get(path);
    },
  };
  return store;
}

function hash(type: string, content: Buffer): string {
  return createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");
}

function entriesBelow(store: GitStore, tree: string, prefix: string): [string, TreeEntry][] {
  return store.trees.get(tree)!.flatMap((entry): [string, TreeEntry][] => {
    const path = `${prefix}${entry.path}`;
    return entry.type === "tree" ? entriesBelow(store, entry.sha, `${path}/`) : [[path, { ...entry, path }]];
  });
}

/** Writes trees from paths; a folder without files is not there, as in git. */
function write(store: GitStore, files: ReadonlyMap<string, TreeEntry>): string {
  const entries: TreeEntry[] = [];
  const folders = new Map<string, Map<string, TreeEntry>>();
  for (const [path, entry] of files) {
    const [first, ...rest] = path.split("/") as [string, ...string[]];
    if (rest.length === 0) entries.push({ ...entry, path: first });
    else folders.set(first, (folders.get(first) ?? new Map()).set(rest.join("/"), entry));
  }
  for (const [path, below] of folders) entries.push({ path, mode: "040000", type: "tree", sha: write(store, below) });
  const sha = hash("tree", Buffer.from(JSON.stringify(entries)));
  store.trees.set(sha, entries);
  return sha;
}
