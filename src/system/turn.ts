/**
 * Lets everything that waits have its turn: signals, timers, sockets. Long work that does not wait for anything by
 * itself calls it between its parts, so that a program in the middle of it still hears that it is to stop.
 *
 * @throws the signal's reason if it is aborted by then.
 */
export async function nextTurn(signal?: AbortSignal): Promise<void> {
  // The first one may still belong to the turn that runs; between it and the second one all that waits is heard.
  await new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
  signal?.throwIfAborted();
}
