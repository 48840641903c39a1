import { identityPatterns, type PreviewIdentity } from "../../identity/preview-identity.ts";

/** The content of a preview's tags. */
export interface PreviewMarks extends PreviewIdentity {
  readonly revision: string;
  /** 16 base32 characters; see `sourceId`. */
  readonly src: string;
  /** Unix milliseconds, a whole minute. */
  readonly expiresAtMs: number;
  /** Exempt from expiry. */
  readonly keep: boolean;
}

/** The tag that every preview has. */
export const previewTag = "dashpreview";
/** The tag of a preview that is exempt from expiry. */
const keepTag = "dp-keep";

const minuteMs = 60_000;
const datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/;

/** Rounds up to a whole minute, the resolution of the tag. */
export function wholeMinute(timeMs: number): number {
  return Math.ceil(timeMs / minuteMs) * minuteMs;
}

/** The tag shared by all dashboards of one key; at most 50 bytes, Grafana's limit. */
export function keyTag({ project, key }: PreviewIdentity): string {
  return `dp-key:${project}.${key}`;
}

/**
 * The tags of a preview; each has at most 50 bytes, Grafana's limit. The expiry is rounded up to a whole minute.
 *
 * @throws {RangeError} if a part does not match its pattern, or the expiry lies outside the years 2000 to 9999.
 */
export function makeTags({ project, key, revision, src, expiresAtMs, keep }: PreviewMarks): string[] {
  for (const [name, value] of Object.entries({ project, key, revision, src })) {
    if (!identityPatterns[name as "project"].test(value))
      throw new RangeError(`makeTags: ${name} "${value}" does not match its pattern`);
  }
  const date = formatDate(wholeMinute(expiresAtMs));
  if (date === undefined)
    throw new RangeError(`makeTags: expiresAtMs must lie in the years 2000 to 9999, got ${expiresAtMs}`);
  const tags = [previewTag, keyTag({ project, key }), `dp-rev:${revision}`, `dp-src:${src}`, `dp-expires:${date}`];
  return keep ? [...tags, keepTag] : tags;
}

/** Whether a tag is one of dashpreview's, damaged or not. Such tags are removed from source dashboards. */
export function isPreviewTag(tag: string): boolean {
  return tag === previewTag || tag === keepTag || /^dp-(?:key|rev|src|expires):/.test(tag);
}

/**
 * Parses tags, which may be forged: each of `dp-key`, `dp-rev`, `dp-src`, `dp-expires` must occur exactly once and
 * match its pattern. Other tags are ignored.
 *
 * @returns the parsed marks, or a description of the problem.
 */
export function parseTags(tags: readonly string[]): PreviewMarks | { readonly damaged: string } {
  if (!tags.includes(previewTag)) return { damaged: `the tag ${previewTag} is missing` };
  const [identity = "", revision = "", src = "", expires = ""] = ["dp-key:", "dp-rev:", "dp-src:", "dp-expires:"].map(
    (prefix) => onlyValue(tags, prefix),
  );
  const [project = "", key = "", ...rest] = identity.split(".");
  if (rest.length > 0 || !identityPatterns.project.test(project) || !identityPatterns.key.test(key))
    return damage("dp-key");
  if (!identityPatterns.revision.test(revision)) return damage("dp-rev");
  if (!identityPatterns.src.test(src)) return damage("dp-src");
  const expiresAtMs = parseDate(expires);
  if (expiresAtMs === undefined) return damage("dp-expires");
  return { project, key, revision, src, expiresAtMs, keep: tags.includes(keepTag) };
}

function damage(name: string) {
  return { damaged: `the tag ${name} is missing, duplicated or invalid` };
}

function onlyValue(tags: readonly string[], prefix: string): string | undefined {
  const found = tags.filter((tag) => tag.startsWith(prefix));
  return found.length === 1 ? found[0]!.slice(prefix.length) : undefined;
}

function formatDate(timeMs: number): string | undefined {
  if (!(timeMs >= 946_684_800_000 && timeMs < 253_402_300_800_000)) return undefined;
  return new Date(timeMs).toISOString().replace(":00.000Z", "Z");
}

/** Parses a date that exists: 31 February is invalid. */
function parseDate(text: string): number | undefined {
  if (!datePattern.test(text)) return undefined;
  const timeMs = Date.parse(text);
  return formatDate(timeMs) === text ? timeMs : undefined;
}
