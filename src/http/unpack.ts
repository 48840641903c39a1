import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

/** The body cannot be decompressed. */
export class DecompressionError extends Error {
  constructor(
    message: string,
    readonly code: "network" | "too-large",
  ) {
    super(message);
  }
}

const unpackers = new Map([
  ["gzip", promisify(gunzip)],
  ["x-gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
  ["br", promisify(brotliDecompress)],
]);

/**
 * Decompresses a body. Returns it unchanged if the encoding is unknown. A truncated body is an error.
 *
 * @param encoding - the value of Content-Encoding.
 * @param maxBytes - limit of the decompressed size.
 * @throws {DecompressionError} `network` if it is damaged or truncated, `too-large` if it exceeds the limit.
 */
export async function unpack(data: unknown, encoding: string, maxBytes: number): Promise<unknown> {
  const unpacker = unpackers.get(encoding.trim().toLowerCase());
  if (unpacker === undefined || !(data instanceof Uint8Array) || data.length === 0) return data;
  try {
    return await unpacker(data, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new DecompressionError("the answer is too large", "too-large");
    throw new DecompressionError("the compressed answer is damaged or truncated", "network");
  }
}
