/** How much a client may ask for. */
export interface ServeLimits {
  /** Of a body. */
  readonly bodyBytes: number;
  /** Open at once; further ones are answered 429. */
  readonly connections: number;
  /** Requests of one connection: at once, and a second in the long run. */
  readonly burst: number;
  readonly perSecond: number;
  /** For the headers, and for headers and body together. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
}

/** A spec may have 1 MiB. */
export const usualLimits: ServeLimits = {
  bodyBytes: 1024 * 1024 + 1024,
  connections: 1000,
  burst: 200,
  perSecond: 100,
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 120_000,
};
