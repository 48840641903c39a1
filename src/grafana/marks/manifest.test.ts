import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeManifest, encodeManifest, filesFit } from "./manifest.ts";
import type { Manifest } from "./manifest-shape.ts";

const manifest: Manifest = {
  project: "k2m4x7qa",
  key: "pr-12",
  revision: "k3v5x2ab",
  order: 412_001,
  createdAtMs: Date.UTC(2026, 10, 23, 12),
  expiresAtMs: Date.UTC(2026, 10, 26, 12),
  fromMs: Date.UTC(2026, 10, 23, 6),
  toMs: Date.UTC(2026, 10, 23, 12),
  stepMs: 15_000,
  isolation: "label",
  source: { path: "dashboards/api.json", commit: "0123456789abcdef0123456789abcdef01234567" },
  review: 12,
  dataSourceUid: "prom-main",
  spec: "metrics: {}\n",
  restore: { title: "API", panels: [1, null, "ä"] },
};

const decodeJson = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString()) as Record<string, unknown>;
const encodeJson = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const raw = decodeJson(encodeManifest(manifest).text);
const packed = (text: string | Uint8Array) => gzipSync(text).toString("base64url");

test("decodeManifest gives back what encodeManifest wrote", () => {
  const { text, leftOut } = encodeManifest(manifest);
  expect(leftOut).toEqual([]);
  expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(decodeManifest(text)).toEqual(manifest);
});

test("decodeManifest reads until when a preview lives, and ignores a word that it does not know", () => {
  expect(decodeManifest(encodeManifest({ ...manifest, until: "review" }).text)).toEqual({
    ...manifest,
    until: "review",
  });
  for (const until of ["release", 7, null]) expect(decodeManifest(encodeJson({ ...raw, until }))).toEqual(manifest);
});

test("decodeManifest reads what live writing goes on with, and refuses a lead-in that cannot be", () => {
  const live = { ...manifest, leadIn: 40, live: "until-expiry" as const };
  expect(decodeManifest(encodeManifest(live).text)).toEqual(live);
  for (const word of ["forever", true, null])
    expect(decodeManifest(encodeJson({ ...raw, live: word }))).toEqual(manifest);
  for (const leadIn of [-1, 0.5, "40", null, 1e9])
    expect(decodeManifest(encodeJson({ ...raw, leadIn }))).toBeUndefined();
});

test("decodeManifest accepts a manifest without optional fields", () => {
  const { toMs: _to, review: _review, spec: _spec, restore: _restore, ...small } = manifest;
  const least = { ...small, source: { path: "a.json" } };
  expect(decodeManifest(encodeManifest(least).text)).toEqual(least);
});

test("encodeManifest keeps dates readable, for people who look into one", () => {
  expect(raw).toMatchObject({
    version: 1,
    createdAt: "2026-11-23T12:00:00.000Z",
    expiresAt: "2026-11-26T12:00:00.000Z",
  });
});

test("encodeManifest leaves a spec out that has more than 512 KiB gzipped, and one of more than 1 MiB", () => {
  const large = encodeManifest({ ...manifest, spec: randomBytes(700 * 1024).toString("base64") });
  expect(large.leftOut).toEqual(["spec"]);
  expect(decodeManifest(large.text)).not.toHaveProperty("spec");
  expect(encodeManifest({ ...manifest, spec: " ".repeat(1024 * 1024 + 1) }).leftOut).toEqual(["spec"]);
  expect(encodeManifest({ ...manifest, spec: " ".repeat(1024 * 1024) }).leftOut).toEqual([]);
});

test("encodeManifest carries recorded files of 512 KiB gzipped and 4 MiB, and leaves out more", () => {
  const csv = "Time,a\n0s,1\n";
  const files = [["data/x.csv", csv] as const, ["__proto__", csv] as const];
  const { text, leftOut } = encodeManifest({ ...manifest, files });
  expect([leftOut, decodeManifest(text)]).toEqual([[], { ...manifest, files }]);
  const noise = [["x.csv", randomBytes(600 * 1024).toString("hex")]] as const;
  const long = [["x.csv", " ".repeat(4 * 1024 * 1024)]] as const;
  const many = Array.from({ length: 101 }, (_, i) => [`${i}.csv`, csv] as const);
  for (const large of [noise, long]) expect(encodeManifest({ ...manifest, files: large }).leftOut).toEqual(["files"]);
  expect([files, noise, long, many].map(filesFit)).toEqual([true, false, false, false]);
});

test("decodeManifest brings an expiry down to the latest one that is allowed", () => {
  const text = encodeManifest({ ...manifest, expiresAtMs: Date.UTC(9998, 0) }).text;
  expect(decodeManifest(text, { latestExpiryMs: manifest.expiresAtMs })?.expiresAtMs).toBe(manifest.expiresAtMs);
});

test("decodeManifest ignores fields that it does not know, __proto__ among them", () => {
  const text = Buffer.from(
    JSON.stringify({ ...raw, url: "http://evil", token: "x" }).replace("{", '{"__proto__":{"key":"pr-99"},'),
  ).toString("base64url");
  expect(decodeManifest(text)).toEqual(manifest);
  expect({}).not.toHaveProperty("key");
});

describe("decodeManifest refuses", () => {
  test.for<[string, Record<string, unknown>]>([
    ["another version", { version: 2 }],
    ["a project in upper case", { project: "K2M4X7QA" }],
    ["a key with a dot", { key: "pr.12" }],
    ["a revision that is an array", { revision: ["k3v5x2ab"] }],
    ["an order below zero", { order: -1 }],
    ["an order that is text", { order: "1" }],
    ["a date in another form", { createdAt: "2026-11-23" }],
    ["a date that does not exist", { expiresAt: "2026-02-31T00:00:00.000Z" }],
    ["an anchor that is no whole number", { fromMs: 1.5 }],
    ["an anchor before 2000", { fromMs: 0 }],
    ["a step of zero", { stepMs: 0 }],
    ["a step of two years", { stepMs: 2 * 366 * 86_400_000 }],
    ["a review number below one", { review: 0 }],
    ["an isolation that does not exist", { isolation: "off" }],
    ["a source without path", { source: { commit: "0123456" } }],
    ["a source path with a line break", { source: { path: "a\nb" } }],
    ["a commit that is none", { source: { path: "a", commit: "main" } }],
    ["a data source uid with control characters", { dataSourceUid: "a\u0000b" }],
    ["recorded files that are no list", { files: gzipSync('{"x.csv": "a"}').toString("base64url") }],
    ["a recorded file without text", { files: gzipSync('[["x.csv"]]').toString("base64url") }],
    ["recorded files that unpack to too much", { files: gzipSync(" ".repeat(5 * 1024 * 1024)).toString("base64url") }],
    ["a spec that is no base64url", { spec: "a+b=" }],
    ["a spec that is no gzip", { spec: "AAAA" }],
    ["a spec that is no UTF-8", { spec: packed(new Uint8Array([0xff, 0xfe, 0xfd])) }],
    ["a restore record that is not JSON", { restore: packed("{nope") }],
  ])("%s", ([, change]) => {
    expect(decodeManifest(encodeJson({ ...raw, ...change }))).toBeUndefined();
  });

  test("each of its required fields missing", () => {
    for (const name of Object.keys(raw)) {
      if (["toMs", "review", "spec", "restore"].includes(name)) continue;
      const { [name]: _gone, ...rest } = raw;
      expect(decodeManifest(encodeJson(rest)), name).toBeUndefined();
    }
  });

  test("a gzip bomb: a spec of more than 1 MiB unzipped, without unzipping more than that", () => {
    const bomb = packed(Buffer.alloc(300 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(600 * 1024);
    expect(decodeManifest(encodeJson({ ...raw, spec: bomb }))).toBeUndefined();
  });

  test("text of more than 8 MiB, before looking at it", () => {
    expect(decodeManifest("A".repeat(8 * 1024 * 1024 + 1))).toBeUndefined();
  });

  test("anything that is no base64url of a JSON object, without throwing", () => {
    for (const text of ["", "null", "é", encodeJson(null), encodeJson([raw]), encodeJson("x"), "[".repeat(100_000)]) {
      expect(decodeManifest(text)).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => decodeManifest(text) === undefined));
    fc.assert(fc.property(fc.jsonValue(), (value) => decodeManifest(encodeJson(value)) === undefined));
    expect(decodeManifest(encodeJson("[".repeat(1_000_000)))).toBeUndefined();
  });
});
