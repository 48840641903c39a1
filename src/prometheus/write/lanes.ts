/** Options of {@link runLanes}. */
export interface Lanes {
  /** Concurrent lanes. */
  readonly lanes: number;
  readonly batches: number;
  readonly slices: number;
  /** Slices that one lane may be ahead of another. */
  readonly lead: number;
  readonly work: (batch: number, slice: number, lane: number) => Promise<void>;
}

/**
 * Runs `work` for every batch of the oldest slice, then of the next. A batch stays in one lane, so it never runs twice
 * at the same time, and its slices run in order.
 *
 * @throws the first error of `work`, once all running work has ended.
 */
export async function runLanes({ lanes, batches, slices, lead, work }: Lanes): Promise<void> {
  const count = Math.max(1, Math.min(lanes, batches));
  /** The current slice of each lane; Infinity for a finished lane. */
  const positions = new Array<number>(count).fill(0);
  let waiting: (() => void)[] = [];
  let failure: { error: unknown } | undefined;
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const done of woken) done();
  };
  const run = async (lane: number) => {
    try {
      for (let slice = 0; slice < slices; slice++) {
        positions[lane] = slice;
        wake();
        while (failure === undefined && Math.min(...positions) < slice - lead)
          await new Promise<void>((done) => waiting.push(done));
        for (let batch = lane; batch < batches; batch += count) {
          if (failure !== undefined) return;
          await work(batch, slice, lane);
        }
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      positions[lane] = Number.POSITIVE_INFINITY;
      wake();
    }
  };
  await Promise.all(positions.map((_, lane) => run(lane)));
  if (failure !== undefined) throw (failure as { error: unknown }).error;
}
