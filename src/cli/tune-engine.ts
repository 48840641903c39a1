import { setFlagsFromString } from "node:v8";

/** A young generation of 1 MiB that does not grow: what it has grown to it does not give back. */
const fromTheStart = ["--semi-space-growth-factor=1"];

const forWriting = [
  // An old generation that is swept early.
  "--optimize-for-size",
  "--incremental-marking-hard-trigger=30",
  // Functions are compiled as they are called, not into one another: code is ready sooner, and a run is short.
  "--max-inlined-bytecode-size-cumulative=300",
  // Compiling one of the few functions above that takes megabytes for a moment; all of them belong to libraries and
  // wait for the network.
  "--max-optimized-bytecode-size=5000",
];

/**
 * Sets V8's flags that must be set before the heap grows. Call it first of all.
 */
export function tuneStart(): void {
  for (const flag of fromTheStart) setFlagsFromString(flag);
}

/** V8's defaults of the flags above. */
const forReading = [
  "--semi-space-growth-factor=2",
  "--no-optimize-for-size",
  "--incremental-marking-hard-trigger=0",
  "--max-inlined-bytecode-size-cumulative=920",
  "--max-optimized-bytecode-size=61440",
];

/**
 * Sets V8's flags for what comes next.
 *
 * `writing` keeps the heap small while samples are written. Writing makes garbage and keeps little: with V8's defaults
 * the young generation and the heap's limits grow with the number of samples (measured: 86, 88 and 131 MiB resident at
 * 1, 10 and 100 million), with these they hardly do (69, 70 and 71), at the same speed.
 *
 * `reading` gives reading, inferring and checking what they need: they make garbage and keep much of it for a moment,
 * and a small heap made them half as fast again. What the heap has grown to by then stays, however many samples follow.
 */
export function tuneFor(work: "reading" | "writing"): void {
  for (const flag of work === "writing" ? [...fromTheStart, ...forWriting] : forReading) setFlagsFromString(flag);
}
