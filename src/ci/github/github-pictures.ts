import { Buffer } from "node:buffer";
import { CiError } from "../../errors.ts";
import { asArray, field, textField } from "../../json/read.ts";
import { type Picture, pictureNamePattern } from "../../present/picture-set.ts";
import { commitHash } from "../comment/checked-text.ts";
import type { HostApi } from "../hosts/host-api.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import { uploadEach } from "../pictures/upload-each.ts";

/** The branch that holds pictures and nothing else. */
export const pictureBranch = "dashpreview-pictures";

const ref = `heads/${pictureBranch}`;
/** Runs at once that write to the branch: in each round one of them gets through. */
const rounds = 8;
const readme =
  "# Pictures of dashboard previews\n\nComments of pull requests show these pictures; a folder goes when its review " +
  "is over. This branch shares nothing with the others. To free what its history takes, delete it: the next run " +
  "makes it again, and older comments lose their pictures.\n";

/** The branch as it is now. */
interface Head {
  readonly commit: string;
  readonly tree: string;
}

/** A change of one folder: the files to add by name, with the hashes of their blobs, and names to remove. */
interface Change {
  readonly add: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/**
 * Pictures on a branch of their own, in a folder for each preview, with links pinned to the commit: those work in
 * private repositories too, for whoever is logged in, and whatever later runs do. Never forces; a file whose name is
 * not a picture's of ours is not touched. GitHub has no API for the attachments that people drag into comments.
 *
 * @see https://docs.github.com/en/rest/git
 */
export function gitHubPictures(
  api: HostApi,
  repo: string,
  { serverUrl, repository }: Pick<HostAddress, "serverUrl" | "repository">,
): PictureStore {
  const git = `${repo}/git`;
  return {
    async publish({ number, key }, pictures) {
      const doing = `storing pictures of #${number} on the branch ${pictureBranch}`;
      // One blob each, whatever other runs do meanwhile.
      const blobs = new Map<string, string>();
      const { uploaded, problems } = await uploadEach(pictures, async (picture) => {
        blobs.set(picture.name, await createBlob(api, git, picture, doing));
        return picture.name;
      });
      const commit = await changeFolder(api, { git, key, doing, message: `Pictures of #${number}` }, (there) => ({
        add: new Map([...blobs].filter(([name]) => !there.includes(name))),
        remove: there.filter((name) => !blobs.has(name)),
      }));
      const address = (name: string) => `${serverUrl}/${repository}/blob/${commit}/${key}/${name}?raw=true`;
      return {
        addresses:
          commit === undefined ? new Map() : new Map([...uploaded.keys()].map((name) => [name, address(name)])),
        problems,
        // Addresses name their commit: what it replaced is still there for the comments that show it.
        settle: async () => {},
      };
    },
    async removeAll({ number, key }) {
      const doing = `removing the pictures of #${number} from the branch ${pictureBranch}`;
      let removed = 0;
      await changeFolder(api, { git, key, doing, message: `#${number} is over`, mayLack: true }, (there) => {
        removed = there.length;
        return { add: new Map(), remove: there };
      });
      return removed;
    },
  };
}

/** Where a folder is changed, and what for. */
interface FolderChange {
  readonly git: string;
  readonly key: string;
  readonly doing: string;
  /** Of the commit. */
  readonly message: string;
  /** A token that may not read the branch finds nothing there. */
  readonly mayLack?: boolean;
}

async function createBlob(api: HostApi, git: string, { png }: Picture, doing: string): Promise<string> {
  const json = { content: Buffer.from(png).toString("base64"), encoding: "base64" };
  const answer = await api.send({ method: "POST", path: `${git}/blobs`, json, repeatable: true, doing });
  return hashOf(answer.json(), doing, "sha");
}

/**
 * Changes one folder of the branch in one commit on top of what is there, again where another run was faster.
 *
 * @param change - from the pictures in the folder now; nothing to add or remove makes no commit.
 * @returns the commit that has the folder as it is to be; undefined if there is no branch and nothing to add.
 */
async function changeFolder(
  api: HostApi,
  { git, key, doing, message, mayLack = false }: FolderChange,
  change: (there: readonly string[]) => Change,
): Promise<string | undefined> {
  for (let round = 1; ; round++) {
    const head = await readHead(api, git, { doing, mayLack });
    const { add, remove } = change(head === undefined ? [] : await listFolder(api, git, { head, key, doing }));
    if (add.size === 0 && remove.length === 0) return head?.commit;
    const entry = { mode: "100644", type: "blob" };
    const tree = [
      ...(head === undefined ? [{ ...entry, path: "README.md", content: readme }] : []),
      ...[...add].map(([name, sha]) => ({ ...entry, path: `${key}/${name}`, sha })),
      ...remove.map((name) => ({ ...entry, path: `${key}/${name}`, sha: null })),
    ];
    const base = head === undefined ? {} : { base_tree: head.tree };
    const made = await api.send({
      method: "POST",
      path: `${git}/trees`,
      json: { ...base, tree },
      repeatable: true,
      doing,
    });
    const json = {
      message,
      tree: hashOf(made.json(), doing, "sha"),
      parents: head === undefined ? [] : [head.commit],
    };
    const committed = await api.send({ method: "POST", path: `${git}/commits`, json, repeatable: true, doing });
    const sha = hashOf(committed.json(), doing, "sha");
    // 422 also means that a rule forbids it: the last round says what GitHub said.
    const accept = round < rounds ? [409, 422] : [];
    const moved =
      head === undefined
        ? await api.send({
            method: "POST",
            path: `${git}/refs`,
            json: { ref: `refs/${ref}`, sha },
            accept,
            repeatable: true,
            doing,
          })
        : await api.send({ method: "PATCH", path: `${git}/refs/${ref}`, json: { sha, force: false }, accept, doing });
    if (moved.status < 300) return sha;
  }
}

async function readHead(
  api: HostApi,
  git: string,
  { doing, mayLack }: Pick<Required<FolderChange>, "doing" | "mayLack">,
): Promise<Head | undefined> {
  const found = await api.send({
    method: "GET",
    path: `${git}/ref/${ref}`,
    accept: mayLack ? [403, 404] : [404],
    doing,
  });
  if (found.status >= 400) return undefined;
  const commit = hashOf(found.json(), doing, "object", "sha");
  const answer = await api.send({ method: "GET", path: `${git}/commits/${commit}`, doing });
  return { commit, tree: hashOf(answer.json(), doing, "tree", "sha") };
}

/** Names of our pictures in a folder. */
async function listFolder(
  api: HostApi,
  git: string,
  { head, key, doing }: { head: Head; key: string; doing: string },
): Promise<readonly string[]> {
  const list = async (tree: string) => {
    const answer = (await api.send({ method: "GET", path: `${git}/trees/${tree}`, doing })).json();
    return asArray(field(answer, "tree"));
  };
  const folder = (await list(head.tree)).find((raw) => field(raw, "path") === key && field(raw, "type") === "tree");
  if (folder === undefined) return [];
  return (await list(hashOf(folder, doing, "sha"))).flatMap((raw) => {
    const name = textField(raw, "path") ?? "";
    return field(raw, "type") === "blob" && pictureNamePattern.test(name) ? [name] : [];
  });
}

function hashOf(answer: unknown, doing: string, ...path: string[]): string {
  const hash = commitHash(textField(answer, ...path));
  if (hash === undefined) throw new CiError(`GitHub: ${doing}: the answer has no hash`, { code: "odd-answer" });
  return hash;
}
