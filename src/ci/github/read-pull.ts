import { defined } from "../../json/defined.ts";
import { asArray, asObject, field, numberField, textField } from "../../json/read.ts";
import { branchName, commitHash } from "../comment/checked-text.ts";
import type { ChangedFile, ReviewFacts, ReviewState } from "../hosts/host.ts";

/** A pull request as the API gives it. Only a whole answer about exactly this pull request counts. */
export function pullFacts(raw: unknown, number: number, repository: string): ReviewFacts {
  if (numberField(raw, "number") !== number) return { state: "unknown" };
  const [draft, labels] = [field(raw, "draft"), field(raw, "labels")];
  const from = textField(raw, "head", "repo", "full_name");
  return {
    state: stateOf(raw),
    // The repository of a fork that was deleted is null: still a fork.
    fork: from?.toLowerCase() !== repository.toLowerCase(),
    ...defined({
      commit: commitHash(textField(raw, "head", "sha")),
      sourceBranch: branchName(textField(raw, "head", "ref")),
      baseRevision: commitHash(textField(raw, "base", "sha")),
      draft: typeof draft === "boolean" ? draft : undefined,
      labels: Array.isArray(labels) ? asArray(labels).flatMap((label) => textField(label, "name") ?? []) : undefined,
    }),
  };
}

function stateOf(raw: unknown): ReviewState {
  const [state, merged] = [field(raw, "state"), field(raw, "merged")];
  if (state === "open") return "open";
  if (state !== "closed") return "unknown";
  return merged === true ? "merged" : merged === false ? "closed" : "unknown";
}

/** One entry of the list of files; a file that moved is deleted where it was. */
export function pullFiles(raw: unknown): ChangedFile[] {
  const [path, status] = [textField(raw, "filename"), textField(raw, "status")];
  if (asObject(raw) === undefined || path === undefined) return [];
  if (status === "removed") return [{ path, basePath: path, deleted: true }];
  const before = textField(raw, "previous_filename") ?? path;
  const moved = status === "renamed" && before !== path;
  return [
    { path, basePath: status === "added" ? undefined : before },
    ...(moved ? [{ path: before, basePath: before, deleted: true as const }] : []),
  ];
}
