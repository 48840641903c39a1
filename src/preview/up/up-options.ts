import type { FailOn } from "../../check/result.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { Shard } from "../../prometheus/shards/shard.ts";
import type { Inputs } from "../inputs.ts";
import type { LeadIn } from "../lead-in/with-lead-in.ts";
import type { RelayedMetrics } from "../relay/relayed-metrics.ts";
import type { SourceTree } from "../review/source-tree.ts";

/** A history that a receiver's refusal led to. */
export interface HistoryLimit {
  /** Milliseconds. */
  readonly ms: number;
  /** For a warning: who refused what, and the setting to change. */
  readonly because: string;
}

/** The part of the series that one of several processes writes, and how they find each other. */
export interface ShardOptions {
  readonly shard: Shard;
  /** The same for all of them, and for no other run. */
  readonly run: string;
  /** How long they wait for each other, in milliseconds. */
  readonly waitMs: number;
}

/** Options of {@link up}. */
export interface UpOptions {
  /** The scenario that the inputs' data are of: uids and titles are its own. Undefined: the specs as they are. */
  readonly scenario?: string | undefined;
  /** All scenarios of the command: their previews of the same dashboards stay, and lead to each other. */
  readonly scenarios?: readonly string[] | undefined;
  readonly inputs: Inputs;
  /** Dashboards whose previews this command has made before: they stay, and links lead to them. Default none. */
  readonly beside?: readonly SourceDashboard[] | undefined;
  /** The dashboards as they were before the review, by their path, where they are shown on the same data. */
  readonly before?: ReadonlyMap<string, SourceDashboard> | undefined;
  /** Dashboards that the review removes and that are shown as they were: where data are inferred, for them too. */
  readonly gone?: readonly SourceDashboard[] | undefined;
  /** Real programs whose metrics go beside those that are made up, as long as {@link liveMs} says. */
  readonly relayed?: RelayedMetrics | undefined;
  readonly tree: SourceTree;
  readonly review: Review;
  readonly grafana: Grafana;
  readonly prometheus: Prometheus;
  /** uid or name; else the only Prometheus one. */
  readonly dataSource?: string | undefined;
  /** Milliseconds, or as much as the receiver takes; else the spec's. */
  readonly history?: number | "max" | undefined;
  /** Data before the history, for queries that look back. Default `auto`: as far as they do, within limits. */
  readonly leadIn?: LeadIn | undefined;
  /** A receiver that takes less history gets no less than this, in milliseconds; then the run fails. */
  readonly minHistoryMs: number;
  /** A shorter history than was asked for, since the receiver refused more. */
  readonly historyLimit?: HistoryLimit | undefined;
  readonly stepMs?: number | undefined;
  readonly ttlMs: number;
  /** Sweeps renew the preview while its review is open; `ttlMs` is how long it lives without one. */
  readonly untilReview: boolean;
  /** A longer `ttlMs` is cut to this, with a warning. */
  readonly maxTtlMs: number;
  readonly isolation: "label" | "none";
  readonly untrusted: boolean;
  readonly allowSharedServer: boolean;
  readonly verifyTimeoutMs: number;
  /** How long a request of the receiver is tried again. */
  readonly retryMs: number;
  readonly failOn: FailOn;
  readonly dryRun: boolean;
  readonly maxSeries: number;
  readonly maxSamples: number;
  /** Go on writing for so long, in milliseconds. */
  readonly liveMs?: number | undefined;
  /** This is the first of several processes, which each write a part of the series. */
  readonly shards?: ShardOptions | undefined;
  /** `live` goes on writing until the preview expires: the dashboards' time ranges move with the clock. */
  readonly liveUntilExpiry?: boolean | undefined;
}
