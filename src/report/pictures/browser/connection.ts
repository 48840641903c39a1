import type { Readable, Writable } from "node:stream";

/** A message that a browser sends by itself. */
export interface BrowserEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Of the tab that it is about. */
  readonly sessionId?: string;
}

/** Chromium's own protocol over a pair of pipes: JSON documents that end with a zero byte. */
export interface Connection {
  /** @throws {Error} what the browser answers, or that it ended. */
  send(method: string, params?: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>>;
  /** Hears every event until the end. */
  listen(listener: (event: BrowserEvent) => void): void;
  /** Fails everything that waits, and what is sent from now on. */
  close(reason: Error): void;
}

/** A larger message than any picture; a browser that sends more is cut off. */
const maxBytes = 256 * 1024 * 1024;

interface Waiting {
  readonly method: string;
  readonly done: (result: Readonly<Record<string, unknown>>) => void;
  readonly fail: (error: Error) => void;
}

/** Speaks to a browser through `output`, hears it on `input`. */
export function connect(input: Readable, output: Writable): Connection {
  const waiting = new Map<number, Waiting>();
  const listeners: ((event: BrowserEvent) => void)[] = [];
  let ended: Error | undefined;
  let last = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const close = (reason: Error) => {
    if (ended !== undefined) return;
    ended = reason;
    for (const { fail } of waiting.values()) fail(reason);
    waiting.clear();
    parts = [];
  };
  const take = (text: string) => {
    const message = JSON.parse(text) as Partial<BrowserEvent> & Answer;
    if (message.id === undefined) {
      for (const listener of listeners) listener(message as BrowserEvent);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.done(message.result ?? {});
    else asked?.fail(new Error(`the browser refused ${asked.method}: ${message.error.message}`));
  };
  input.on("data", (chunk: Buffer) => {
    if (ended !== undefined) return;
    let from = 0;
    for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...parts, chunk.subarray(from, at)]).toString("utf8");
      parts = [];
      size = 0;
      from = at + 1;
      take(text);
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (rest.length > 0) parts.push(rest);
    if (size > maxBytes) close(new Error("the browser sent too much"));
  });
  const gone = () => close(new Error("the browser ended"));
  input.on("close", gone).on("error", gone);
  output.on("error", gone);
  return {
    send(method, params = {}, sessionId = undefined) {
      if (ended !== undefined) return Promise.reject(ended);
      const id = ++last;
      const answer = new Promise<Readonly<Record<string, unknown>>>((done, fail) => {
        waiting.set(id, { method, done, fail });
      });
      const session = sessionId === undefined ? {} : { sessionId };
      output.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
      return answer;
    },
    listen: (listener) => void listeners.push(listener),
    close,
  };
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}
