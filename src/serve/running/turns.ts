/** Milliseconds of work before others get their turn: requests, timers. */
const sliceMs = 20;

/** Runs tasks one after the other, in the order in which they come. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as the task does. A task that fails does not stop the next one. */
  take<T>(task: () => Promise<T> | T): Promise<T> {
    const mine = this.#last.then(task);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

/** Does pieces of work `0` … `count − 1`, and lets everything else run in between when it takes long. */
export async function inSlices(count: number, elapsed: () => number, work: (place: number) => void): Promise<void> {
  let begin = elapsed();
  for (let place = 0; place < count; place++) {
    work(place);
    if (place % 16 !== 15 || elapsed() - begin < sliceMs) continue;
    await new Promise((done) => setImmediate(done));
    begin = elapsed();
  }
}
