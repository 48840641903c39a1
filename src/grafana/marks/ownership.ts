import { type PreviewIdentity, previewFolder, previewUid } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import { decodeManifest } from "./manifest.ts";
import type { Manifest } from "./manifest-shape.ts";
import { type PreviewMarks, parseTags, wholeMinute } from "./tags.ts";

/** Facts about a dashboard from Grafana. All but the uid and the folder may be forged. */
export interface DashboardFacts {
  readonly uid: string;
  /** Empty for the root. */
  readonly folderUid: string;
  readonly tags: readonly string[];
  /** Text of the manifest variable; undefined if there is none. */
  readonly manifest?: string | undefined;
}

/** Who asks. Without `project`, every project's previews count as one's own; without `key`, every key's. */
export type Owner = Partial<PreviewIdentity>;

/** The actions allowed on a dashboard, and why others are not. */
export interface Ownership {
  /** It is a preview that dashpreview made, whole and unaltered in its marks. Says nothing about whose it is. */
  readonly ours: boolean;
  /** `up` may put its own in its place: ours, with the project and key of the one who asks (both must be given). */
  readonly mayOverwrite: boolean;
  /** It may be deleted once there is cause: ours, and of the project (and key) of the one who asks. */
  readonly mayDelete: boolean;
  /**
   * Everything about it fits but the folder: somebody moved it. Then it may be deleted once its time is over, and for
   * no other cause.
   */
  readonly moved?: boolean;
  /** Why something is not allowed, in words for the user; undefined if both are. */
  readonly reason?: string;
  /** The parsed tags, if they can be read; trust them only where `ours` or `moved`. */
  readonly marks?: PreviewMarks;
  /** Only where `ours` or `moved`, and there is one. */
  readonly manifest?: Manifest;
}

/**
 * Judges a dashboard by design 5: folder, uid worked out from its own tags, tags whole, manifest agrees or absent.
 *
 * In another folder nothing may be overwritten, and deleted only what is `moved`: uid, tags and manifest (there it must
 * not be absent) all fit.
 */
export function judgeOwnership(facts: DashboardFacts, owner: Owner = {}): Ownership {
  if (facts.folderUid === previewFolder.uid) return judgeInFolder(facts, owner);
  const inFolder = judgeInFolder({ ...facts, folderUid: previewFolder.uid }, owner);
  const { marks } = inFolder;
  const place = `it does not lie in the folder "${previewFolder.title}"`;
  const moved = inFolder.mayDelete && marks !== undefined && inFolder.manifest !== undefined;
  return {
    ours: false,
    mayOverwrite: false,
    mayDelete: false,
    reason: moved ? `${place}: somebody moved it` : place,
    ...defined({ marks }),
    ...(moved ? { moved, manifest: inFolder.manifest } : {}),
  };
}

function judgeInFolder(facts: DashboardFacts, owner: Owner): Ownership {
  const parsed = parseTags(facts.tags);
  const marks = "damaged" in parsed ? undefined : parsed;
  const refuse = (reason: string): Ownership => ({
    ours: false,
    mayOverwrite: false,
    mayDelete: false,
    reason,
    ...defined({ marks }),
  });
  if ("damaged" in parsed) return refuse(parsed.damaged);
  if (previewUid(parsed, parsed.src) !== facts.uid)
    return refuse("its uid does not follow from its tags: a copy of a preview, or not made by dashpreview");
  if (facts.manifest === undefined) return judgeOwner(parsed, undefined, owner);
  const manifest = decodeManifest(facts.manifest);
  if (manifest === undefined) return refuse("its manifest (the hidden variable dashpreview) cannot be read");
  const differing = disagreement(parsed, manifest);
  if (differing !== undefined)
    return refuse(`its tags and its manifest (the hidden variable dashpreview) disagree on the ${differing}`);
  return judgeOwner(parsed, manifest, owner);
}

function disagreement(marks: PreviewMarks, manifest: Manifest): string | undefined {
  for (const part of ["project", "key", "revision"] as const) if (marks[part] !== manifest[part]) return part;
  return wholeMinute(manifest.expiresAtMs) === marks.expiresAtMs ? undefined : "expiry";
}

function judgeOwner(marks: PreviewMarks, manifest: Manifest | undefined, { project, key }: Owner): Ownership {
  const ours = { ours: true, marks, ...defined({ manifest }) };
  const mayDelete = (project === undefined || project === marks.project) && (key === undefined || key === marks.key);
  const mayOverwrite = mayDelete && project !== undefined && key !== undefined;
  if (!mayDelete) return { ...ours, mayOverwrite, mayDelete, reason: `it belongs to ${marks.project}.${marks.key}` };
  return mayOverwrite
    ? { ...ours, mayOverwrite, mayDelete }
    : { ...ours, mayOverwrite, mayDelete, reason: "only `up` of the same project and key may overwrite it" };
}

/** The longest that a preview may live from its last save, unless a command says otherwise: 30 days. */
export const defaultMaxTtlMs = 30 * 86_400_000;

/**
 * When a preview really expires. What its tag says is brought down to `maxTtlMs` after the last save that Grafana knows
 * of: a forged date in the year 9999 keeps nothing alive for ever.
 *
 * @returns Unix milliseconds; Infinity for one that is kept.
 */
export function effectiveExpiryMs(
  marks: PreviewMarks,
  { savedAtMs, maxTtlMs = defaultMaxTtlMs }: { readonly savedAtMs: number | undefined; readonly maxTtlMs?: number },
): number {
  if (marks.keep) return Number.POSITIVE_INFINITY;
  return savedAtMs === undefined ? marks.expiresAtMs : Math.min(marks.expiresAtMs, wholeMinute(savedAtMs + maxTtlMs));
}
