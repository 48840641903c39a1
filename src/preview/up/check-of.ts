import type { SourceDashboard } from "../../dashboard/read/source.ts";
import type { PreviewCheck } from "../check-preview.ts";
import type { Relays } from "../relay/relays.ts";
import { sampleRange } from "./plan.ts";
import type { Prepared } from "./prepare.ts";
import { isolationOf } from "./revision.ts";
import type { PreparedDashboard } from "./rewrite.ts";
import type { UpOptions } from "./up-options.ts";

type Options = Pick<UpOptions, "isolation" | "prometheus" | "grafana">;

/** How a dashboard of a run is checked: on Prometheus, and as the reviewer's Grafana asks. */
export function checkOf(
  options: Options,
  { plan, dataSource, run }: Pick<Prepared, "plan" | "dataSource" | "run">,
  one: PreparedDashboard,
  relays?: Relays,
): PreviewCheck {
  // What is relayed comes after the history, which ended when it was planned.
  const atEnd = relays !== undefined && one.shown.toMs === sampleRange(plan).toMs;
  const toMs = atEnd ? Math.max(one.shown.toMs, relays.shownToMs) : one.shown.toMs;
  return {
    ...one,
    window: { ...one.shown, toMs },
    definitions: plan.definitions.map(({ definition }) => definition),
    isolation: options.isolation === "label" ? isolationOf(run) : undefined,
    prometheus: options.prometheus,
    grafana: { connection: options.grafana, dataSource },
    scrapeIntervalMs: dataSource.scrapeIntervalMs,
    ...(relays === undefined ? {} : { excuse: (expr) => relays.excuse(expr) }),
  };
}

/**
 * How a dashboard of a run is checked once more, for a page with its answers.
 *
 * @param source - one of the run's, or another state of it, such as that of the base, on the same data.
 * @param of - the dashboard of the run that `source` is a state of.
 * @returns undefined for a dashboard that is not the run's.
 */
export type PageCheck = (source: SourceDashboard, of?: SourceDashboard) => PreviewCheck | undefined;

/** {@link PageCheck} of a run. */
export function pageCheckOf(
  options: Options,
  prepared: Pick<Prepared, "plan" | "dataSource" | "run">,
  { dashboards, relays }: { readonly dashboards: readonly PreparedDashboard[]; readonly relays?: Relays | undefined },
): PageCheck {
  return (source, of = source) => {
    const one = dashboards.find((dashboard) => dashboard.source === of);
    if (one === undefined) return undefined;
    // The page shows what Prometheus answers; what Grafana says of it is known already.
    const { grafana: _grafana, ...check } = checkOf(options, prepared, one, relays);
    return source === of ? check : { ...check, source, preview: one.rewrite(source) };
  };
}
