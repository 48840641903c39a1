import { UsageError } from "../errors.ts";

const maxBytes = 64 * 1024 * 1024;

/**
 * Reads standard input to its end, as UTF-8.
 *
 * @throws {UsageError} if it is a terminal, more than 64 MiB, or cannot be read; the signal's reason if it is aborted.
 */
export async function readStdin(
  stdin: Pick<NodeJS.ReadStream, "isTTY" | "destroy"> & AsyncIterable<unknown>,
  signal: AbortSignal,
): Promise<string> {
  if (stdin.isTTY)
    throw new UsageError("-: standard input is a terminal; pipe dashboards in: helm template chart | dashpreview up -");
  const stop = () => void stdin.destroy();
  signal.addEventListener("abort", stop, { once: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stdin) {
      const part = typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Buffer);
      bytes += part.length;
      if (bytes > maxBytes) throw new UsageError("-: more than 64 MiB on standard input; hand over fewer dashboards");
      chunks.push(part);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`-: standard input cannot be read (${code ?? message})`);
  } finally {
    signal.removeEventListener("abort", stop);
  }
  signal.throwIfAborted();
  return Buffer.concat(chunks).toString("utf8");
}
