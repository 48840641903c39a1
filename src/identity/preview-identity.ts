import { Buffer } from "node:buffer";
import { randomInt } from "node:crypto";
import { UsageError } from "../errors.ts";
import { base32, base32Alphabet, digest } from "./digest.ts";

/** The Grafana folder of all previews. dashpreview never deletes it, because that would delete its contents. */
export const previewFolder = { uid: "dashpreview", title: "Dashboard previews" } as const;

/** The label that distinguishes the series of previews. */
export const isolationLabel = "dashpreview";

/** The identity of a preview. Each part matches its pattern in {@link identityPatterns}. */
export interface PreviewIdentity {
  /** 8 base32 characters, or `local`. */
  readonly project: string;
  /** `pr-123`, `mr-45-infra`, `local-ada`. */
  readonly key: string;
}

/** Strict patterns for the parts of an identity that a server returns. */
export const identityPatterns = {
  project: /^(?:[a-z2-7]{8}|local)$/,
  key: /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  revision: /^[a-z2-7]{8}$/,
  src: /^[a-z2-7]{16}$/,
  uid: /^dp-[a-z2-7]{20}$/,
} as const;

/**
 * The first 21 bits of a revision count units of 8 minutes since 2026, enough for 31 years. The other 19 bits are
 * random.
 */
const firstUnitMs = Date.UTC(2026, 0, 1);
const unitMs = 480_000;
const unitBits = 21;
const randomBits = 19;

/**
 * Creates a revision: 8 base32 characters (40 bits). The first bits hold the start time, so that `cleanup` recognises a
 * run that is still writing history.
 *
 * @param nowMs - Unix milliseconds.
 */
export function newRevision(nowMs: number): string {
  const unit = remainder(Math.floor((nowMs - firstUnitMs) / unitMs), 2 ** unitBits);
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE((BigInt(unit) << BigInt(randomBits)) | BigInt(randomInt(2 ** randomBits)));
  return base32(number.subarray(3));
}

/**
 * The start time of a revision in Unix milliseconds, rounded down to 8 minutes. Meaningless for a text that is not from
 * {@link newRevision}.
 */
export function revisionStartMs(revision: string): number {
  const number = [...revision].reduce((sum, character) => 32 * sum + base32Alphabet.indexOf(character), 0);
  return firstUnitMs + Math.floor(number / 2 ** randomBits) * unitMs;
}

function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/**
 * The `dp-src` of a dashboard, from its original uid or else its path; in each scenario of its data another one, so
 * that previews of several stand beside each other.
 */
export function sourceId(source: string, scenario?: string): string {
  return scenario === undefined ? digest(16, source) : digest(16, source, "scenario", scenario);
}

/**
 * Identifies a folder of previews among those of other organisations, other Grafanas and earlier times. 12 base32
 * characters, not secret.
 */
export function homeId(organisation: number, created: string): string {
  return digest(12, String(organisation), created);
}

/** The uid of a preview's dashboard. It follows from the tags alone, and stays the same after each push. */
export function previewUid({ project, key }: PreviewIdentity, src: string): string {
  return `dp-${digest(20, project, key, src)}`;
}

/** The value of {@link isolationLabel} on the series of one revision. */
export function isolationValue({ project, key }: PreviewIdentity, revision: string): string {
  return `${project}.${key}.${revision}`;
}

/** Parses an {@link isolationValue}; undefined if it is invalid. */
export function parseIsolationValue(value: string): (PreviewIdentity & { readonly revision: string }) | undefined {
  const [project = "", key = "", revision = "", ...rest] = value.split(".");
  const fits =
    rest.length === 0 &&
    identityPatterns.project.test(project) &&
    identityPatterns.key.test(key) &&
    identityPatterns.revision.test(revision);
  return fits ? { project, key, revision } : undefined;
}

/**
 * Makes a key from free text: lower-case letters and digits, with dashes for everything else, at most 30 characters.
 *
 * @throws {UsageError} if the text has no letter or digit.
 */
export function makeKey(...parts: readonly (string | undefined)[]): string {
  const text = parts
    .filter((part) => part !== undefined)
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 31)
    .replace(/^-+/, "")
    .slice(0, 30)
    .replace(/-+$/, "");
  if (!identityPatterns.key.test(text))
    throw new UsageError(`"${parts.join("-")}" cannot be a key: use at least one letter or digit`);
  return text;
}
