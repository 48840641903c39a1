import { test } from "vitest";
import { runTarget } from "./run-target.ts";
import { suiteSeed } from "./seed.ts";
import { targets } from "./targets.ts";

test.for(targets.map((target) => [target.name, target] as const))(
  "fuzzing %s finds no crash, no hang and no selector without the matcher",
  { timeout: 240_000 },
  async ([, target]) => {
    const failure = await runTarget(target, { runs: target.runs }, suiteSeed);
    // Whole: an assertion would cut off the seed.
    if (failure !== undefined) throw new Error(failure);
  },
);
