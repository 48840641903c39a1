import type { GrafanaClock } from "../../grafana/clock.ts";
import type { FolderAccess } from "../../grafana/dashboards/folder-access.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { Owner } from "../../grafana/marks/ownership.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";

/** Options of `sweepSeries`. */
export interface SeriesSweep {
  readonly grafana: Grafana;
  readonly prometheus: Prometheus;
  readonly owner: Owner;
  readonly clock: GrafanaClock;
  readonly home: FolderAccess;
  readonly dryRun: boolean;
  /** uids of dashboards that were just deleted. */
  readonly gone: ReadonlySet<string>;
  /**
   * Label values that the deleted dashboards named, if their series carry the label; and when they were made, in Unix
   * milliseconds.
   */
  readonly named: ReadonlyMap<string, number>;
  /** Others go when their newest sample is older and their run began earlier. Milliseconds; 0: whatever their age. */
  readonly orphanAgeMs: number;
  /** Most of the others to delete. */
  readonly maxOrphans: number;
  /** Delete no more than half of all revisions, since nobody asked for these by name. */
  readonly limitShare: boolean;
  /** Also those that nothing proves to be unshown. */
  readonly unproven: boolean;
}

/** The result of `sweepSeries`. */
export interface SweptSeries {
  /** Label values whose series were deleted. */
  readonly series: readonly string[];
  /** Label values whose series are due, but beyond the limits of one run. */
  readonly postponedSeries: readonly string[];
  /** Label values whose series stay although no listed dashboard shows them, and why. */
  readonly keptSeries: readonly { readonly value: string; readonly reason: string }[];
  readonly warnings: readonly string[];
  /** Reasons why the sweep could not do its work: the run has failed. */
  readonly problems: readonly string[];
}
