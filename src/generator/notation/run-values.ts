const checkpointEvery = 256;

/** A run of numbers as promtool makes it: `start`, then `delta` added again and again. */
export interface NumberRun {
  readonly start: number;
  readonly delta: number;
  readonly count: number;
}

/** Writes `length` values of a run from its `from`th on (from 0) to places `at` … of `out`. */
export type RunFiller = (out: Float64Array, at: number, from: number, length: number) => void;

/**
 * Values of a run, bit for bit as promtool adds them up one by one. Where both numbers are whole, by multiplication;
 * else from checkpoints that are kept every 256 values, so that memory is small and any place can be reached.
 */
export function runValues({ start, delta, count }: NumberRun): RunFiller {
  if (delta === 0 || !Number.isFinite(delta) || !Number.isFinite(start))
    return (out, at, from, length) => fillSame(out, { start, delta, at, from, length });
  if (
    Number.isInteger(start) &&
    Number.isInteger(delta) &&
    Number.isSafeInteger(Math.abs(start) + Math.abs(delta) * count)
  ) {
    return (out, at, from, length) => {
      for (let place = 0; place < length; place++) out[at + place] = start + delta * (from + place);
    };
  }
  const checkpoints = [start];
  return (out, at, from, length) => {
    const block = Math.floor(from / checkpointEvery);
    while (checkpoints.length <= block) checkpoints.push(advance(checkpoints.at(-1)!, delta, checkpointEvery));
    let value = advance(checkpoints[block]!, delta, from - block * checkpointEvery);
    for (let place = 0; place < length; place++, value += delta) out[at + place] = value;
  };
}

function advance(value: number, delta: number, times: number): number {
  let sum = value;
  for (let time = 0; time < times; time++) sum += delta;
  return sum;
}

/** Fills a run whose value no longer changes after the first addition. */
function fillSame(
  out: Float64Array,
  run: { start: number; delta: number; at: number; from: number; length: number },
): void {
  out.fill(run.start + run.delta, run.at, run.at + run.length);
  if (run.from === 0 && run.length > 0) out[run.at] = run.start;
}
