import { describe, expect, test } from "vitest";
import { previewUid } from "../../identity/preview-identity.ts";
import { encodeManifest } from "./manifest.ts";
import type { Manifest } from "./manifest-shape.ts";
import { type DashboardFacts, effectiveExpiryMs, judgeOwnership } from "./ownership.ts";
import { makeTags, type PreviewMarks } from "./tags.ts";

const marks: PreviewMarks = {
  project: "k2m4x7qa",
  key: "pr-12",
  revision: "k3v5x2ab",
  src: "abcdefgh234567ab",
  expiresAtMs: Date.UTC(2026, 10, 26, 12),
  keep: false,
};
const manifest: Manifest = {
  project: marks.project,
  key: marks.key,
  revision: marks.revision,
  order: 1,
  createdAtMs: Date.UTC(2026, 10, 23),
  expiresAtMs: marks.expiresAtMs - 30_000,
  fromMs: Date.UTC(2026, 10, 23),
  stepMs: 15_000,
  isolation: "label",
  source: { path: "a.json" },
  dataSourceUid: "p",
};
const owner = { project: marks.project, key: marks.key };
const ours: DashboardFacts = {
  uid: previewUid(owner, marks.src),
  folderUid: "dashpreview",
  tags: makeTags(marks),
  manifest: encodeManifest(manifest).text,
};
const withManifest = (change: Partial<Manifest>) => ({
  ...ours,
  manifest: encodeManifest({ ...manifest, ...change }).text,
});
const nothing = { ours: false, mayOverwrite: false, mayDelete: false };

describe("judgeOwnership, row by row of design 5", () => {
  test("ours, uid fits, tags whole, manifest agrees: may be overwritten and deleted", () => {
    expect(judgeOwnership(ours, owner)).toEqual({ ours: true, mayOverwrite: true, mayDelete: true, marks, manifest });
  });

  test("ours, uid fits, tags whole, manifest absent: may be overwritten and deleted", () => {
    expect(judgeOwnership({ ...ours, manifest: undefined }, owner)).toEqual({
      ours: true,
      mayOverwrite: true,
      mayDelete: true,
      marks,
    });
  });

  test.for<[string, DashboardFacts]>([
    ["names another key", withManifest({ key: "pr-13" })],
    ["names another project", withManifest({ project: "aaaaaaaa" })],
    ["names another revision", withManifest({ revision: "aaaaaaaa" })],
    ["expires later than the tag", withManifest({ expiresAtMs: marks.expiresAtMs + 1 })],
    ["expires earlier than the tag", withManifest({ expiresAtMs: marks.expiresAtMs - 60_000 })],
    ["is unreadable", { ...ours, manifest: "!!" }],
    ["is there twice, or without text", { ...ours, manifest: "" }],
  ])("ours, uid fits, tags whole, but the manifest %s: neither, with the reason", ([, facts]) => {
    const judged = judgeOwnership(facts, owner);
    expect(judged).toMatchObject(nothing);
    expect(judged.reason).toContain("manifest");
    expect(judged).not.toHaveProperty("manifest");
  });

  test.for<[string, readonly string[]]>([
    ["two keys", [...ours.tags, "dp-key:k2m4x7qa.pr-13"]],
    ["a damaged date", ours.tags.with(4, "dp-expires:2026-13-26T12:00Z")],
    ["no tag dashpreview", ours.tags.slice(1)],
    ["no revision", ours.tags.toSpliced(2, 1)],
    ["no tags", []],
  ])("ours, uid fits, tags damaged (%s): neither, with the reason", ([, tags]) => {
    const judged = judgeOwnership({ ...ours, tags }, owner);
    expect(judged).toMatchObject(nothing);
    expect(judged.reason).toContain("the tag");
    expect(judged).not.toHaveProperty("marks");
  });

  test.for<[string, Partial<DashboardFacts>]>([
    ["a copy saved under a uid of Grafana's", { uid: "cg56rerxny6f4d" }],
    ["a copy saved under a uid like ours", { uid: "dp-aaaaaaaaaaaaaaaaaaaa" }],
    ["tags of another source", { tags: makeTags({ ...marks, src: "aaaaaaaaaaaaaaaa" }) }],
    ["tags of another key, forged to get it deleted", { tags: makeTags({ ...marks, key: "pr-13" }) }],
    ["tags of another project, forged to get it deleted", { tags: makeTags({ ...marks, project: "aaaaaaaa" }) }],
  ])("ours, but the uid does not fit (%s): neither, with the reason", ([, change]) => {
    for (const text of [ours.manifest, undefined]) {
      const judged = judgeOwnership({ ...ours, ...change, manifest: text }, {});
      expect(judged).toMatchObject(nothing);
      expect(judged.reason).toContain("uid");
    }
  });

  test.for(["", "team-a"])("in another folder (%o): neither, however whole it is", (folderUid) => {
    const judged = judgeOwnership({ ...ours, folderUid }, owner);
    expect(judged).toMatchObject({ ...nothing, marks });
    expect(judged.reason).toContain("folder");
  });

  test("in another folder, uid fits, tags whole, manifest agrees: moved, to be deleted when its time is over", () => {
    expect(judgeOwnership({ ...ours, folderUid: "team-a" }, owner)).toMatchObject({ moved: true, marks, manifest });
    expect(judgeOwnership({ ...ours, folderUid: "" }, {})).toMatchObject({ moved: true });
  });

  test.for<[string, DashboardFacts, object]>([
    ["the manifest is absent", { ...ours, manifest: undefined }, owner],
    ["the manifest disagrees", withManifest({ key: "pr-13" }), owner],
    ["the manifest is unreadable", { ...ours, manifest: "!!" }, owner],
    ["the uid does not fit", { ...ours, uid: "dp-aaaaaaaaaaaaaaaaaaaa" }, owner],
    ["the tags are damaged", { ...ours, tags: ours.tags.slice(1) }, owner],
    ["it is of another project", ours, { project: "aaaaaaaa" }],
  ])("in another folder, but %s: not moved", ([, facts, asker]) => {
    expect(judgeOwnership({ ...facts, folderUid: "team-a" }, asker)).not.toHaveProperty("moved");
  });
});

test("judgeOwnership lets only the same project and key overwrite", () => {
  expect(judgeOwnership(ours, { project: marks.project, key: "pr-13" })).toMatchObject({
    ours: true,
    mayOverwrite: false,
    mayDelete: false,
  });
  expect(judgeOwnership(ours, { project: "aaaaaaaa", key: marks.key })).toMatchObject({
    ours: true,
    mayOverwrite: false,
    mayDelete: false,
  });
  expect(judgeOwnership(ours, { project: "aaaaaaaa", key: marks.key }).reason).toContain("k2m4x7qa.pr-12");
});

test("judgeOwnership lets a sweep of the own project, or of all projects, delete but not overwrite", () => {
  for (const asker of [{ project: marks.project }, {}]) {
    expect(judgeOwnership(ours, asker)).toMatchObject({ ours: true, mayOverwrite: false, mayDelete: true });
  }
  expect(judgeOwnership(ours, { project: "aaaaaaaa" })).toMatchObject({ mayDelete: false });
});

test("judgeOwnership does not mind tags that people added", () => {
  expect(judgeOwnership({ ...ours, tags: ["team:infra", ...ours.tags, "dp-other"] }, owner)).toMatchObject({
    mayOverwrite: true,
  });
});

test("effectiveExpiryMs believes a tag only up to the longest life after the last save", () => {
  const savedAtMs = Date.UTC(2026, 10, 1);
  const forged = { ...marks, expiresAtMs: Date.UTC(9998, 0) };
  expect(effectiveExpiryMs(forged, { savedAtMs })).toBe(Date.UTC(2026, 11, 1));
  expect(effectiveExpiryMs(marks, { savedAtMs })).toBe(marks.expiresAtMs);
  expect(effectiveExpiryMs(marks, { savedAtMs, maxTtlMs: 86_400_000 })).toBe(Date.UTC(2026, 10, 2));
  expect(effectiveExpiryMs(marks, { savedAtMs: undefined })).toBe(marks.expiresAtMs);
  expect(effectiveExpiryMs({ ...marks, keep: true }, { savedAtMs })).toBe(Number.POSITIVE_INFINITY);
});
