/**
 * Runs a task for each item, at most `concurrency` at once, and gives the results in the items' order. When a task
 * throws, no further one is started, those at work are waited for, and the first error is thrown.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  concurrency: number,
  task: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const work = async () => {
    while (next < items.length && failure === undefined) {
      const index = next++;
      try {
        results[index] = await task(items[index]!, index);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, items.length)) }, work));
  if (failure !== undefined) throw failure.error;
  return results;
}

/** Runs a task when it is its turn. */
export type Slots = <R>(task: () => Promise<R>) => Promise<R>;

/** Lets at most `count` tasks work at once; the others wait for their turn, in order. */
export function createSlots(count: number): Slots {
  let free = Math.max(1, count);
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
