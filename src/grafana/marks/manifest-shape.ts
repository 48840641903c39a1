import type { PreviewIdentity } from "../../identity/preview-identity.ts";
/** Path and text of each file. */
export type ManifestFiles = readonly (readonly [path: string, text: string])[];

/** The record of a preview that is stored in its own dashboard. */
export interface Manifest extends PreviewIdentity {
  readonly revision: string;
  /** Higher for later runs: CI run number and attempt, else Grafana's clock at the start. */
  readonly order: number;
  /** Unix milliseconds. */
  readonly createdAtMs: number;
  /** Unix milliseconds. */
  readonly expiresAtMs: number;
  /** Start of the window, inclusive: the anchor. Unix milliseconds. */
  readonly fromMs: number;
  /** End of the window, exclusive. Unix milliseconds. */
  readonly toMs?: number;
  /** Samples before the anchor, which totals count from: a whole number. Default 0. */
  readonly leadIn?: number;
  readonly stepMs: number;
  readonly isolation: "label" | "none";
  /**
   * The file that the dashboard came from, as it was named, and its commit. `place`: which of the file's dashboards it
   * is, where it may have several. `fromTop`: its path from the top of the repository, where that is another one.
   */
  readonly source: {
    readonly path: string;
    readonly place?: string;
    readonly commit?: string;
    readonly fromTop?: string;
  };
  /** Number of the pull or merge request. */
  readonly review?: number;
  /**
   * The preview lives as long as its review is open: sweeps renew it. Earlier versions ignore the field, and it
   * expires.
   */
  readonly until?: "review";
  /** `live` goes on writing where the history ends, until the preview expires. Earlier versions ignore the field. */
  readonly live?: "until-expiry";
  readonly dataSourceUid: string;
  /** The scenario of the data spec that the series are of. Earlier versions ignore the field. */
  readonly scenario?: string;
  /** Text of the data spec. */
  readonly spec?: string;
  /** Files of recorded values that the data spec replays: path below its folder, and text. For `live` alone. */
  readonly files?: ManifestFiles;
  /** The record from which `export` restores the source; any JSON. */
  readonly restore?: unknown;
}
