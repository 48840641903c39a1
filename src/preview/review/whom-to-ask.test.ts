import { expect, test } from "vitest";
import type { ListedPreview } from "../list.ts";
import { isAskable, whomToAsk } from "./whom-to-ask.ts";

const preview = (key: string, over: Partial<ListedPreview> = {}): ListedPreview => ({
  uid: `dp-${key}`,
  title: key,
  url: "https://g",
  project: "k2m4x7qa",
  key,
  revision: "aaaaaaaa",
  state: "live",
  expiresAtMs: 0,
  ...over,
});
const ask = (previews: readonly ListedPreview[]) =>
  whomToAsk(previews, { key: "pr-1", host: { keyPrefix: "pr" } }).map(({ key }) => key);

test("isAskable leaves out what no answer changes: kept, moved and, with a fixed time, expired previews", () => {
  expect(isAskable(preview("pr-2"))).toBe(true);
  expect(isAskable(preview("pr-2", { state: "expired" }))).toBe(false);
  expect(isAskable(preview("pr-2", { state: "expired", untilReview: true }))).toBe(true);
  expect(isAskable(preview("pr-2", { state: "kept", untilReview: true }))).toBe(false);
  expect(isAskable(preview("pr-2", { movedTo: "team", untilReview: true }))).toBe(false);
});

test("whomToAsk leaves out the run's own review, and keys that are no review's", () => {
  expect(ask(["pr-1", "pr-2", "local-ada", "mr-3"].map((key) => preview(key)))).toEqual(["pr-2"]);
});

test("whomToAsk has the first to expire first of 30 renewed reviews, then the 10 that were saved least recently", () => {
  const renewed = Array.from({ length: 40 }, (_, i) =>
    preview(`pr-${100 + i}`, { untilReview: true, expiresAtMs: 40 - i }),
  );
  const fixed = Array.from({ length: 20 }, (_, i) => preview(`pr-${200 + i}`, { createdAtMs: 20 - i }));
  const asked = ask([...fixed, ...renewed, preview("pr-219-infra", { createdAtMs: 99 })]);
  expect(asked.slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, i) => `pr-${139 - i}`));
  expect(asked.slice(30)).toEqual(Array.from({ length: 10 }, (_, i) => `pr-${219 - i}`));
});
