import { reduceNumbers } from "./reduce.ts";
import { kindNames, NotComputed, RefusedExpression, type Value } from "./value.ts";

/** How a series gets values at other instants. */
export interface Resampling {
  /** Milliseconds between the new instants, above 0. */
  readonly windowMs: number;
  /** Where several values are in one window: a reducer. */
  readonly downsampler: string;
  /** Where there is none: `pad`, `backfilling`, `fillna`. */
  readonly upsampler: string;
  readonly fromMs: number;
  /** Inclusive. */
  readonly toMs: number;
}

const downsamplers: readonly string[] = ["sum", "mean", "min", "max", "last"];
/** Instants of one resampled series, and numbers of all. */
const maxInstants = 50_000;
const maxNumbers = 5_000_000;

/**
 * Gives series values at regular instants: at each, those since the instant before.
 *
 * @throws {RefusedExpression} for what is no series, a window longer than the range, and samplers that Grafana lacks.
 * @throws {NotComputed} if there are too many instants.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/mathexp/resample.go
 */
export function resampleValues(values: readonly Value[], resampling: Resampling): Value[] {
  const { windowMs, fromMs, toMs } = resampling;
  const count = Math.floor((toMs - fromMs) / windowMs) + 1;
  if (count > maxInstants || count * values.length > maxNumbers) throw new NotComputed("too many instants");
  const none = values.findIndex(({ kind }) => kind === "none");
  return values.slice(0, none === -1 ? undefined : none + 1).map((value) => {
    if (value.kind === "none") return value;
    if (value.kind !== "series")
      throw new RefusedExpression(`can only resample type series, got type ${kindNames[value.kind]}`);
    if (count <= 1)
      throw new RefusedExpression("the series cannot be sampled further; the time range is shorter than the interval");
    return resampled(value, count, resampling);
  });
}

function resampled({ labels, timesMs, values }: Value, count: number, resampling: Resampling): Value {
  const { windowMs, downsampler, upsampler, fromMs } = resampling;
  const times = Array.from({ length: count }, (_, index) => fromMs + index * windowMs);
  let at = 0;
  const sampled = times.map((timeMs) => {
    const begin = at;
    while (at < timesMs.length && timesMs[at]! <= timeMs) at++;
    const within = values.slice(begin, at);
    if (within.length === 1) return within[0]!;
    if (within.length === 0) return filled(upsampler, { before: values[at - 1], after: values[at] });
    if (!downsamplers.includes(downsampler)) throw new RefusedExpression(`downsampling ${downsampler} not implemented`);
    return reduceNumbers[downsampler]!(within);
  });
  return { kind: "series", labels, timesMs: times, values: sampled };
}

function filled(
  upsampler: string,
  {
    before = null,
    after = null,
  }: { readonly before: number | null | undefined; readonly after: number | null | undefined },
): number | null {
  if (upsampler === "pad") return before;
  if (upsampler === "backfilling") return after;
  if (upsampler === "fillna") return null;
  throw new RefusedExpression(`upsampling ${upsampler} not implemented`);
}
