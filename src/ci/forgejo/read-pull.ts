import { defined } from "../../json/defined.ts";
import { numberField, textField } from "../../json/read.ts";
import { branchName, commitHash } from "../comment/checked-text.ts";
import { changedFile, deletedFile } from "../hosts/changed-file.ts";
import type { ChangedFile, ReviewFacts } from "../hosts/host.ts";
import { pullDraft, pullLabels, pullState } from "../hosts/pull-request.ts";

/** A pull request as the API gives it. Only a whole answer about exactly this pull request counts. */
export function pullFacts(raw: unknown, number: number, repository: string): ReviewFacts {
  if (numberField(raw, "number") !== number) return { state: "unknown" };
  const ref = textField(raw, "head", "ref");
  return {
    state: pullState(raw),
    fork: isFork(raw, repository),
    ...defined({
      commit: commitHash(textField(raw, "head", "sha")),
      sourceBranch: isRef(ref) ? undefined : branchName(ref),
      baseRevision: commitHash(textField(raw, "base", "sha")),
      draft: pullDraft(raw),
      labels: pullLabels(raw),
    }),
  };
}

/**
 * Whether somebody without write access may have made the commits. The repository of a fork that was deleted is null.
 * Anyone who can read may push to `refs/for/…` (AGit): such a pull request names the repository itself as its head's,
 * and `refs/pull/N/head` as its branch. The servers too treat it as a fork's (`isForkPullRequest` in
 * `services/actions/notifier_helper.go`). A branch that was deleted looks the same, and then counts as a fork's.
 */
export function isFork(pull: unknown, repository: string): boolean {
  const head = textField(pull, "head", "repo", "full_name");
  return head?.toLowerCase() !== repository.toLowerCase() || isRef(textField(pull, "head", "ref"));
}

/** Whether the head of a pull request is a ref and not a branch. */
export function isRef(branch: string | undefined): boolean {
  return branch?.startsWith("refs/") === true;
}

/**
 * One entry of the list of files; a file that moved is deleted where it was. `status` is added, changed, unchanged (its
 * mode), deleted, renamed or copied; only a renamed file has a previous name (`ToChangedFile` in
 * `services/convert/convert.go`). A copy is a new file.
 */
export function pullFiles(raw: unknown): ChangedFile[] {
  const [path, status] = [textField(raw, "filename"), textField(raw, "status")];
  if (path === undefined) return [];
  if (status === "deleted") return [deletedFile(path)];
  const isNew = status === "added" || status === "copied";
  return changedFile(path, isNew ? undefined : textField(raw, "previous_filename") || path, status === "renamed");
}
