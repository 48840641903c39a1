import { CiError } from "../../errors.ts";
import { field, textField } from "../../json/read.ts";
import { commitHash } from "../comment/checked-text.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { requireRepository } from "../hosts/require-repository.ts";

/** A file at a commit. */
interface WantedFile {
  /** From the top of the repository. */
  readonly path: string;
  readonly commit: string;
  readonly maxBytes: number;
}

const doing = "reading a file of the base";

/**
 * The text of a file; undefined if the commit does not have it, or it is larger than `maxBytes`.
 *
 * GitLab wants the path as one segment, with `%2F` for its slashes. A proxy in front that refuses those answers with a
 * page of its own; then the file is looked up in its folder and read by its hash.
 *
 * @param project - `/projects/42`.
 * @throws {CiError} if the project cannot be read.
 */
export async function readGitLabFile(api: HostApi, project: string, file: WantedFile): Promise<string | undefined> {
  const { path, commit, maxBytes } = file;
  try {
    const response = await api.send({
      method: "GET",
      path: `${project}/repository/files/${encodeURIComponent(path)}/raw`,
      query: { ref: commit },
      accept: [404],
      doing,
    });
    if (response.status !== 404) return response.body.length > maxBytes ? undefined : response.text();
    await requireRepository(api, project, doing);
    return undefined;
  } catch (error) {
    if (!(error instanceof CiError) || error.code !== "not-api" || !path.includes("/")) throw error;
    return readByHash(api, project, file);
  }
}

async function readByHash(api: HostApi, project: string, { path, commit, maxBytes }: WantedFile) {
  const entries = await api.pages({
    method: "GET",
    path: `${project}/repository/tree`,
    query: { path: path.slice(0, path.lastIndexOf("/")), ref: commit },
    doing,
  });
  const entry = entries.find((raw) => textField(raw, "path") === path && field(raw, "type") === "blob");
  const hash = commitHash(textField(entry, "id"));
  if (hash === undefined) return undefined;
  const response = await api.send({ method: "GET", path: `${project}/repository/blobs/${hash}/raw`, doing });
  return response.body.length > maxBytes ? undefined : response.text();
}
