import { asArray, asObject, field, textField } from "../../json/read.ts";
import { reviewNumber } from "../comment/checked-text.ts";
import type { ReviewState } from "./host.ts";
import type { ReviewHead } from "./review-shape.ts";

// Pull requests in the form that GitHub gave them in its API and events, and that Forgejo and Gitea took over.

/** The state of a pull request of the API; one that is closed without a word on merging is `unknown`. */
export function pullState(raw: unknown): ReviewState {
  const [state, merged] = [field(raw, "state"), field(raw, "merged")];
  if (state === "open") return "open";
  if (state !== "closed") return "unknown";
  return merged === true ? "merged" : merged === false ? "closed" : "unknown";
}

/** Names of its labels; undefined if the answer has none of them. */
export function pullLabels(raw: unknown): readonly string[] | undefined {
  const labels = field(raw, "labels");
  return Array.isArray(labels) ? asArray(labels).flatMap((label) => textField(label, "name") ?? []) : undefined;
}

/** Whether it is a draft; undefined if the answer does not say. */
export function pullDraft(raw: unknown): boolean | undefined {
  const draft = field(raw, "draft");
  return typeof draft === "boolean" ? draft : undefined;
}

/** Whether it is open and has exactly this head. */
export function isOpenPullOf(raw: unknown, { repository, branch, commit }: ReviewHead): boolean {
  return (
    textField(raw, "head", "repo", "full_name")?.toLowerCase() === repository.toLowerCase() &&
    textField(raw, "head", "ref") === branch &&
    textField(raw, "head", "sha") === commit &&
    field(raw, "state") === "open"
  );
}

/** How the pull request of an event ended; undefined if the event is not about its end. */
export function endInEvent(pull: object, action: string | undefined): "closed" | "merged" | undefined {
  if (action !== "closed") return undefined;
  return field(pull, "merged") === true ? "merged" : "closed";
}

/** The number of the pull request that an `issue_comment` event is about; undefined for a plain issue. */
export function commentedPull(event: unknown): number | undefined {
  const isPull = asObject(field(event, "issue", "pull_request")) !== undefined;
  return isPull ? reviewNumber(field(event, "issue", "number")) : undefined;
}

/** The number in the ref that a run for a pull request has: `refs/pull/12/merge`. */
export function pullOfRef(ref: string | undefined): number | undefined {
  return reviewNumber(/^refs\/pull\/(\d{1,15})\//.exec(ref ?? "")?.[1]);
}
