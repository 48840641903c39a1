import { CiError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { field, numberField, textField } from "../../json/read.ts";
import { commitHash, reviewNumber } from "../comment/checked-text.ts";
import type { FoundReview, HostComment, ReviewHost } from "../hosts/host.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { readRepository } from "../hosts/read-repository.ts";
import type { HostAddress, ReviewHead } from "../hosts/review-shape.ts";
import { keyPrefix } from "./gitlab-review.ts";
import { requestFacts, requestFiles } from "./read-merge-request.ts";

/**
 * https://docs.gitlab.com/administration/instance_limits/#size-of-comments-and-descriptions-of-issues-merge-requests-and-epics
 */
const maxCommentChars = 1_000_000;

/**
 * GitLab's side of a review, gitlab.com and self-hosted alike. @see https://docs.gitlab.com/api/notes/#merge-requests
 */
export function createGitLabHost(api: HostApi, { repository }: HostAddress): ReviewHost {
  const project = `/projects/${encodeURIComponent(repository)}`;
  const requests = `${project}/merge_requests`;
  let author: Promise<number> | undefined;
  const me = () => {
    author ??= whoAmI(api);
    return author;
  };
  return {
    name: "GitLab",
    keyPrefix,
    maxCommentChars,
    async listComments(number) {
      const query = { sort: "asc", order_by: "created_at" };
      const list = await api.pages({
        method: "GET",
        path: `${requests}/${number}/notes`,
        query,
        doing: `listing the notes of !${number}`,
      });
      const id = await me();
      return list.map((raw) => toComment(raw, id));
    },
    async createComment(number, body) {
      const path = `${requests}/${number}/notes`;
      return {
        ...toComment(
          (await api.send({ method: "POST", path, json: { body }, doing: `commenting on !${number}` })).json(),
          -1,
        ),
        mine: true,
      };
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
      const request = {
        method: "GET",
        path: `${requests}/${number}`,
        accept: [404],
        doing: `asking for the state of !${number}`,
      } as const;
      const response = await api.send(request);
      // Whatever a refusal says, it is no answer about the review.
      return response.status === 200 ? requestFacts(response.json(), number) : { state: "unknown" };
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
      return commitHash(textField(response.json(), "id"));
    },
    async readFile(path, { commit, maxBytes }) {
      const url = `${project}/repository/files/${encodeURIComponent(path)}/raw`;
      const response = await api.send({
        method: "GET",
        path: url,
        query: { ref: commit },
        accept: [404],
        doing: "reading a file of the base",
      });
      return response.status === 404 || response.body.length > maxBytes ? undefined : response.text();
    },
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
    close: () => api.close(),
  };
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
