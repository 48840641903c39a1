// `npm run demo`: from a fresh clone to a dashboard with data, with Node only. Arguments go on to `dashpreview up`.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { ensurePackages, isMain, root, run } from "./steps.mjs";
import { cacheBin, ensureTool, findTool } from "./tools.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);
const fixture = "fixtures/web-service";

async function main() {
  await ensurePackages({ say });
  say("building");
  const { code, output } = await run(process.execPath, [join(root, "scripts/build.mjs")]);
  if (code !== 0) throw new Error(`the build failed:\n${output.trim()}`);
  await ensurePrometheus({ say });
  const own = process.argv.slice(2);
  const dashboards = own.some((word) => !word.startsWith("-") && word.includes("/")) ? [] : [fixture];
  const page = join(root, "dist/demo.html");
  // A checkout of a branch may lack the page, which needs other packages to build: the table needs none.
  const shown = existsSync(join(root, "assets/page.html")) && !own.some((word) => word.startsWith("--page"));
  const args = ["up", "--local", "--exit", ...dashboards, ...own];
  say(`dashpreview ${args.join(" ")}\n`);
  const pictures = join(root, "dist/demo");
  const drawn = shown && (await hasBrowser()) && !own.some((word) => word.startsWith("--pictures"));
  const extra = [...(shown ? ["--page", page] : []), ...(drawn ? ["--pictures", pictures] : [])];
  process.exitCode = await runCli([...args, ...extra]);
  if (shown && existsSync(page)) say(`the dashboard, as Grafana would show it: ${pathToFileURL(page)}`);
  for (const { file, kind } of drawn ? picturesIn(pictures) : [])
    if (kind === "dashboard") say(`a picture of it: ${join(pictures, file)}`);
}

/** Whether the program would find a browser by itself. */
async function hasBrowser() {
  // Not above: a fresh clone has no packages yet when this file is read.
  const { loadSources } = await import("./load-sources.mjs");
  const { findBrowser } = await loadSources([
    'export { findBrowser } from "./src/report/pictures/browser/find-browser.ts";',
  ]);
  try {
    return findBrowser({ env: process.env, homeFolder: homedir(), wanted: process.env.DASHPREVIEW_BROWSER }) !== "";
  } catch {
    return false;
  }
}

function picturesIn(folder) {
  const index = join(folder, "index.json");
  return existsSync(index) ? JSON.parse(readFileSync(index, "utf8")).pictures : [];
}

/** Debian's package through apt, else the binary out of Docker's image, else words that say what to install. */
export async function ensurePrometheus({ say }) {
  try {
    return ensureTool("prometheus", { say });
  } catch (error) {
    if (findTool("docker") !== undefined && (await takeFromImage({ say }))) return join(cacheBin, "prometheus");
    throw new Error(
      `${error.message}.\nThe demo needs a Prometheus server. Any of these gives it one: apt install ` +
        "prometheus (Debian, Ubuntu), " +
        "brew install prometheus (macOS), Docker, or a prometheus from https://prometheus.io/download on the PATH",
    );
  }
}

async function takeFromImage({ say }) {
  const image = "docker.io/prom/prometheus:v3.5.0";
  say(`taking the prometheus program out of Docker's image ${image}`);
  mkdirSync(cacheBin, { recursive: true });
  const made = await run("docker", ["create", image]);
  const id = made.output.trim().split("\n").pop();
  if (made.code !== 0 || !/^[0-9a-f]{12,64}$/.test(id)) return false;
  const fresh = join(cacheBin, `prometheus.${process.pid}`);
  try {
    const copied = await run("docker", ["cp", `${id}:/bin/prometheus`, fresh]);
    // The image is for Linux: its program is of no use to another system.
    if (copied.code !== 0 || (await run(fresh, ["--version"])).code !== 0) return false;
    renameSync(fresh, join(cacheBin, "prometheus"));
    return true;
  } finally {
    rmSync(fresh, { force: true });
    await run("docker", ["rm", id]);
  }
}

/** The program itself, at this terminal: Ctrl-C reaches it directly. */
function runCli(args) {
  const child = spawn(process.execPath, [join(root, "dist/cli.js"), ...args], { cwd: root, stdio: "inherit" });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => child.kill(name));
  return new Promise((done) => child.once("close", (code) => done(code ?? 130)));
}

if (isMain(import.meta.url)) {
  await main().catch((error) => {
    process.stderr.write(`demo: ${error.message}\n`);
    process.exitCode = 1;
  });
}
