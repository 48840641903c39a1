import { defined } from "../../json/defined.ts";
import { field, numberField, textField, textList } from "../../json/read.ts";
import { branchName, commitHash } from "../comment/checked-text.ts";
import { changedFile, deletedFile } from "../hosts/changed-file.ts";
import type { ChangedFile, ReviewFacts, ReviewState } from "../hosts/host.ts";

/** A merge request as the API gives it. Only a whole answer about exactly this merge request counts. */
export function requestFacts(raw: unknown, number: number): ReviewFacts {
  if (numberField(raw, "iid") !== number) return { state: "unknown" };
  const [draft, labels] = [field(raw, "draft"), field(raw, "labels")];
  const [source, target] = [numberField(raw, "source_project_id"), numberField(raw, "target_project_id")];
  return {
    state: stateOf(raw),
    ...defined({
      commit: commitHash(textField(raw, "sha")),
      sourceBranch: branchName(textField(raw, "source_branch")),
      baseRevision: commitHash(textField(raw, "diff_refs", "base_sha")),
      fork: target === undefined ? undefined : source !== target,
      draft: typeof draft === "boolean" ? draft : undefined,
      labels: Array.isArray(labels) ? textList(labels) : undefined,
    }),
  };
}

/** `locked` is a merge that is under way. */
function stateOf(raw: unknown): ReviewState {
  const state = field(raw, "state");
  if (state === "opened" || state === "locked") return "open";
  return state === "closed" || state === "merged" ? state : "unknown";
}

/** One entry of the list of diffs; a file that moved is deleted where it was. */
export function requestFiles(raw: unknown): ChangedFile[] {
  const [path, old] = [textField(raw, "new_path"), textField(raw, "old_path")];
  if (path === undefined) return [];
  if (field(raw, "deleted_file") === true) return [deletedFile(old ?? path)];
  const before = field(raw, "new_file") === true ? undefined : (old ?? path);
  return changedFile(path, before, field(raw, "renamed_file") === true);
}
