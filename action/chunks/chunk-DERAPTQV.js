import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/cli/tune-engine.ts
import { versions } from "node:process";
import { setFlagsFromString } from "node:v8";
var fromTheStart = ["--semi-space-growth-factor=1"];
var hasMaglev = Number(versions.v8.split(".")[0]) >= 12;
var optimizeLate = hasMaglev ? [] : ["--interrupt-budget=400000"];
var optimizeSoon = hasMaglev ? [] : ["--interrupt-budget=67584"];
var forWriting = [
  ...optimizeSoon,
  // An old generation that is swept early.
  "--optimize-for-size",
  "--incremental-marking-hard-trigger=30",
  // Functions are compiled as they are called, not into one another: code is ready sooner, and a run is short.
  "--max-inlined-bytecode-size-cumulative=300",
  // Compiling one of the few functions above that takes megabytes for a moment; all of them belong to libraries and
  // wait for the network.
  "--max-optimized-bytecode-size=5000"
];
function tuneStart() {
  for (const flag of [...fromTheStart, ...optimizeLate]) setFlagsFromString(flag);
}
var manyDashboards = 16;
var forReading = [
  ...optimizeLate,
  "--heap-growing-percent=0",
  "--semi-space-growth-factor=2",
  "--no-optimize-for-size",
  "--incremental-marking-hard-trigger=0",
  "--max-inlined-bytecode-size-cumulative=920",
  "--max-optimized-bytecode-size=61440"
];
function tuneFor(work, dashboards = 1) {
  const reading = dashboards < manyDashboards ? forReading : [...forReading, "--heap-growing-percent=60"];
  for (const flag of work === "writing" ? [...fromTheStart, ...forWriting] : reading) setFlagsFromString(flag);
}

export {
  optimizeLate,
  tuneStart,
  tuneFor
};
