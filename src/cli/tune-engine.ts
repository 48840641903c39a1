import { versions } from "node:process";
import { setFlagsFromString } from "node:v8";

/** A young generation of 1 MiB that does not grow: what it has grown to it does not give back. */
const fromTheStart = ["--semi-space-growth-factor=1"];

const hasMaglev = Number(versions.v8.split(".")[0]) >= 12;
/**
 * V8 without Maglev, as Node 20 has it, optimizes functions after so much bytecode that a run of some seconds spends a
 * quarter of its processor time on compiling what it hardly calls again. Later, reading, inferring and checking take
 * three quarters of the time (measured: 3.4 s in place of 4.6 for a dashboard of 250 panels).
 */
export const optimizeLate: readonly string[] = hasMaglev ? [] : ["--interrupt-budget=400000"];
const optimizeSoon = hasMaglev ? [] : ["--interrupt-budget=67584"];

const forWriting = [
  ...optimizeSoon,
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
  for (const flag of [...fromTheStart, ...optimizeLate]) setFlagsFromString(flag);
}

/** Dashboards from which on reading keeps the heap closer to what is live. */
const manyDashboards = 16;

/** V8's defaults of the other flags above. */
const forReading = [
  ...optimizeLate,
  "--heap-growing-percent=0",
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
 * Of many dashboards the live part is large, and V8 lets it grow to four times its size before it is swept: there
 * it may grow by 60 % (measured of 148 dashboards, read, inferred, planned and compiled: at most 357 MB resident in
 * place of 648, at the same processor time).
 */
export function tuneFor(work: "reading" | "writing", dashboards = 1): void {
  const reading = dashboards < manyDashboards ? forReading : [...forReading, "--heap-growing-percent=60"];
  for (const flag of work === "writing" ? [...fromTheStart, ...forWriting] : reading) setFlagsFromString(flag);
}
