import { gunzipSync } from "node:zlib";
import { identityPatterns } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import { field, type JsonObject, numberField, textField } from "../../json/read.ts";
import type { Manifest } from "./manifest-shape.ts";

const firstMs = Date.UTC(2000, 0);
const lastMs = Date.UTC(9999, 11, 31);
/** Samples; more than any limit on samples lets a series have. */
const maxLeadIn = 100_000_000;
const maxStepMs = 366 * 86_400_000;
const datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * Reads the fields of a manifest except the compressed ones, each by a strict pattern or range.
 *
 * @returns undefined if a required field is missing, or any field is invalid.
 */
export function readManifestFields(raw: JsonObject): Omit<Manifest, "spec" | "restore" | "files"> | undefined {
  const project = matching(raw, "project", identityPatterns.project);
  const key = matching(raw, "key", identityPatterns.key);
  const revision = matching(raw, "revision", identityPatterns.revision);
  const order = between(numberField(raw, "order"), 0, Number.MAX_SAFE_INTEGER);
  const createdAtMs = readDate(raw, "createdAt");
  const expiresAtMs = readDate(raw, "expiresAt");
  const fromMs = between(numberField(raw, "fromMs"), firstMs, lastMs);
  const stepMs = between(numberField(raw, "stepMs"), 1, maxStepMs);
  const isolation = textField(raw, "isolation");
  const dataSourceUid = matching(raw, "dataSourceUid", /^[^\u0000-\u001f]{1,200}$/);
  const path = textField(raw, "source", "path");
  if (numberField(raw, "version") !== 1 || path === undefined || !isPath(path)) return undefined;
  if (project === undefined || key === undefined || revision === undefined || dataSourceUid === undefined)
    return undefined;
  if (
    order === undefined ||
    createdAtMs === undefined ||
    expiresAtMs === undefined ||
    fromMs === undefined ||
    stepMs === undefined
  ) {
    return undefined;
  }
  if (isolation !== "label" && isolation !== "none") return undefined;
  const optional = readOptional(raw);
  if (optional === undefined) return undefined;
  const { commit, fromTop, place, ...others } = optional;
  const source = { path, ...defined({ place, commit, fromTop }) };
  return {
    project,
    key,
    revision,
    order,
    createdAtMs,
    expiresAtMs,
    fromMs,
    stepMs,
    isolation,
    dataSourceUid,
    source,
    ...others,
  };
}

function isPath(text: string): boolean {
  return text.length <= 4096 && !/[\u0000-\u001f]/.test(text);
}

interface OptionalFields {
  toMs?: number;
  leadIn?: number;
  live?: "until-expiry";
  scenario?: string;
  review?: number;
  commit?: string;
  fromTop?: string;
  place?: string;
  until?: "review";
}

/** Fields that may be missing, but not wrong. */
function readOptional(raw: JsonObject): OptionalFields | undefined {
  const read: OptionalFields = {};
  if (field(raw, "source", "fromTop") !== undefined) {
    const fromTop = textField(raw, "source", "fromTop");
    if (fromTop === undefined || !isPath(fromTop)) return undefined;
    read.fromTop = fromTop;
  }
  if (field(raw, "source", "place") !== undefined) {
    const place = textField(raw, "source", "place");
    if (place === undefined || !isPath(place)) return undefined;
    read.place = place;
  }
  // A later version may know other words: by the expiry alone the preview is judged right.
  if (field(raw, "until") === "review") read.until = "review";
  if (field(raw, "live") === "until-expiry") read.live = "until-expiry";
  if (field(raw, "scenario") !== undefined) {
    const scenario = matching(raw, "scenario", /^[^\u0000-\u001f]{1,200}$/);
    if (scenario === undefined) return undefined;
    read.scenario = scenario;
  }
  if (field(raw, "leadIn") !== undefined) {
    const leadIn = between(numberField(raw, "leadIn"), 0, maxLeadIn);
    if (leadIn === undefined) return undefined;
    read.leadIn = leadIn;
  }
  if (field(raw, "toMs") !== undefined) {
    const toMs = between(numberField(raw, "toMs"), firstMs, lastMs);
    if (toMs === undefined) return undefined;
    read.toMs = toMs;
  }
  if (field(raw, "review") !== undefined) {
    const review = between(numberField(raw, "review"), 1, Number.MAX_SAFE_INTEGER);
    if (review === undefined) return undefined;
    read.review = review;
  }
  if (field(raw, "source", "commit") !== undefined) {
    const commit = textField(raw, "source", "commit");
    if (commit === undefined || !/^[0-9a-f]{7,64}$/.test(commit)) return undefined;
    read.commit = commit;
  }
  return read;
}

function matching(raw: JsonObject, name: string, pattern: RegExp): string | undefined {
  const text = textField(raw, name);
  return text !== undefined && pattern.test(text) ? text : undefined;
}

function between(value: number | undefined, low: number, high: number): number | undefined {
  return value !== undefined && Number.isSafeInteger(value) && value >= low && value <= high ? value : undefined;
}

/** Reads a date: it must exist, in exactly the format that dashpreview writes. */
function readDate(raw: JsonObject, name: string): number | undefined {
  const text = textField(raw, name);
  if (text === undefined || !datePattern.test(text)) return undefined;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) || new Date(timeMs).toISOString() !== text ? undefined : between(timeMs, firstMs, lastMs);
}

/** The bytes of base64url without padding; undefined for any other text. */
export function base64urlBytes(text: string): Buffer | undefined {
  return /^[A-Za-z0-9_-]+$/.test(text) ? Buffer.from(text, "base64url") : undefined;
}

/** Decompresses at most `maxBytes`; undefined if there are more, or the data is not gzip or not UTF-8. */
export function gunzipText(bytes: Uint8Array, maxBytes: number): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      gunzipSync(bytes, { maxOutputLength: maxBytes }),
    );
  } catch {
    return undefined;
  }
}
