import type { PromqlNode } from "../../promql/tree/node.ts";

/** An alert rule that an incident is to be found for. */
export interface IncidentAlert {
  readonly name: string;
  readonly root: PromqlNode;
  readonly forMs: number;
  /** Of its group. */
  readonly intervalMs: number;
}

/** A series of the spec during an incident; what is left out stays as it usually is. */
export interface SeriesChange {
  /** The value of a gauge. */
  readonly level?: number;
  /** Events a second of what counts, growth per second of a gauge. */
  readonly rate?: number;
  /** Where the observations of a histogram or summary lie. */
  readonly mean?: number;
  /** No samples. */
  readonly missing?: true;
  /** The value changes all the time, or what counts begins again and again. */
  readonly flaps?: true;
}

/** Changes by series, `metric index:series index` of the spec. */
export type Changes = ReadonlyMap<string, SeriesChange>;
