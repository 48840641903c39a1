import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { toolPath } from "../servers/process.ts";

/** The folder that GitHub runs the action from. */
export const actionFolder = resolve(import.meta.dirname, "../../action");

/** The Node that GitHub runs actions with. */
export function actionNode(): string {
  return toolPath("node24");
}

/**
 * Where Node from 22.1 on keeps the action's programs as it has compiled them: a quarter of what it takes to start one.
 * It holds one entry for each; a program that has changed is compiled again.
 */
const compiled = { NODE_COMPILE_CACHE: resolve(actionFolder, "../node_modules/.cache/dashpreview/compiled") };

/** Runs a bundle to its end, with nothing of this process' own environment but the PATH. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<{ code: number | null; log: string }> {
  if (!existsSync(args[0]!)) throw new Error(`${args[0]} is missing: npm run generate`);
  const child = spawn(command, args, {
    cwd: options.cwd,
    // Pictures take seconds: only tests that are about them have them.
    env: {
      PATH: process.env["PATH"],
      ...(args[0]!.startsWith(actionFolder) ? compiled : {}),
      DASHPREVIEW_COMMENT_PICTURES: "off",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
  }
  return new Promise((done) => child.once("close", (code) => done({ code, log })));
}
