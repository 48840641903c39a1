import { expect, test } from "vitest";
import type { ReviewHost, ReviewState } from "../../ci/hosts/host.ts";
import { endNow, endOf } from "./closed-review.ts";
import type { RunServers } from "./sweep.ts";

test("Only closed and merged are ends of a review", () => {
  const states: readonly ReviewState[] = ["open", "unknown", "closed", "merged"];
  expect(states.map((state) => endOf({ state }))).toEqual([undefined, undefined, "closed", "merged"]);
  expect(endOf(undefined)).toBeUndefined();
});

test("A host that fails, and a run without a review, end nothing", async () => {
  const review = { project: "k2m4x7qa", key: "pr-1", number: 1 };
  const answering = (readReview: ReviewHost["readReview"]) => ({ readReview }) as RunServers["host"];
  const merged = answering(async () => ({ state: "merged" }));
  const failing = answering(() => Promise.reject(new Error("HTTP 503")));
  expect(await endNow({ host: merged, review })).toBe("merged");
  expect(await endNow({ host: failing, review })).toBeUndefined();
  expect(await endNow({ host: merged, review: { project: "k2m4x7qa", key: "branch-main" } })).toBeUndefined();
  expect(await endNow({ host: undefined, review })).toBeUndefined();
});
