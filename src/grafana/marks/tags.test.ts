import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPreviewTag, makeTags, type PreviewMarks, parseTags, wholeMinute } from "./tags.ts";

const marks: PreviewMarks = {
  project: "k2m4x7qa",
  key: "pr-12",
  revision: "k3v5x2ab",
  src: "abcdefgh234567ab",
  expiresAtMs: Date.UTC(2026, 10, 26, 12, 0),
  keep: false,
};
const tags = [
  "dashpreview",
  "dp-key:k2m4x7qa.pr-12",
  "dp-rev:k3v5x2ab",
  "dp-src:abcdefgh234567ab",
  "dp-expires:2026-11-26T12:00Z",
];

test("makeTags writes the documented tags", () => {
  expect(makeTags(marks)).toEqual(tags);
  expect(makeTags({ ...marks, keep: true })).toEqual([...tags, "dp-keep"]);
});

test("makeTags rounds the expiry up to a whole minute", () => {
  expect(makeTags({ ...marks, expiresAtMs: marks.expiresAtMs - 59_999 })).toEqual(tags);
  expect(wholeMinute(60_001)).toBe(120_000);
});

test.for([
  { project: "UPPER234" },
  { key: "a.b" },
  { key: "a".repeat(31) },
  { revision: "short" },
  { src: "1bcdefgh234567ab" },
  { expiresAtMs: Number.NaN },
  { expiresAtMs: Date.UTC(10_001, 0) },
])("makeTags refuses %o", (wrong) => {
  expect(() => makeTags({ ...marks, ...wrong })).toThrow(RangeError);
});

const base32 = (length: number) => fc.stringMatching(new RegExp(`^[a-z2-7]{${length}}$`));
const anyMarks = fc.record({
  project: base32(8),
  key: fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/),
  revision: base32(8),
  src: base32(16),
  expiresAtMs: fc.integer({ min: 26_000_000, max: 50_000_000 }).map((minutes) => minutes * 60_000),
  keep: fc.boolean(),
});

test("parseTags gives back what makeTags wrote, whatever other tags are there; no tag has more than 50 bytes", () => {
  fc.assert(
    fc.property(anyMarks, fc.array(fc.string().filter((tag) => !isPreviewTag(tag))), (some, others) => {
      const written = makeTags(some);
      expect(written.every((tag) => Buffer.byteLength(tag) <= 50)).toBe(true);
      expect(parseTags([...others, ...written.toReversed()])).toEqual(some);
    }),
  );
});

describe("parseTags calls damaged", () => {
  test.for<[string, string[]]>([
    ["no tags at all", []],
    ["tags without dashpreview", tags.slice(1)],
    ["a missing key", tags.filter((tag) => !tag.startsWith("dp-key"))],
    ["two keys", [...tags, "dp-key:k2m4x7qa.pr-13"]],
    ["the same key twice", [...tags, tags[1]!]],
    ["a key with a third part", tags.with(1, "dp-key:k2m4x7qa.pr-12.x")],
    ["a key in upper case", tags.with(1, "dp-key:k2m4x7qa.PR-12")],
    ["a project of seven characters", tags.with(1, "dp-key:k2m4x7q.pr-12")],
    ["two revisions", [...tags, "dp-rev:aaaaaaaa"]],
    ["a revision with a digit that base32 lacks", tags.with(2, "dp-rev:k3v9x2ab")],
    ["a source that is too short", tags.with(3, "dp-src:abc")],
    ["31 February", tags.with(4, "dp-expires:2026-02-31T12:00Z")],
    ["24 o'clock", tags.with(4, "dp-expires:2026-02-01T24:00Z")],
    ["seconds in the date", tags.with(4, "dp-expires:2026-11-26T12:00:00Z")],
    ["a date without a zone", tags.with(4, "dp-expires:2026-11-26T12:00")],
    ["a word for a date", tags.with(4, "dp-expires:never")],
    ["two dates", [...tags, "dp-expires:2027-11-26T12:00Z"]],
    ["a line break after the date", tags.with(4, "dp-expires:2026-11-26T12:00Z\n")],
  ])("%s", ([, some]) => {
    expect(parseTags(some)).toHaveProperty("damaged");
  });
});

test("isPreviewTag knows damaged tags of ours too, and leaves others alone", () => {
  expect([...tags, "dp-keep", "dp-key:??"].every(isPreviewTag)).toBe(true);
  expect(["dashpreview2", "dp-", "team:infra", "dp-keeper"].some(isPreviewTag)).toBe(false);
});
