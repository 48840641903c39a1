import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { WrittenWindow } from "../query/written-windows.ts";

/** Options of {@link verifyHistory}. */
export interface VerifyOptions {
  readonly windows: readonly WrittenWindow[];
  readonly grid: Grid;
  readonly isolation?: ExtraLabel | undefined;
  /** Fresh sources with the same samples, to find the series that differ. */
  readonly sources: () => readonly SeriesSource[];
  /** Milliseconds to wait until all samples can be read. Default 60,000. */
  readonly timeoutMs?: number | undefined;
  readonly now: () => number;
  /** A monotonic clock in milliseconds, for the deadline. Default: {@link VerifyOptions.now}. */
  readonly elapsed?: (() => number) | undefined;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((verified: number, total: number) => void) | undefined;
}

/** `{__name__="x",dashpreview="p.k.r"}`. Unlike a bare name, this works for keywords such as `on`. */
export function nameSelector(name: string, isolation: ExtraLabel | undefined): string {
  const own = isolation === undefined ? "" : `,${isolation.name}=${JSON.stringify(isolation.value)}`;
  return `{__name__=${JSON.stringify(name)}${own}}`;
}
