import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { LiveStats } from "../preview/live/live-stats.ts";

/** The metrics of `live` about itself, read from its stats at every scrape; and those of the process. */
export function liveMetrics(stats: LiveStats, { version }: { readonly version: string }): Registry {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number | undefined) => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        const now = value();
        if (now !== undefined) this.set(now);
      },
    });
  };
  const counter = (name: string, help: string, value: () => number) => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  };
  gauge("dashpreview_live_previews", "Previews that are written for now.", () => stats.previews);
  gauge("dashpreview_live_series", "Series of these previews.", () => stats.series);
  gauge("dashpreview_live_previews_left_alone", "Previews that are not written for.", () => stats.leftAlone);
  gauge("dashpreview_live_lag_seconds", "How late the oldest scrape is that is due.", () => stats.lagSeconds);
  gauge("dashpreview_live_last_listing_timestamp_seconds", "When previews were last listed.", () =>
    stats.listedAtMs === undefined ? undefined : stats.listedAtMs / 1000,
  );
  counter("dashpreview_live_samples_total", "Samples that the receiver took.", () => stats.samples);
  counter(
    "dashpreview_live_skipped_scrapes_total",
    "Scrapes of a preview that the receiver took no more.",
    () => stats.skippedScrapes,
  );
  counter(
    "dashpreview_live_cleaned_previews_total",
    "Previews that were deleted when they had expired.",
    () => stats.cleaned,
  );
  new Counter({
    name: "dashpreview_live_failures_total",
    help: "What did not work, by what it was: listing previews, reading a spec, writing, cleaning up, comments.",
    labelNames: ["work"],
    registers,
    collect() {
      this.reset();
      for (const [work, count] of Object.entries(stats.failures)) this.inc({ work }, count);
    },
  });
  new Gauge({ name: "dashpreview_build_info", help: "The version.", labelNames: ["version"], registers }).set(
    { version },
    1,
  );
  collectDefaultMetrics({ register: registry });
  return registry;
}
