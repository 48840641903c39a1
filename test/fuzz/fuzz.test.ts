import { test } from "vitest";
import { anySeed, runTarget } from "./run-target.ts";
import { targets } from "./targets.ts";

/** Another seed each time: what fails is printed with it. `npm run fuzz` does the same for longer. */
const seed = anySeed();

test.for(targets.map((target) => [target.name, target] as const))(
  "fuzzing %s finds no crash, no hang and no selector without the matcher",
  { timeout: 240_000 },
  async ([, target]) => {
    const failure = await runTarget(target, { runs: target.runs }, seed);
    // Whole: an assertion would cut off the seed.
    if (failure !== undefined) throw new Error(failure);
  },
);
