import type { CheckResult } from "../check/result.ts";
import type { Resolution } from "../check/run/few-instants.ts";
import { openingRange } from "../dashboard/opening/opening-range.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import { maxRunSteps } from "../dashboard/read/work-limits.ts";
import { rewriteForPreview } from "../dashboard/rewrite/rewrite.ts";
import { planSpec } from "../data-spec/plan/plan.ts";
import { UsageError } from "../errors.ts";
import { readPreviews, searchPreviews } from "../grafana/dashboards/search.ts";
import { readDashboardByUid } from "../grafana/dashboards/stored-dashboard.ts";
import type { Grafana } from "../grafana/grafana.ts";
import { judgeOwnership } from "../grafana/marks/ownership.ts";
import {
  isolationLabel,
  isolationValue,
  type PreviewIdentity,
  previewUid,
  sourceId,
} from "../identity/preview-identity.ts";
import type { Prometheus } from "../prometheus/prometheus.ts";
import { losesNatives, versionAsker } from "../prometheus/query/server-version.ts";
import { Work, withWork } from "../promql/grammar/work.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import { checkPreview } from "./check-preview.ts";
import type { RunContext } from "./context.ts";
import type { LoadedSpec } from "./files/load-spec.ts";
import type { Inputs } from "./inputs.ts";
import { toldUnused } from "./told-unused.ts";
import { nativeNames } from "./up/plan.ts";

/** Options of {@link checkSources}. */
export interface CheckOptions {
  readonly inputs: Inputs;
  /** The scenario that the inputs' data are of: its previews are checked. */
  readonly scenario?: string | undefined;
  readonly prometheus: Prometheus;
  /** Then the previews of this review are checked, on their own series and window, as its Grafana shows them. */
  readonly previews?: { readonly grafana: Grafana; readonly owner: PreviewIdentity } | undefined;
  /** Without previews: how far back the dashboards look at most, in milliseconds. */
  readonly historyMs: number;
  /** As `up` with untrusted dashboards: nothing of theirs is asked of other data sources. */
  readonly untrusted: boolean;
}

/** A dashboard with what its check found. */
export interface CheckedSource {
  readonly source: SourceDashboard;
  readonly scenario: string | undefined;
  readonly check: CheckResult;
}

interface Place {
  readonly isolation: IsolationLabel | undefined;
  readonly window: { readonly fromMs: number; readonly toMs: number };
  readonly dataSource: { readonly uid: string; readonly type: string; readonly name: string };
  readonly resolution: Resolution;
}

/**
 * Runs every query of the dashboards: on the series of their previews where a review is named, else on whatever the
 * Prometheus holds. Changes nothing.
 *
 * @throws {UsageError} if a dashboard has no preview.
 */
export async function checkSources(options: CheckOptions, context: RunContext): Promise<readonly CheckedSource[]> {
  const checked: (CheckedSource & { readonly spec: LoadedSpec | undefined })[] = [];
  const { scenario } = options;
  const work = new Work(maxRunSteps);
  const version = versionAsker(options.prometheus, context.signal);
  for (const { source, spec } of options.inputs.dashboards) {
    const place =
      options.previews === undefined
        ? lastHours(options, context)
        : await placeOfPreview(source, { ...options.previews, scenario });
    const { isolation, dataSource } = place;
    const { prometheus } = options;
    const definitions = spec === undefined ? undefined : planSpec(spec.document, { nowMs: context.now() }).definitions;
    const natives =
      isolation !== undefined && losesNatives((await version())?.version) ? nativeNames(definitions ?? []) : undefined;
    const window = openingRange(source, place.window);
    const preview = withWork(work, () =>
      rewriteForPreview(source, {
        uid: "check",
        key: "check",
        isolation,
        natives,
        window,
        dataSource,
        untrusted: options.untrusted,
      }),
    );
    const grafana = options.previews === undefined ? undefined : { connection: options.previews.grafana, dataSource };
    checked.push({
      ...{ source, spec, scenario },
      check: await checkPreview(
        { source, preview, isolation, prometheus, grafana, window, definitions, resolution: place.resolution },
        context,
      ),
    });
  }
  context.progress.clear();
  const told = toldUnused(checked, "own");
  return checked.map(({ source }, index) => ({ source, scenario, check: told[index]! }));
}

function lastHours({ historyMs }: CheckOptions, { now }: RunContext): Place {
  const toMs = now();
  return {
    isolation: undefined,
    window: { fromMs: toMs - historyMs, toMs },
    dataSource: { uid: "check", type: "prometheus", name: "Prometheus" },
    // Real data may hold anything at any moment.
    resolution: "full",
  };
}

async function placeOfPreview(
  source: SourceDashboard,
  { grafana, owner, scenario }: NonNullable<CheckOptions["previews"]> & Pick<CheckOptions, "scenario">,
): Promise<Place> {
  const uid = previewUid(owner, sourceId(source.source, scenario));
  const stored = await readDashboardByUid(grafana, uid);
  const { ours, manifest, reason } =
    stored === undefined
      ? { ours: false, manifest: undefined, reason: "there is none" }
      : judgeOwnership(stored, owner);
  if (!ours || manifest === undefined) {
    throw new UsageError(
      `${source.file} has no preview of ${owner.project}.${owner.key} to check ` +
        `(${reason ?? "it has no manifest"}); ${await insteadOf(source, { grafana, owner, scenario })}`,
    );
  }
  return {
    isolation:
      manifest.isolation === "none"
        ? undefined
        : { name: isolationLabel, value: isolationValue(owner, manifest.revision) },
    window: { fromMs: manifest.fromMs, toMs: (manifest.toMs ?? manifest.fromMs + manifest.stepMs) - manifest.stepMs },
    dataSource: { uid: manifest.dataSourceUid, type: "prometheus", name: "Prometheus" },
    resolution: "decide",
  };
}

/** The advice where there is no preview: another scenario may be meant. */
async function insteadOf(
  { path, holding }: SourceDashboard,
  { grafana, owner, scenario }: NonNullable<CheckOptions["previews"]> & Pick<CheckOptions, "scenario">,
): Promise<string> {
  const found = await readPreviews(grafana, await searchPreviews(grafana, owner), owner, () => {});
  const others = found.flatMap(({ ownership: { ours, manifest } }) => {
    const isSame = manifest?.source.path === path && manifest.source.place === holding?.place;
    return ours && isSame && manifest.scenario !== scenario ? [manifest.scenario] : [];
  });
  const named = others.filter((one) => one !== undefined).toSorted();
  if (named.length > 0) return `there are some of --scenario ${named.join(" and ")}`;
  return others.length > 0
    ? "there is one without --scenario"
    : `run up ${scenario === undefined ? "" : `--scenario ${scenario} `}first, or leave --key out`;
}
