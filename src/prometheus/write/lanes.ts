/** What {@link runLanes} runs. */
export interface Lanes {
  /** Pieces of work under way at once. */
  readonly lanes: number;
  readonly batches: number;
  readonly slices: number;
  /** How many slices one lane may be ahead of another. */
  readonly lead: number;
  readonly work: (batch: number, slice: number, lane: number) => Promise<void>;
}

/**
 * Does every batch of the oldest slice, then of the next one. A batch stays in one lane, so it is never under way twice
 * and its slices come in order.
 *
 * @throws what the first failing work threw, after the work that was under way has ended.
 */
export async function runLanes({ lanes, batches, slices, lead, work }: Lanes): Promise<void> {
  const count = Math.max(1, Math.min(lanes, batches));
  /** The slice that each lane is at; a lane that is done is at Infinity. */
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
