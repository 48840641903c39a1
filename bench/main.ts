import { tuneFor, tuneStart } from "../src/cli/tune-engine.ts";
import { bench } from "./bench.ts";
import { type CheckTask, checkDashboards } from "./check.ts";
import { writeHour } from "./live.ts";
import { type ClientUse, runNpmClient } from "./npm-client.ts";
import { writeOpenMetrics } from "./openmetrics.ts";
import { startReceiver } from "./receiver.ts";
import { replay } from "./replay.ts";
import { generateThirtiethDay } from "./resume.ts";
import { scrapeAll } from "./serve.ts";
import { sharedWorkload, workloadGrid } from "./workload.ts";
import { connections, makeSources, write, writeNowhere } from "./write.ts";

/** The parts that want a process of their own; each prints one line of JSON. Without a known first word the whole run. */
const parts: Readonly<Record<string, (...args: string[]) => unknown>> = {
  write: (url, endMs, count) => asTheProgram(() => write(url!, workloadGrid(Number(endMs), Number(count)))),
  encode: (endMs, count) => asTheProgram(() => writeNowhere(workloadGrid(Number(endMs), Number(count)))),
  share: (endMs, count) =>
    asTheProgram(() => writeNowhere(workloadGrid(Number(endMs), Number(count)), sharedWorkload())),
  live: (url, endMs) => asTheProgram(() => writeHour(url!, Number(endMs))),
  check: (task) => checkDashboards(JSON.parse(task!) as CheckTask),
  replay: async (url, file) => ({ seconds: await replay(file!, url!, connections) }),
  openmetrics: (path, endMs, count) => {
    const grid = workloadGrid(Number(endMs), Number(count));
    return { samples: writeOpenMetrics(path!, makeSources(grid), grid) };
  },
  resume: (endMs) => ({ seconds: generateThirtiethDay(() => makeSources(workloadGrid(Number(endMs), 30 * 5760))) }),
  scrape: () => scrapeAll(),
  client: async (url, folder, use) => ({
    rate: await runNpmClient({ url: url!, folder: folder!, use: use as ClientUse }),
  }),
};

/** With what the command line program does before anything else. */
function asTheProgram<T>(action: () => T): T {
  tuneStart();
  tuneFor("writing");
  return action();
}

const [word, ...rest] = process.argv.slice(2);
if (word === "receive") {
  const receiver = await startReceiver({ recordFile: rest[0] });
  process.stdout.write(`${JSON.stringify({ url: receiver.url })}\n`);
  process.stdin.resume().on("end", () => receiver.stop());
} else if (word !== undefined && Object.hasOwn(parts, word)) {
  process.stdout.write(`${JSON.stringify(await parts[word]!(...rest))}\n`);
} else {
  process.exitCode = await bench(process.argv.slice(2));
}
