import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { WrittenWindow } from "../query/written-windows.ts";

/** What {@link verifyHistory} reads back. */
export interface VerifyOptions {
  readonly windows: readonly WrittenWindow[];
  readonly grid: Grid;
  readonly isolation?: ExtraLabel | undefined;
  /** New sources with the samples that were written: to say which series differ. */
  readonly sources: () => readonly SeriesSource[];
  /** How long to wait until everything can be read. Default 60,000. */
  readonly timeoutMs?: number | undefined;
  readonly now: () => number;
  /** A clock that is never set, for the deadline. Default: {@link VerifyOptions.now}. */
  readonly elapsed?: (() => number) | undefined;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((verified: number, total: number) => void) | undefined;
}

/** `{__name__="x",dashpreview="p.k.r"}`: unlike a bare name it may be a keyword such as `on`. */
export function nameSelector(name: string, isolation: ExtraLabel | undefined): string {
  const own = isolation === undefined ? "" : `,${isolation.name}=${JSON.stringify(isolation.value)}`;
  return `{__name__=${JSON.stringify(name)}${own}}`;
}
