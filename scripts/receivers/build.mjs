// Builds the servers that receive remote write into the user cache, by the Go module proxy: each in a small module of
// its own that requires the server's module at one version. A module's `replace` lines count only in the main module,
// so they are copied there.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cacheFolder, findTool } from "../tools.mjs";

/** Where the programs are: `<server>-<version>/<program>`. */
export const receiversFolder = join(cacheFolder, "receivers");

/**
 * What is built, in the order of its worth. `flags`: the variable of the linker that names the version. `goVersion`: the
 * least Go that all of them build with; an older one on this machine gets it by `GOTOOLCHAIN`.
 */
export const goVersion = "1.27.3";
export const receiverModules = [
  {
    name: "prometheus",
    module: "github.com/prometheus/prometheus",
    version: "v0.316.0",
    shown: "3.16.0",
    // Without the service discoveries of clouds, which are most of its code. The web UI is left out by default.
    tags: "remove_all_sd",
    variable: "github.com/prometheus/common/version.Version",
    programs: { prometheus: "cmd/prometheus" },
  },
  {
    name: "victoriametrics",
    module: "github.com/VictoriaMetrics/VictoriaMetrics",
    version: "v1.153.0",
    shown: "victoria-metrics-v1.153.0",
    tags: "",
    variable: "github.com/VictoriaMetrics/VictoriaMetrics/lib/buildinfo.Version",
    programs: { "victoria-metrics": "app/victoria-metrics" },
  },
  {
    name: "mimir",
    module: "github.com/grafana/mimir",
    version: "v1.3.1-0.20260423142704-aced80d74930",
    // The module has no tags of its releases; its file VERSION says this.
    shown: "3.0.5",
    tags: "netgo,stringlabels",
    variable: "github.com/grafana/mimir/pkg/util/version.Version",
    programs: { mimir: "cmd/mimir" },
  },
  {
    name: "thanos",
    module: "github.com/thanos-io/thanos",
    version: "v0.42.5",
    shown: "0.42.5",
    // With the labels in one string, which Prometheus has by default, Receive crashes at the first sample.
    tags: "netgo,slicelabels",
    variable: "github.com/prometheus/common/version.Version",
    programs: { thanos: "cmd/thanos" },
  },
];

/** The folder of a server's programs. */
export function folderOf({ name, version }) {
  return join(receiversFolder, `${name}-${version}`);
}

/**
 * Builds what is missing, one after the other, at the lowest priority and on one core: it takes minutes for each.
 *
 * @returns for each server its name and, if it could not be built, the reason.
 */
export async function buildReceivers({ only, say = () => {} } = {}) {
  const built = [];
  for (const server of receiverModules) {
    if (only !== undefined && !only.includes(server.name)) continue;
    built.push({ name: server.name, reason: await build(server, say) });
  }
  return built;
}

async function build(server, say) {
  const folder = folderOf(server);
  const missing = Object.entries(server.programs).filter(([program]) => !existsSync(join(folder, program)));
  if (missing.length === 0) return undefined;
  if (findTool("go") === undefined) return "there is no Go here (https://go.dev/dl)";
  const work = join(folder, "module");
  mkdirSync(work, { recursive: true });
  try {
    await writeModule(server, work);
    for (const [program, path] of missing) {
      say(`building ${program} ${server.shown} into ${folder}`);
      const linker = `-s -w -X ${server.variable}=${server.shown}`;
      const target = join(folder, program);
      await go(["build", "-tags", server.tags, "-ldflags", linker, "-o", `${target}.new`, `${server.module}/${path}`], {
        cwd: work,
        mod: "mod",
      });
      execFileSync("mv", [`${target}.new`, target]);
    }
    rmSync(work, { recursive: true });
    return undefined;
  } catch (error) {
    return error.message;
  }
}

/** A module that requires the server's, with its `go`, `replace` and `exclude` lines and its checksums. */
async function writeModule({ name, module, version }, work) {
  const answer = JSON.parse(await go(["mod", "download", "-json", `${module}@${version}`], { cwd: work }));
  const text = readFileSync(answer.GoMod, "utf8");
  const own = text.replace(/^module .*$/m, `module receivers/${name}`);
  writeFileSync(join(work, "go.mod"), `${own}\nrequire ${module} ${version}\n`);
  const sums = join(answer.Dir, "go.sum");
  if (existsSync(sums)) writeFileSync(join(work, "go.sum"), readFileSync(sums));
  await go(["get", `${module}@${version}`], { cwd: work, mod: "mod" });
}

/** Runs Go with pinned surroundings. Resolves with its output; rejects with the last lines that it said. */
function go(args, { cwd, mod }) {
  const env = {
    ...process.env,
    GOTOOLCHAIN: newEnough() ? "local" : `go${goVersion}`,
    GOWORK: "off",
    GOMAXPROCS: process.env.GOMAXPROCS ?? "1",
    GOFLAGS: `-p=1 -buildvcs=false${mod === undefined ? "" : ` -mod=${mod}`}`,
  };
  return new Promise((resolve, reject) => {
    const child = spawn("nice", ["-n", "19", "go", ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`go ${args[0]}: ${(err || out).trim().split("\n").slice(-3).join(" / ")}`));
    });
  });
}

function newEnough() {
  const own = /go(\d+)\.(\d+)/.exec(execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" })) ?? [];
  const [, major, minor] = /(\d+)\.(\d+)/.exec(goVersion);
  return Number(own[1]) > Number(major) || (own[1] === major && Number(own[2]) > Number(minor));
}

/** The path of a built program, or of one on the PATH; undefined if there is neither. */
export function findReceiverProgram(program) {
  const server = receiverModules.find(({ programs }) => Object.hasOwn(programs, program));
  if (server !== undefined) {
    const path = join(folderOf(server), program);
    return existsSync(path) ? path : undefined;
  }
  const folders = [receiversFolder, ...(process.env.PATH ?? "").split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}
