import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_prom_client
} from "./chunk-OYRKPG4S.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/serve/live-metrics.ts
var import_prom_client = __toESM(require_prom_client(), 1);
function liveMetrics(stats, { version }) {
  const registry = new import_prom_client.Registry();
  const registers = [registry];
  const gauge = (name, help, value) => {
    new import_prom_client.Gauge({
      name,
      help,
      registers,
      collect() {
        const now = value();
        if (now !== void 0) this.set(now);
      }
    });
  };
  const counter = (name, help, value) => {
    new import_prom_client.Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      }
    });
  };
  gauge("dashpreview_live_previews", "Previews that are written for now.", () => stats.previews);
  gauge("dashpreview_live_series", "Series of these previews.", () => stats.series);
  gauge("dashpreview_live_previews_left_alone", "Previews that are not written for.", () => stats.leftAlone);
  gauge("dashpreview_live_lag_seconds", "How late the oldest scrape is that is due.", () => stats.lagSeconds);
  gauge(
    "dashpreview_live_last_listing_timestamp_seconds",
    "When previews were last listed.",
    () => stats.listedAtMs === void 0 ? void 0 : stats.listedAtMs / 1e3
  );
  counter("dashpreview_live_samples_total", "Samples that the receiver took.", () => stats.samples);
  counter(
    "dashpreview_live_skipped_scrapes_total",
    "Scrapes of a preview that the receiver took no more.",
    () => stats.skippedScrapes
  );
  counter(
    "dashpreview_live_cleaned_previews_total",
    "Previews that were deleted when they had expired.",
    () => stats.cleaned
  );
  new import_prom_client.Counter({
    name: "dashpreview_live_failures_total",
    help: "What did not work, by what it was: listing previews, reading a spec, writing, cleaning up, comments.",
    labelNames: ["work"],
    registers,
    collect() {
      this.reset();
      for (const [work, count] of Object.entries(stats.failures)) this.inc({ work }, count);
    }
  });
  new import_prom_client.Gauge({ name: "dashpreview_build_info", help: "The version.", labelNames: ["version"], registers }).set(
    { version },
    1
  );
  (0, import_prom_client.collectDefaultMetrics)({ register: registry });
  return registry;
}
export {
  liveMetrics
};
