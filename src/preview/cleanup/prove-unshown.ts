import { GrafanaError } from "../../errors.ts";
import { readOrProveAbsent } from "../../grafana/dashboards/absent.ts";
import { createPreviewFolder } from "../../grafana/dashboards/folder.ts";
import { describeHidden, type FolderAccess } from "../../grafana/dashboards/folder-access.ts";
import { seesSeries } from "../../grafana/dashboards/sees-series.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { identityPatterns, isolationLabel, parseIsolationValue, previewUid } from "../../identity/preview-identity.ts";
import { selectorOf } from "../../prometheus/query/query.ts";
import type { FoundMark } from "../../prometheus/write/revision-mark.ts";
import { reachText } from "./reach.ts";

/** Whether any dashboard shows a revision. */
export type Proof =
  | { readonly state: "unshown" }
  | { readonly state: "shown"; readonly reason: string }
  /** Nothing follows: its series stay. */
  | { readonly state: "unproven"; readonly reason: string };

/** Input of a proof. */
export interface ProofContext {
  readonly grafana: Grafana;
  /** The folder of previews as the token sees it. */
  readonly home: FolderAccess;
  /** The mark of each revision in the receiver; see `listMarks`. */
  readonly marks: ReadonlyMap<string, FoundMark>;
  /** Dashboards that count as gone: just deleted, or in a dry run those that would be. */
  readonly gone: ReadonlySet<string>;
  /** Unix milliseconds of the receiver. */
  readonly nowMs: number;
  readonly dryRun: boolean;
}

/**
 * Proves that no dashboard shows a revision, by reading every dashboard that its mark names: an empty list proves
 * nothing, since a token without the permission, or of another organisation, gets one too.
 *
 * @param value - of the isolation label.
 * @param options.seenHere - a dashboard of this Grafana named the revision a moment ago: then it is the right Grafana
 *   and organisation.
 */
export async function proveUnshown(
  context: ProofContext,
  value: string,
  { seenHere }: { readonly seenHere: boolean },
): Promise<Proof> {
  const mark = context.marks.get(value);
  if (mark === undefined) return seenHere ? { state: "unshown" } : proveUnmarked(context, value);
  if (!mark.whole) return unproven("their mark in the receiver is damaged");
  const { home } = context;
  if (!seenHere) {
    if (home.state !== "readable") return unproven(describeHidden(home));
    if (home.id !== mark.home) {
      return unproven(
        `their dashboards were made in another folder of previews than this one (of ${home.organisation}): ` +
          "another Grafana, another organisation, or a folder that is gone",
      );
    }
  }
  return readEach(context, value, mark);
}

async function readEach({ grafana, gone }: ProofContext, value: string, { srcs }: FoundMark): Promise<Proof> {
  const identity = parseIsolationValue(value);
  if (identity === undefined || srcs.some((src) => !identityPatterns.src.test(src)))
    return unproven("their mark in the receiver is damaged");
  for (const src of srcs) {
    const uid = previewUid(identity, src);
    if (gone.has(uid)) continue;
    try {
      const stored = await readOrProveAbsent(grafana, uid);
      if (stored === "hidden") return hidden(uid);
      if (stored !== "absent" && stored.tags.includes(`dp-rev:${identity.revision}`))
        return { state: "shown", reason: `the dashboard ${uid} shows them` };
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      return error.status === 403
        ? hidden(uid)
        : unproven(`whether their dashboard ${uid} stands cannot be read (${error.message})`);
    }
  }
  return { state: "unshown" };
}

/**
 * Series of an older dashpreview, or by hand, name no dashboards. They go only from a Grafana whose data sources show
 * them, and whose folder of previews can be read or is positively not there: whoever may make it has proved that.
 */
async function proveUnmarked(context: ProofContext, value: string): Promise<Proof> {
  const { grafana, home, nowMs, dryRun } = context;
  const query = `count(last_over_time(${selectorOf({ name: isolationLabel, value })}[${reachText}]))`;
  if (!(await seesSeries(grafana, query, nowMs)))
    return unproven(
      `they do not say which dashboards show them, and no data source of ${home.organisation} shows them`,
    );
  if (home.state === "readable" || home.state === "missing") return { state: "unshown" };
  // An Editor gets 403 for a missing folder, too; a dry run cannot find out which it is.
  if (dryRun || (await createPreviewFolder(grafana))) return { state: "unshown" };
  return unproven(`they do not say which dashboards show them, and ${describeHidden(home)}`);
}

function hidden(uid: string): Proof {
  return unproven(`their dashboard ${uid} may be there where the token may not read it: did somebody move it?`);
}

function unproven(reason: string): Proof {
  return { state: "unproven", reason };
}
