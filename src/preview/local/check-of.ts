import { openingRange } from "../../dashboard/opening/opening-range.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { rewriteForPreview } from "../../dashboard/rewrite/rewrite.ts";
import type { PreviewCheck } from "../check-preview.ts";
import type { Relays } from "../relay/relays.ts";
import { sampleRange } from "../up/plan.ts";
import type { LocalFilling } from "./session.ts";

const lookbackMs = 300_000;

/** The same rewriting as for a real preview; without isolation where the server holds nothing else. */
export function checkOf(
  { prometheus, plan, isolation }: LocalFilling,
  {
    source,
    natives,
    untrusted,
    relays,
  }: {
    readonly source: SourceDashboard;
    readonly natives: ReadonlySet<string> | undefined;
    readonly untrusted: boolean;
    readonly relays: Relays | undefined;
  },
): PreviewCheck {
  const { grid } = plan;
  const range = sampleRange(plan);
  const window = openingRange(source, { ...range, toMs: Math.max(range.toMs, relays?.shownToMs ?? 0) });
  const dataSource = { uid: "local", type: "prometheus", name: "Prometheus" };
  return {
    source,
    preview: rewriteForPreview(source, {
      uid: "local",
      key: "local",
      dataSource,
      isolation,
      natives,
      window,
      untrusted,
    }),
    isolation,
    prometheus,
    window,
    // Nobody has set up a data source here: the interval is that of the data, as a scrape of it would be.
    scrapeIntervalMs: Math.min(grid.stepMs, lookbackMs),
    dataSources: [dataSource],
    ...(relays === undefined ? {} : { excuse: (expr) => relays.excuse(expr) }),
  };
}
