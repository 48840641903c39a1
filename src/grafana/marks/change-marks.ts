import { GrafanaError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { type SavedDashboard, saveDashboard } from "../dashboards/save.ts";
import { readDashboardByUid } from "../dashboards/stored-dashboard.ts";
import type { Grafana } from "../grafana.ts";
import { encodeManifest } from "./manifest.ts";
import type { Manifest } from "./manifest-shape.ts";
import { judgeOwnership, type Owner } from "./ownership.ts";
import { makeTags, type PreviewMarks, wholeMinute } from "./tags.ts";

const attempts = 4;

/**
 * Changes a preview's expiry, in its tag and its manifest. The rest of the dashboard stays as stored.
 *
 * @param expiresAtMs - Unix milliseconds, rounded up to a whole minute.
 * @throws {GrafanaError} `not-found` if it does not exist, `not-ours` if it belongs to somebody else, `conflict` if it
 *   keeps changing.
 */
export async function setExpiry(
  grafana: Grafana,
  uid: string,
  options: { owner: Owner; expiresAtMs: number },
): Promise<SavedDashboard> {
  const expiresAtMs = wholeMinute(options.expiresAtMs);
  const message = `dashpreview: expires ${new Date(expiresAtMs).toISOString()}`;
  return changeMarks(grafana, uid, { owner: options.owner, message, change: (marks) => ({ ...marks, expiresAtMs }) });
}

/**
 * Gives a preview that lives until its review ends a later expiry. One that a run has given a fixed time meanwhile
 * stays as it is, and so does one that expires later anyway.
 *
 * @param expiresAtMs - Unix milliseconds, rounded up to a whole minute.
 * @throws {GrafanaError} as {@link setExpiry} does.
 */
export async function renewUntilReview(
  grafana: Grafana,
  uid: string,
  options: { owner: Owner; expiresAtMs: number },
): Promise<void> {
  const expiresAtMs = wholeMinute(options.expiresAtMs);
  await changeMarks(grafana, uid, {
    owner: options.owner,
    message: `dashpreview: its review is open; expires ${new Date(expiresAtMs).toISOString()}`,
    change: (marks, manifest) =>
      manifest?.until !== "review" || marks.expiresAtMs >= expiresAtMs ? undefined : { ...marks, expiresAtMs },
  });
}

/** Exempts a preview from expiry, or ends the exemption. @throws {GrafanaError} as {@link setExpiry} does. */
export async function setKeep(
  grafana: Grafana,
  uid: string,
  options: { owner: Owner; keep: boolean },
): Promise<SavedDashboard> {
  const message = options.keep ? "dashpreview: kept beyond its expiry" : "dashpreview: expires again";
  return changeMarks(grafana, uid, {
    owner: options.owner,
    message,
    change: (marks) => ({ ...marks, keep: options.keep }),
  });
}

interface MarkChange<Result> {
  readonly owner: Owner;
  readonly message: string;
  /** The marks to save; undefined leaves the dashboard as it is. */
  readonly change: (marks: PreviewMarks, manifest: Manifest | undefined) => Result;
}

/**
 * Reads, checks ownership, changes and saves, on condition that the stored state has not changed. Starts again if it
 * has.
 */
async function changeMarks<Result extends PreviewMarks | undefined>(
  grafana: Grafana,
  uid: string,
  { owner, message, change }: MarkChange<Result>,
): Promise<SavedDashboard | (undefined extends Result ? undefined : never)> {
  for (let attempt = 1; ; attempt++) {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === undefined)
      throw new GrafanaError(
        `changing preview ${uid}: there is no such dashboard; dashpreview list shows the previews`,
        { code: "not-found", status: 404 },
      );
    const { mayDelete, marks, manifest, reason } = judgeOwnership(stored, owner);
    if (!mayDelete || marks === undefined)
      throw new GrafanaError(`changing preview ${uid}: left alone, ${reason}`, { code: "not-ours" });
    const changed = change(marks, manifest);
    if (changed === undefined) return undefined as undefined extends Result ? undefined : never;
    // Keep tags that somebody added in Grafana; writing marks replaces all tags.
    const own = new Set(makeTags({ ...marks, keep: true }));
    const tags = [...makeTags(changed), ...stored.tags.filter((tag) => !own.has(tag))];
    const text =
      manifest === undefined ? undefined : encodeManifest({ ...manifest, expiresAtMs: changed.expiresAtMs }).text;
    const { kind, model, folderUid, resource } = stored;
    const apiVersion = defined({ apiVersion: resource?.apiVersion });
    try {
      return await saveDashboard(
        grafana,
        { uid, kind, model, tags, manifest: text, folderUid, message, ...apiVersion },
        stored,
      );
    } catch (error) {
      if (!(error instanceof GrafanaError) || error.code !== "conflict" || attempt >= attempts) throw error;
      await grafana.backOff(attempt);
    }
  }
}
