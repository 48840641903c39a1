import { defined } from "../../json/defined.ts";
import { asObject, numberField, textField } from "../../json/read.ts";
import { branchName, commitHash } from "../comment/checked-text.ts";
import { changedFile, deletedFile } from "../hosts/changed-file.ts";
import type { ChangedFile, ReviewFacts } from "../hosts/host.ts";
import { pullDraft, pullLabels, pullState } from "../hosts/pull-request.ts";

/** A pull request as the API gives it. Only a whole answer about exactly this pull request counts. */
export function pullFacts(raw: unknown, number: number, repository: string): ReviewFacts {
  if (numberField(raw, "number") !== number) return { state: "unknown" };
  const from = textField(raw, "head", "repo", "full_name");
  return {
    state: pullState(raw),
    // The repository of a fork that was deleted is null: still a fork.
    fork: from?.toLowerCase() !== repository.toLowerCase(),
    ...defined({
      commit: commitHash(textField(raw, "head", "sha")),
      sourceBranch: branchName(textField(raw, "head", "ref")),
      baseRevision: commitHash(textField(raw, "base", "sha")),
      draft: pullDraft(raw),
      labels: pullLabels(raw),
    }),
  };
}

/** One entry of the list of files; a file that moved is deleted where it was. */
export function pullFiles(raw: unknown): ChangedFile[] {
  const [path, status] = [textField(raw, "filename"), textField(raw, "status")];
  if (asObject(raw) === undefined || path === undefined) return [];
  if (status === "removed") return [deletedFile(path)];
  const before = status === "added" ? undefined : (textField(raw, "previous_filename") ?? path);
  return changedFile(path, before, status === "renamed");
}
