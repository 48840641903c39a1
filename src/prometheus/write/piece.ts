import type { SeriesSource } from "../../generator/series.ts";
import type { Slice, Writers } from "../encode/encode-batch.ts";
import type { Batch } from "./batches.ts";

/** Samples that travel in one request: of some or all sources of a batch. */
export interface Piece {
  readonly batch: Batch;
  readonly slice: Slice;
  readonly kind: keyof Writers;
  readonly sources: readonly SeriesSource[];
}

/** Samples of a request: one that is no larger is not halved. */
export const leastPerRequest = 100;

/** Samples of a piece at most; gaps make it fewer. */
export function sizeOf({ sources, slice, kind }: Piece): number {
  const isOfKind = ({ native }: { readonly native: boolean }) => native === (kind === "natives");
  return slice.length * sources.reduce((sum, { series }) => sum + series.filter(isOfKind).length, 0);
}

/** Whether {@link halve} makes smaller pieces that are worth a request each. */
export function isDivisible(piece: Piece): boolean {
  return sizeOf(piece) > leastPerRequest && (piece.sources.length > 1 || piece.slice.length > 1);
}

/** Cuts a divisible piece in two: by sources, which are generated together; one source by time, oldest first. */
export function halve({ sources, slice, ...rest }: Piece): readonly Piece[] {
  if (sources.length > 1) {
    const middle = Math.ceil(sources.length / 2);
    return [sources.slice(0, middle), sources.slice(middle)].map((some) => ({ ...rest, slice, sources: some }));
  }
  const { firstIndex, length } = slice;
  const first = Math.ceil(length / 2);
  return [
    { ...rest, sources, slice: { firstIndex, length: first } },
    { ...rest, sources, slice: { firstIndex: firstIndex + first, length: length - first } },
  ];
}
