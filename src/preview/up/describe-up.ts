import { dashboardUrl } from "../../grafana/dashboards/stored-dashboard.ts";
import { defined } from "../../json/defined.ts";
import { windowOf } from "./plan.ts";
import type { Prepared } from "./prepare.ts";
import type { WrittenRevision } from "./revision.ts";
import type { PreparedDashboard } from "./rewrite.ts";
import type { UpOptions } from "./up-options.ts";
import type { UpDashboard, UpResult } from "./up-result.ts";

/** A dashboard of a run as the result shows it. */
export function describe(
  { source, preview, opensOn }: PreparedDashboard,
  rest: Pick<UpDashboard, "url" | "action" | "check">,
): UpDashboard {
  return {
    source: source.file,
    ...(source.path === source.file ? {} : { path: source.path }),
    uid: preview.uid,
    title: preview.title,
    ...rest,
    ...defined({ opensOn }),
    notices: preview.findings.map(({ from: _from, to: _to, ...notice }) => notice),
  };
}

/** The part of a result that is about the run as a whole. */
export function summary(
  { review, untilReview }: UpOptions,
  { run, expiresAtMs, plan, warnings }: Prepared,
  written: WrittenRevision | undefined,
) {
  return {
    project: review.project,
    key: review.key,
    revision: run.revision,
    expiresAtMs,
    ...(untilReview ? { untilReview } : {}),
    window: windowOf(plan),
    series: written?.series ?? plan.seriesCount,
    samples: written?.samples ?? plan.sampleCount,
    samplesVerified: written?.verified ?? 0,
    warnings,
  };
}

/** The result of a dry run. */
export async function planned(
  options: UpOptions,
  prepared: Prepared,
  dashboards: readonly PreparedDashboard[],
): Promise<UpResult> {
  const described = dashboards.map(async (one) => {
    const url = await dashboardUrl(options.grafana, one.preview.uid);
    return describe(one, { url, action: "planned", check: undefined });
  });
  return {
    ...summary(options, prepared, undefined),
    state: "planned",
    removed: [],
    dashboards: await Promise.all(described),
  };
}

/** The result of a run that found a later one's previews and wrote nothing. */
export function outrun(options: UpOptions, prepared: Prepared): UpResult {
  const base = summary(options, prepared, undefined);
  return { ...base, state: "superseded", series: 0, samples: 0, dashboards: [], removed: [] };
}
