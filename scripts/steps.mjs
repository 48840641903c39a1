// What the scripts of this folder share: where the project is, running a program, and packages that are there when they
// are needed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Is this module the one that Node was started with? */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

/**
 * Runs a program in the project's folder and gives its exit code and everything that it printed, in order. It is ended
 * after `timeoutMs` (then `timedOut` is true). With `show`, what it prints is shown as it comes.
 */
export function run(command, args, { timeoutMs = 600_000, env = process.env, show = false, cwd = root } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    const collect = (target) => (chunk) => {
      chunks.push(chunk);
      if (show) target.write(chunk);
    };
    child.stdout.on("data", collect(process.stdout));
    child.stderr.on("data", collect(process.stderr));
    const finish = (code, note = "") => {
      clearTimeout(timer);
      done({ code, timedOut, output: Buffer.concat(chunks).toString("utf8") + note });
    };
    child.once("error", (error) => finish(127, `${error.message}\n`));
    child.once("close", (code, signal) => finish(code ?? 1, signal === null ? "" : `ended by ${signal}\n`));
  });
}

/** Runs a program of Node's in the project, such as `node_modules/vitest/vitest.mjs`. */
export function runNode(script, args = [], options = {}) {
  return run(process.execPath, [join(root, script), ...args], options);
}

/**
 * Installs the locked packages of a folder (of the project by default) if they are missing or are not the locked ones.
 * Throws an Error with npm's own words if that fails.
 */
export async function ensurePackages({ folder = ".", say = () => {} } = {}) {
  if (packagesAreFresh(folder)) return;
  say(`installing packages${folder === "." ? "" : ` of ${folder}/`} (npm ci)`);
  const { code, output } = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: join(root, folder),
    env: { ...process.env, NODE_ENV: "" },
  });
  if (code !== 0) throw new Error(`npm ci failed:\n${output.trim()}`);
}

/** Does node_modules hold what package-lock.json says? npm leaves a lock of what it installed there. */
export function packagesAreFresh(folder = ".") {
  const installed = readLock(join(root, folder, "node_modules/.package-lock.json"));
  const wanted = readLock(join(root, folder, "package-lock.json"));
  if (installed === undefined || wanted === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    if (path === "") return true;
    const found = installed[path];
    // Optional packages are for other machines as often as not.
    return found === undefined ? optional === true || peer === true : found.version === version;
  });
}

function readLock(path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}
