import { expect, test } from "vitest";
import { reasonToSkip } from "./skipped.ts";

const asked = { skipDrafts: true, onlyWithLabel: "preview" };

test("A draft, and a review without the label, are skipped if the flags ask for it", () => {
  expect(reasonToSkip(asked, { state: "open", draft: true, labels: ["preview"] })).toMatch(/draft/);
  expect(reasonToSkip(asked, { state: "open", draft: false, labels: ["bug"] })).toMatch(/label "preview"/);
  expect(reasonToSkip(asked, { state: "open", draft: false, labels: ["preview"] })).toBeUndefined();
  const indifferent = { skipDrafts: false, onlyWithLabel: undefined };
  expect(reasonToSkip(indifferent, { state: "open", draft: true, labels: [] })).toBeUndefined();
});

test("What the host does not say is no reason to skip", () => {
  expect(reasonToSkip(asked, undefined)).toBeUndefined();
  expect(reasonToSkip(asked, { state: "unknown" })).toBeUndefined();
});
