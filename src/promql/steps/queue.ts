import type { StepAnswer, StepAsk, StepQuestion } from "./answer.ts";

/** Asks every question once, and only so many at a time. */
export function askInTurn(ask: StepAsk, most: number): StepAsk {
  const known = new Map<string, Promise<StepAnswer>>();
  const waiting: (() => void)[] = [];
  let open = 0;
  const run = async (question: StepQuestion) => {
    if (open >= most) await new Promise<void>((go) => waiting.push(go));
    open++;
    try {
      return await ask(question);
    } finally {
      open--;
      waiting.shift()?.();
    }
  };
  return (question) => {
    const key = JSON.stringify(question);
    const asked = known.get(key) ?? run(question);
    known.set(key, asked);
    return asked;
  };
}
