import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { RunningSpec } from "../running/running-spec.ts";

/** Metrics about the server itself. */
export class OwnMetrics {
  readonly registry = new Registry();
  readonly requests: Counter<"route" | "status">;
  readonly scrapeSeconds: Histogram<"format">;
  readonly changes: Counter<"outcome">;
  readonly written: Counter;
  readonly writeFailures: Counter;
  readonly relayed: Counter;
  readonly relayFailures: Counter;

  constructor(running: RunningSpec) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry, prefix: "dashpreview_" });
    this.requests = new Counter({
      name: "dashpreview_http_requests_total",
      help: "Requests that were answered.",
      labelNames: ["route", "status"],
      registers,
    });
    this.scrapeSeconds = new Histogram({
      name: "dashpreview_scrape_seconds",
      help: "Time to generate and write what a scrape gets.",
      labelNames: ["format"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    });
    this.changes = new Counter({
      name: "dashpreview_spec_changes_total",
      help: "Changes of the spec over the API, by outcome.",
      labelNames: ["outcome"],
      registers,
    });
    const total = (name: string, help: string) => new Counter({ name: `dashpreview_${name}`, help, registers });
    this.written = total("written_samples_total", "Samples that were sent on by remote write.");
    this.writeFailures = total("write_failures_total", "Rounds of remote write that failed and are repeated.");
    this.relayed = total("relayed_samples_total", "Samples of scraped pages that were sent on.");
    this.relayFailures = total("relay_failures_total", "Scrapes of --relay that failed.");
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name: `dashpreview_${name}`,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    gauge("series", "Series that are served.", () => running.loaded.plan.seriesCount);
    gauge("clock_seconds", "The spec's clock, in Unix seconds.", () => running.clock.specMs / 1000);
    gauge("clock_speed", "Seconds of the spec for each real one; 0 while paused.", () =>
      running.clock.paused ? 0 : running.clock.speed,
    );
  }
}
