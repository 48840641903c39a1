import { gzipSync } from "node:zlib";
import { defined } from "../../json/defined.ts";
import { asObject, type JsonObject } from "../../json/read.ts";
import { base64urlBytes, gunzipText, readManifestFields } from "./manifest-fields.ts";
import type { Manifest, ManifestFiles } from "./manifest-shape.ts";

/** Gzipped bytes above which the data spec is left out. */
const maxSpecGzipBytes = 512 * 1024;
/** Gzipped bytes of the recorded files that travel with a preview, and bytes of all of them as JSON. */
export const maxFilesGzipBytes = 512 * 1024;
const maxFilesBytes = 4 * 1024 * 1024;
const maxFiles = 100;
/** Gzipped bytes above which the restore record is left out. */
const maxRestoreGzipBytes = 2 * 1024 * 1024;
/** Longest manifest that is read, in characters. */
const maxManifestLength = 8 * 1024 * 1024;
const maxSpecBytes = 1024 * 1024;
const maxRestoreBytes = 32 * 1024 * 1024;

/** Parts that may be too large for a manifest. */
type LargePart = "spec" | "files" | "restore";

/**
 * Encodes a manifest as text for a dashboard variable: JSON in base64url.
 *
 * @returns the text, and the large parts that were left out because they did not fit: then `live` needs `--data`, and
 *   `export` cannot restore queries. See `filesFit`.
 */
export function encodeManifest(manifest: Manifest): {
  readonly text: string;
  readonly leftOut: readonly LargePart[];
} {
  const { spec, files, restore, createdAtMs, expiresAtMs, ...rest } = manifest;
  const parts: Record<string, unknown> = {
    version: 1,
    ...rest,
    createdAt: new Date(createdAtMs).toISOString(),
    expiresAt: new Date(expiresAtMs).toISOString(),
  };
  const leftOut: LargePart[] = [];
  const pack = (name: LargePart, text: string, maxBytes: number, maxGzipBytes: number) => {
    const packed = gzipWithin(text, maxBytes, maxGzipBytes);
    if (packed === undefined) leftOut.push(name);
    else parts[name] = packed.toString("base64url");
  };
  if (spec !== undefined) pack("spec", spec, maxSpecBytes, maxSpecGzipBytes);
  if (files !== undefined) pack("files", JSON.stringify(files), maxFilesBytes, maxFilesGzipBytes);
  if (restore !== undefined) pack("restore", JSON.stringify(restore), maxRestoreBytes, maxRestoreGzipBytes);
  return { text: Buffer.from(JSON.stringify(parts)).toString("base64url"), leftOut };
}

/** Whether recorded files fit into a manifest. */
export function filesFit(files: ManifestFiles): boolean {
  return files.length <= maxFiles && gzipWithin(JSON.stringify(files), maxFilesBytes, maxFilesGzipBytes) !== undefined;
}

function gzipWithin(text: string, maxBytes: number, maxGzipBytes: number): Buffer | undefined {
  if (Buffer.byteLength(text) > maxBytes) return undefined;
  const packed = gzipSync(text);
  return packed.length > maxGzipBytes ? undefined : packed;
}

/**
 * Decodes a manifest, which may be forged: length and decompressed size are limited, every field is checked against its
 * pattern or range, and unknown fields are ignored. The caller still has to compare it with the tags (`judgeOwnership`)
 * and validate the spec again.
 *
 * @param options.latestExpiryMs - the upper limit for `expiresAt`. Default: no limit.
 * @returns undefined if anything is invalid.
 */
export function decodeManifest(text: string, { latestExpiryMs = Number.POSITIVE_INFINITY } = {}): Manifest | undefined {
  const raw = parse(text);
  const fields = raw === undefined ? undefined : readManifestFields(raw);
  if (raw === undefined || fields === undefined) return undefined;
  const spec = unpack(raw, "spec", maxSpecGzipBytes, maxSpecBytes);
  const restoreText = unpack(raw, "restore", maxRestoreGzipBytes, maxRestoreBytes);
  const filesText = unpack(raw, "files", maxFilesGzipBytes, maxFilesBytes);
  if (spec === null || restoreText === null || filesText === null) return undefined;
  const files = filesText === undefined ? undefined : readFiles(parseJson(filesText));
  if (filesText !== undefined && files === undefined) return undefined;
  const restore = restoreText === undefined ? undefined : parseJson(restoreText);
  if (restoreText !== undefined && restore === undefined) return undefined;
  return {
    ...fields,
    expiresAtMs: Math.min(fields.expiresAtMs, latestExpiryMs),
    ...defined({ spec, files, restore }),
  };
}

/** Whether a path may be read is not decided here, but by whoever looks one up. */
function readFiles(raw: unknown): ManifestFiles | undefined {
  if (!Array.isArray(raw) || raw.length > maxFiles) return undefined;
  const isFile = (one: unknown): one is [string, string] =>
    Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === "string");
  return raw.every(isFile) ? raw : undefined;
}

function parse(text: string): JsonObject | undefined {
  if (text.length > maxManifestLength) return undefined;
  const bytes = base64urlBytes(text);
  return bytes === undefined ? undefined : asObject(parseJson(bytes.toString("utf8")));
}

/** The text of a compressed part; undefined if it is missing, null if it is damaged or too large. */
function unpack(raw: JsonObject, name: string, maxGzipBytes: number, maxBytes: number): string | undefined | null {
  if (!Object.hasOwn(raw, name)) return undefined;
  const value = raw[name];
  const bytes = typeof value === "string" && value.length <= maxGzipBytes * 2 ? base64urlBytes(value) : undefined;
  if (bytes === undefined || bytes.length > maxGzipBytes) return null;
  return gunzipText(bytes, maxBytes) ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
