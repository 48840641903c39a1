import { type PreviewIdentity, previewFolder, previewUid } from "../../identity/preview-identity.ts";
import { allNames, type ProjectNames } from "../../identity/project-id.ts";
import { defined } from "../../json/defined.ts";
import { decodeManifest } from "./manifest.ts";
import type { Manifest } from "./manifest-shape.ts";
import { type PreviewMarks, parseTags, wholeMinute } from "./tags.ts";

/** Facts about a dashboard in Grafana. All but the uid and the folder may be forged. */
export interface DashboardFacts {
  readonly uid: string;
  /** Empty for the root folder. */
  readonly folderUid: string;
  readonly tags: readonly string[];
  /** Text of the manifest variable; undefined without one. */
  readonly manifest?: string | undefined;
}

/**
 * The owner to compare with. Without `project` it matches every project, without `key` every key. A former name of the
 * project counts as the project.
 */
export type Owner = Partial<PreviewIdentity & ProjectNames>;

/** Whether a project, and a key if the owner has one, are the owner's. */
export function isOwnedBy({ project, key }: PreviewIdentity, owner: Owner): boolean {
  return isProject(project, owner) && (owner.key === undefined || owner.key === key);
}

/** Every name of the owner's project; undefined for an owner without one. */
export function namesOf({ project, formerProjects }: Owner): readonly string[] | undefined {
  return project === undefined ? undefined : allNames({ project, ...defined({ formerProjects }) });
}

function isProject(project: string, owner: Owner): boolean {
  return owner.project === undefined || owner.project === project || owner.formerProjects?.includes(project) === true;
}

/** The actions allowed on a dashboard, and why the others are not. */
export interface Ownership {
  /** True for a preview made by dashpreview with complete and consistent marks, whoever owns it. */
  readonly ours: boolean;
  /** True if `up` may overwrite it: ours, with the owner's project and key (both must be given). */
  readonly mayOverwrite: boolean;
  /** True if it may be deleted for a reason: ours, with the owner's project (and key). */
  readonly mayDelete: boolean;
  /**
   * True if everything but the folder is consistent: somebody moved it. It may be deleted once it has expired, and for
   * no other reason.
   */
  readonly moved?: boolean;
  /** Why an action is not allowed, for the user; undefined if both are allowed. */
  readonly reason?: string;
  /** The parsed tags, if they are readable; trust them only if `ours` or `moved`. */
  readonly marks?: PreviewMarks;
  /** Only if `ours` or `moved`, and the dashboard has one. */
  readonly manifest?: Manifest;
}

/**
 * Decides whether a dashboard is a preview of this owner. It must lie in the preview folder, its uid must follow from
 * its tags, the tags must be complete, and its manifest must agree with them or be absent.
 *
 * In another folder, no dashboard may be overwritten, and only a `moved` one deleted: its uid, tags and manifest (which
 * must be present) all agree.
 */
export function judgeOwnership(facts: DashboardFacts, owner: Owner = {}): Ownership {
  if (facts.folderUid === previewFolder.uid) return judgeInFolder(facts, owner);
  const inFolder = judgeInFolder({ ...facts, folderUid: previewFolder.uid }, owner);
  const { marks } = inFolder;
  const place = `it is not in the folder "${previewFolder.title}"`;
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
    return refuse("its uid does not match its tags: it is a copy of a preview, or not made by dashpreview");
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

function judgeOwner(marks: PreviewMarks, manifest: Manifest | undefined, owner: Owner): Ownership {
  const { project, key } = owner;
  const ours = { ours: true, marks, ...defined({ manifest }) };
  const mayDelete = isOwnedBy(marks, owner);
  const mayOverwrite = mayDelete && project !== undefined && key !== undefined;
  if (!mayDelete) return { ...ours, mayOverwrite, mayDelete, reason: `it belongs to ${marks.project}.${marks.key}` };
  return mayOverwrite
    ? { ...ours, mayOverwrite, mayDelete }
    : { ...ours, mayOverwrite, mayDelete, reason: "only `up` of the same project and key may overwrite it" };
}

/** Default limit for a preview's lifetime after its last save: 30 days. */
export const defaultMaxTtlMs = 30 * 86_400_000;

/**
 * The time when a preview expires: the time in its tag, but at most `maxTtlMs` after its last save in Grafana. So a
 * forged date in the year 9999 does not keep a preview alive forever.
 *
 * @returns Unix milliseconds; Infinity for a preview that is kept.
 */
export function effectiveExpiryMs(
  marks: PreviewMarks,
  { savedAtMs, maxTtlMs = defaultMaxTtlMs }: { readonly savedAtMs: number | undefined; readonly maxTtlMs?: number },
): number {
  if (marks.keep) return Number.POSITIVE_INFINITY;
  return savedAtMs === undefined ? marks.expiresAtMs : Math.min(marks.expiresAtMs, wholeMinute(savedAtMs + maxTtlMs));
}
