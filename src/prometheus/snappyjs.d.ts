declare module "snappyjs" {
  /** Snappy's block format. */
  export function compress(bytes: Uint8Array): Uint8Array;
  /** @param maxBytes - more than this is an error. */
  export function uncompress(bytes: Uint8Array, maxBytes?: number): Uint8Array;
}
