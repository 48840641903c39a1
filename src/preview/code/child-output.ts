import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

/** The output of a program, up to a limit. */
export interface CollectedOutput {
  /** As UTF-8. */
  text(): string;
  /** It wrote more than the limit. */
  readonly overflowed: boolean;
}

/** How to collect the output of a program. */
export interface OutputLimit {
  readonly maxBytes: number;
  /** Which part is kept of too much. Default: the beginning. */
  readonly keep?: "beginning" | "end";
  /** Called for all that comes after the limit. */
  readonly onOverflow?: () => void;
}

/** Collects what a stream gives; never holds more than twice the limit. */
export function collectOutput(
  stream: Readable,
  { maxBytes, keep = "beginning", onOverflow = () => {} }: OutputLimit,
): CollectedOutput {
  let chunks: Buffer[] = [];
  let [held, bytes] = [0, 0];
  const hold = (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
  };
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) onOverflow();
    if (bytes <= maxBytes || keep === "end") hold(chunk);
    if (held <= 2 * maxBytes) return;
    chunks = [Buffer.concat(chunks).subarray(-maxBytes)];
    held = maxBytes;
  });
  return {
    text: () => (keep === "end" ? Buffer.concat(chunks).subarray(-maxBytes) : Buffer.concat(chunks)).toString("utf8"),
    get overflowed() {
      return bytes > maxBytes;
    },
  };
}

/** How a program came to its end. */
export interface ChildEnding {
  /** Undefined where it was killed, or could not be started. */
  readonly code: number | undefined;
  readonly killSignal: string | undefined;
  /** Why it could not be started. */
  readonly failure: NodeJS.ErrnoException | undefined;
}

/** Waits for the end of a program and of its output; one of its own that keeps the pipes open is not waited for. */
export async function childEnding(child: ChildProcess): Promise<ChildEnding> {
  const closed = new Promise<void>((done) => child.once("close", () => done()));
  const end = await new Promise<ChildEnding>((done) => {
    child.once("error", (failure) => done({ code: undefined, killSignal: undefined, failure }));
    child.once("exit", (code, signal) =>
      done({ code: code ?? undefined, killSignal: signal ?? undefined, failure: undefined }),
    );
  });
  if (end.failure === undefined) await Promise.race([closed, wait(1000, undefined, { ref: false })]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return end;
}
