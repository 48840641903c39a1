import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

/** A body that cannot be unpacked. */
export class BadPacking extends Error {
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
 * A body as it was before it was packed for the way; as it is if its encoding is not known. One that is cut off is an
 * error, and not a shorter body.
 *
 * @param encoding - of Content-Encoding.
 * @param maxBytes - that may come out at most.
 * @throws {BadPacking} `network` if it is damaged or cut off, `too-large`.
 */
export async function unpack(data: unknown, encoding: string, maxBytes: number): Promise<unknown> {
  const unpacker = unpackers.get(encoding.trim().toLowerCase());
  if (unpacker === undefined || !(data instanceof Uint8Array) || data.length === 0) return data;
  try {
    return await unpacker(data, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new BadPacking("the answer is too large", "too-large");
    throw new BadPacking("the answer is packed in a way that cannot be unpacked, or cut off", "network");
  }
}
