// The checks of `npm run receivers` against every receiver whose programs are there. Bundled and run by
// scripts/receivers.mjs, which gives it in DASHPREVIEW_RECEIVER_PROGRAMS where each program is, and the file for the
// results as its argument.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import process from "node:process";
import { type Check, checks, type Subject } from "./checks.ts";
import { preview, shards } from "./preview.ts";
import { type ReceiverKind, type RunningReceiver, receiverKinds } from "./servers.ts";

/** The results of one receiver. */
interface Result {
  readonly title: string;
  /** By check; a failure begins with FAILED. */
  readonly cells: Readonly<Record<string, string>>;
}

const programs = JSON.parse(process.env["DASHPREVIEW_RECEIVER_PROGRAMS"] ?? "{}") as Record<string, string>;
/** Only the checks whose name has this. */
const only = process.env["DASHPREVIEW_RECEIVER_CHECK"];
const all: Readonly<Record<string, Check>> = {
  ...checks,
  "`up`, again, `cleanup`": preview,
  "`up --shard`, 3 processes": shards,
};

async function main(): Promise<void> {
  const results: Result[] = [];
  for (const [name, kind] of Object.entries(receiverKinds)) {
    if (!kind.programs.every((program) => programs[program] !== undefined)) continue;
    results.push({ title: kind.title, cells: await runAll(name, kind) });
  }
  writeFileSync(process.argv[2]!, JSON.stringify(results));
  const isFine = ({ cells }: Result) => Object.values(cells).every((cell) => !cell.startsWith("FAILED"));
  process.exitCode = results.every(isFine) ? 0 : 1;
}

async function runAll(name: string, kind: ReceiverKind): Promise<Record<string, string>> {
  const path = (program: string) => programs[program]!;
  const cells: Record<string, string> = { version: versionOf(path(kind.programs[0]!)) };
  const started: RunningReceiver[] = [];
  try {
    for (const takes of ["wide", "plain"] as const) started.push(await kind.start(path, { takes }));
    const subject: Subject = { kind, wide: started[0]!, plain: started[1]! };
    for (const [check, run] of Object.entries(all)) {
      if (only !== undefined && !check.includes(only)) continue;
      cells[check] = await run(subject).catch((error: Error) => `FAILED: ${error.message}`);
      process.stderr.write(`${name}: ${check}: ${cells[check]}\n`);
    }
  } catch (error) {
    cells["starts"] = `FAILED: ${(error as Error).message}`;
    process.stderr.write(`${name}: ${cells["starts"]}\n`);
  } finally {
    for (const server of started) await server.stop();
  }
  return cells;
}

/** As the program itself says it. */
function versionOf(program: string): string {
  const { stdout, stderr } = spawnSync(program, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return /\d+\.\d+\.\d+/.exec(stdout + stderr)?.[0] ?? "?";
}

await main();
