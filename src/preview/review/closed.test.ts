import { expect, test } from "vitest";
import type { ReviewHost, ReviewState } from "../../ci/hosts/host.ts";
import { CiError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import type { ListedPreview } from "../list.ts";
import { closedReviews, reviewOf } from "./closed.ts";

const preview = (key: string, review?: number): ListedPreview => ({
  uid: `dp-${key}`,
  title: key,
  url: "https://g",
  project: "k2m4x7qa",
  key,
  revision: "aaaaaaaa",
  state: "live",
  expiresAtMs: 0,
  ...defined({ review }),
});

/** Answers in this order; a number is an HTTP status to fail with. */
function hostOf(answers: readonly (ReviewState | number)[]) {
  const asked: number[] = [];
  const host: Pick<ReviewHost, "name" | "keyPrefix" | "readReview"> = {
    name: "GitHub",
    keyPrefix: "pr",
    async readReview(number) {
      const answer = answers[asked.length] ?? "unknown";
      asked.push(number);
      if (typeof answer === "number") throw new CiError(`HTTP ${answer}`, { code: "unavailable", status: answer });
      return { state: answer };
    },
  };
  return { host: host as ReviewHost, asked };
}

test("closedReviews takes only what the host positively calls open, closed or merged", async () => {
  const { host } = hostOf(["open", "closed", "merged", "unknown", 500]);
  const { over, open, failed } = await closedReviews(
    host,
    ["pr-1", "pr-2", "pr-3", "pr-4", "pr-5"].map((key) => preview(key)),
  );
  expect([...over]).toEqual([
    ["pr-2", "closed"],
    ["pr-3", "merged"],
  ]);
  expect([...open]).toEqual(["pr-1"]);
  expect(failed).toEqual(["HTTP 500"]);
});

test("closedReviews asks once for all configurations of a review", async () => {
  const { host, asked } = hostOf(["merged"]);
  const { over } = await closedReviews(host, [preview("pr-1"), preview("pr-1-infra"), preview("pr-1-shop", 1)]);
  expect(asked).toEqual([1]);
  expect([...over.keys()]).toEqual(["pr-1", "pr-1-infra", "pr-1-shop"]);
});

test("closedReviews stops asking a host that is down, and nothing follows from that", async () => {
  const { host, asked } = hostOf([503, 503, "merged", "merged"]);
  const { over, failed } = await closedReviews(
    host,
    ["pr-1", "pr-2", "pr-3", "pr-4"].map((key) => preview(key)),
  );
  expect([over.size, asked.length, failed.length]).toEqual([0, 2, 4]);
});

test.for([
  ["pr-12", undefined, 12],
  ["pr-12-infra", 12, 12],
  ["pr-12", 13, undefined],
  ["mr-12", undefined, undefined],
  ["pr-012", undefined, undefined],
  ["pr-12x", undefined, undefined],
  ["branch-pr-12", undefined, undefined],
  ["local-ada", undefined, undefined],
] as const)("reviewOf reads from key %s with review %s the number %s", ([key, review, number]) => {
  expect(reviewOf(review === undefined ? { key } : { key, review }, { keyPrefix: "pr" })).toBe(number);
});
