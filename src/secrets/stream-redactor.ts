import { hidden, type Redactor } from "./redactor.ts";

/** Cleans a text that comes in pieces. */
export interface StreamRedactor {
  /** Takes a piece in; returns what may go out: whole lines. */
  push(text: string): string;
  /** The text held back: the beginning of a line. */
  flush(): string;
}

/** How much of what went out is remembered: more than any secret is long, folded as it may be. */
const memory = 8192;

/**
 * A {@link StreamRedactor}. A line is held back until it is whole, so no secret is cut by two writes; one that is
 * broken over lines of two writes is found with what went out before, and what is left of it is hidden.
 */
export function createStreamRedactor(redactor: Pick<Redactor, "places">): StreamRedactor {
  let before = "";
  let held = "";
  const release = (text: string) => {
    if (text === "") return "";
    const all = before + text;
    let result = "";
    let copied = before.length;
    for (const [from, to] of redactor.places(all)) {
      if (to <= copied) continue;
      result += all.slice(copied, Math.max(copied, from)) + hidden;
      copied = to;
    }
    result += all.slice(copied);
    before = all.slice(-memory);
    return result;
  };
  return {
    push(text) {
      const all = held + text;
      const end = all.lastIndexOf("\n") + 1;
      held = all.slice(end);
      return release(all.slice(0, end));
    },
    flush() {
      const rest = held;
      held = "";
      return release(rest);
    },
  };
}
