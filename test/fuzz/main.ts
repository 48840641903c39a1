import { parseArgs } from "node:util";
import { parseDuration } from "../../src/text/duration.ts";
import { anySeed, runTarget } from "./run-target.ts";
import { targets } from "./targets.ts";

const { values } = parseArgs({
  options: { time: { type: "string", default: "10m" }, seed: { type: "string" }, only: { type: "string" } },
});
const totalMs = parseDuration(values.time);
if (totalMs === undefined) throw new Error(`--time ${values.time}: expected a duration such as 10m`);
const seed = values.seed === undefined ? anySeed() : Number(values.seed);
const chosen = targets.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (chosen.length === 0 || !Number.isSafeInteger(seed))
  throw new Error(`--only: one of ${targets.map(({ name }) => name).join(", ")}; --seed: a whole number`);

let failed = false;
for (const target of chosen) {
  const failure = await runTarget(target, { timeMs: totalMs / chosen.length }, seed);
  failed ||= failure !== undefined;
  process.stdout.write(failure === undefined ? `ok      ${target.name} (seed ${seed})\n` : `FAILED  ${failure}\n`);
}
process.exitCode = failed ? 1 : 0;
