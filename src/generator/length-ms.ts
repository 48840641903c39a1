import type { Length } from "./signal.ts";

/** Milliseconds of a length. */
export function lengthMs(length: Length, stepMs: number): number {
  return "forMs" in length ? length.forMs : length.samples * stepMs;
}
