import { CiError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { field, numberField, textField } from "../../json/read.ts";
import { commitHash, reviewNumber } from "../comment/checked-text.ts";
import type { FoundReview, HostComment, ReviewHost } from "../hosts/host.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { readRepository } from "../hosts/read-repository.ts";
import { requireRepository } from "../hosts/require-repository.ts";
import type { HostAddress, ReviewHead } from "../hosts/review-shape.ts";
import { gitLabPictures } from "./gitlab-pictures.ts";
import { keyPrefix } from "./gitlab-review.ts";
import { readGitLabFile } from "./read-file.ts";
import { requestFacts, requestFiles } from "./read-merge-request.ts";

/**
 * https://docs.gitlab.com/administration/instance_limits/#size-of-comments-and-descriptions-of-issues-merge-requests-and-epics
 */
const maxCommentChars = 1_000_000;

/**
 * GitLab's side of a review, gitlab.com and self-hosted alike. @see https://docs.gitlab.com/api/notes/#merge-requests
 */
export function createGitLabHost(api: HostApi, { repository, repositoryId }: HostAddress): ReviewHost {
  // By number where it is known: many proxies refuse the `%2F` of an encoded path.
  const project = `/projects/${repositoryId ?? encodeURIComponent(repository)}`;
  const requests = `${project}/merge_requests`;
  let author: Promise<number> | undefined;
  const me = () => {
    author ??= whoAmI(api);
    return author;
  };
  const listComments = async (number: number) => {
    const query = { sort: "asc", order_by: "created_at" };
    const doing = `listing the notes of !${number}`;
    const list = await api.pages({ method: "GET", path: `${requests}/${number}/notes`, query, doing });
    const id = await me();
    return list.map((raw) => toComment(raw, id));
  };
  return {
    name: "GitLab",
    keyPrefix,
    maxCommentChars,
    listComments,
    async createComment(number, body) {
      const doing = `commenting on !${number}`;
      const path = `${requests}/${number}/notes`;
      const response = await api.send({ method: "POST", path, json: { body }, doing }).catch(async (error: unknown) => {
        if (error instanceof CiError && (error.status === 403 || error.status === 404))
          await explainLock(api, `${requests}/${number}`, doing);
        throw error;
      });
      return { ...toComment(response.json(), -1), mine: true };
    },
    async updateComment(number, id, body) {
      const path = `${requests}/${number}/notes/${id}`;
      const response = await api.send({
        method: "PUT",
        path,
        json: { body },
        accept: [404],
        doing: `updating our note on !${number}`,
      });
      return response.status === 404 ? undefined : { ...toComment(response.json(), -1), mine: true };
    },
    async deleteComment(number, id) {
      const path = `${requests}/${number}/notes/${id}`;
      await api.send({ method: "DELETE", path, accept: [404], doing: `deleting our second note on !${number}` });
    },
    async readReview(number) {
      const doing = `asking for the state of !${number}`;
      const response = await api.send({ method: "GET", path: `${requests}/${number}`, accept: [404], doing });
      if (response.status === 200) return requestFacts(response.json(), number);
      await requireRepository(api, project, doing);
      return { state: "unknown" };
    },
    readRepository: () => readRepository(api, project, { pageField: "web_url" }),
    findOpenReview: (head) => findOpen(api, project, head),
    async changedFiles(number) {
      const path = `${requests}/${number}/diffs`;
      return (await api.pages({ method: "GET", path, doing: `listing the files of !${number}` })).flatMap(requestFiles);
    },
    async mergeBase(base, head) {
      const query = { "refs[]": [base, head] };
      const response = await api.send({
        method: "GET",
        path: `${project}/repository/merge_base`,
        query,
        accept: [400, 404],
        doing: "comparing with the base",
      });
      if (response.status === 404) await requireRepository(api, project, "comparing with the base");
      return commitHash(textField(response.json(), "id"));
    },
    readFile: (path, { commit, maxBytes }) => readGitLabFile(api, project, { path, commit, maxBytes }),
    async setStatus({ commit, state, context, description, url }) {
      const json = {
        state: state === "success" ? "success" : "failed",
        name: context,
        description: description.slice(0, 140),
        ...defined({ target_url: url }),
      };
      // Saying the same state twice is refused with 400.
      await api.send({
        method: "POST",
        path: `${project}/statuses/${commit}`,
        json,
        accept: [400],
        doing: "setting the commit status",
        repeatable: true,
      });
    },
    pictures: gitLabPictures(api, project, listComments),
    close: () => api.close(),
  };
}

/** GitLab refuses a note on a locked merge request as it refuses one without permission: only its state tells. */
async function explainLock(api: HostApi, path: string, doing: string): Promise<void> {
  const request = await api.send({ method: "GET", path, accept: [403, 404], doing });
  if (field(request.json(), "discussion_locked") !== true) return;
  throw new CiError(`GitLab: ${doing}: its discussion is locked: unlock it, or pass --comment off`, { code: "locked" });
}

async function whoAmI(api: HostApi): Promise<number> {
  const id = reviewNumber(
    numberField((await api.send({ method: "GET", path: "/user", doing: "asking whose token it is" })).json(), "id"),
  );
  if (id === undefined)
    throw new CiError("GitLab: asking whose token it is: the answer names nobody", { code: "odd-answer" });
  return id;
}

function toComment(raw: unknown, me: number): HostComment {
  const id = reviewNumber(field(raw, "id"));
  if (id === undefined) throw new CiError("GitLab: a note came without an id", { code: "odd-answer" });
  return { id, body: textField(raw, "body") ?? "", mine: numberField(raw, "author", "id") === me };
}

async function findOpen(api: HostApi, project: string, { branch, commit }: ReviewHead): Promise<FoundReview> {
  const query = { state: "opened", source_branch: branch };
  const list = await api.pages({
    method: "GET",
    path: `${project}/merge_requests`,
    query,
    doing: "looking for the merge request of these commits",
  });
  const found = list.filter(
    (raw) =>
      textField(raw, "sha") === commit &&
      textField(raw, "source_branch") === branch &&
      field(raw, "state") === "opened",
  );
  const number = reviewNumber(numberField(found[0], "iid"));
  if (found.length === 1 && number !== undefined) return { number };
  throw new CiError(
    `GitLab: ${found.length} open merge requests have commit ${commit.slice(0, 10)} as their head, and it must be one`,
    {
      code: "no-review",
    },
  );
}
