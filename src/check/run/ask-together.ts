import { nextTurn } from "../../system/turn.ts";

interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts questions that are asked in one turn of the event loop into one request, since a request costs a server more
 * than a small question does.
 *
 * @param most - questions in one request; at least 1.
 * @param ask - gives one answer for each question, in order. What it throws is thrown to each that asked.
 */
export function askTogether<Q, A>(
  most: number,
  ask: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = [];
  const send = async (batch: readonly Waiting<Q, A>[]) => {
    try {
      const answers = await ask(batch.map(({ question }) => question));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index]!);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const flush = () => {
    const batch = waiting;
    waiting = [];
    return batch.length === 0 ? undefined : send(batch);
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (waiting.length >= most) void flush();
      else if (waiting.length === 1) void nextTurn().then(flush);
    });
}
