import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { InterruptedError } from "../errors.ts";

/** The terminal that somebody sits at. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  /** The question goes here: standard output may be a file. */
  readonly stderr: NodeJS.WriteStream;
  /** Show nothing of what is typed. */
  readonly hidden: boolean;
  readonly signal: AbortSignal;
}

/**
 * Asks a question at a terminal, and gives the line that is typed.
 *
 * @throws {InterruptedError} at Ctrl-C, and at Ctrl-D without an answer.
 * @throws the signal's reason if it is aborted.
 */
export async function askTerminal({ stdin, stderr, hidden, signal }: Terminal, question: string): Promise<string> {
  signal.throwIfAborted();
  stderr.write(question);
  // In terminal mode readline switches the terminal's own echo off, and writes what is typed to `output`.
  const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : stderr;
  const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
  try {
    return await new Promise<string>((done, fail) => {
      lines.once("line", done);
      lines.once("SIGINT", () => fail(new InterruptedError()));
      lines.once("close", () => fail(new InterruptedError("no answer")));
      signal.addEventListener("abort", () => fail(signal.reason as Error), { once: true });
    });
  } finally {
    lines.close();
    if (hidden) stderr.write("\n");
  }
}
