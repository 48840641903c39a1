import { expect, test } from "vitest";
import { identityPatterns, newRevision, revisionStartMs } from "./preview-identity.ts";

const minute = 60_000;

test("newRevision makes 8 base32 characters that are new every time and tell when it was, to 8 minutes", () => {
  for (const now of [
    "2026-01-01T00:00:00Z",
    "2026-11-25T22:30:59Z",
    "2031-02-28T12:00:00Z",
    "2057-01-01T00:00:00Z",
  ].map(Date.parse)) {
    const made = Array.from({ length: 100 }, () => newRevision(now));
    for (const revision of made) {
      expect(revision).toMatch(identityPatterns.revision);
      expect(now - revisionStartMs(revision)).toBeGreaterThanOrEqual(0);
      expect(now - revisionStartMs(revision)).toBeLessThan(8 * minute);
    }
    // 100 of 2^19: all different but for one run in a hundred.
    expect(new Set(made).size).toBeGreaterThanOrEqual(98);
  }
});

test("newRevision never has a revision of another eight minutes", () => {
  const start = Date.parse("2026-11-25T00:00:00Z");
  const starts = new Set(Array.from({ length: 180 }, (_, i) => revisionStartMs(newRevision(start + i * 8 * minute))));
  expect(starts.size).toBe(180);
});

test("newRevision stays one whatever the clock says", () => {
  for (const now of [0, -1e15, 1e15]) expect(newRevision(now)).toMatch(identityPatterns.revision);
});
