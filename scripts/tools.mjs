// Gets the programs that the demo and the tests run beside Node, without root and without their system services:
// Debian's packages are downloaded by apt and unpacked into the user cache, nothing is installed.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "dashpreview");
export const cacheBin = join(cacheFolder, "bin");

const packages = {
  prometheus: { package: "prometheus", files: ["prometheus", "promtool"] },
  promtool: { package: "prometheus", files: ["prometheus", "promtool"] },
  "victoria-metrics": { package: "victoria-metrics", files: ["victoria-metrics"] },
};

/** The path of a program: from PATH, else from the user cache; undefined if it is in neither. */
export function findTool(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), cacheBin];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** The path of a program; gets Debian's package into the user cache if it is missing. Throws an Error that says what to install. */
export function ensureTool(name, { say = () => {} } = {}) {
  const found = findTool(name);
  if (found !== undefined) return found;
  const wanted = packages[name];
  if (!hasApt()) throw new Error(`${name} was not found and there is no apt here: put ${name} on the PATH and try again`);
  say(`getting Debian's ${wanted.package} into ${cacheBin} (no root, nothing is installed)`);
  unpackDebianPackage(wanted.package, wanted.files, say);
  return join(cacheBin, name);
}

/**
 * The path of a Node 24, which GitHub runs actions with: from the user cache, else out of the npm package that holds its binary.
 * Throws an Error on a system that there is no such package for, or when npm cannot get it.
 */
export function ensureNode24({ say = () => {} } = {}) {
  const target = join(cacheBin, "node24");
  if (existsSync(target)) return target;
  const platform = `${process.platform}-${process.arch}`;
  if (!["linux-x64", "linux-arm64"].includes(platform))
    throw new Error(`there is no Node 24 package for ${platform}: put one at ${target}`);
  say(`getting Node 24 into ${cacheBin}`);
  mkdirSync(cacheBin, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-node-"));
  try {
    const options = { cwd: folder, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" };
    const packed = execFileSync("npm", ["pack", "--silent", "--loglevel=error", `node-${platform}@24`], options);
    execFileSync("tar", ["-xzf", packed.trim().split("\n").pop(), "package/bin/node"], options);
    place(join(folder, "package/bin/node"), target);
    return target;
  } catch (error) {
    throw new Error(`could not get Node 24: ${lastLine(error.stderr || error.message)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Into its place in one go: two runs at once must not see half a program. */
function place(source, target) {
  const fresh = `${target}.${process.pid}`;
  copyFileSync(source, fresh);
  chmodSync(fresh, 0o755);
  renameSync(fresh, target);
}

function lastLine(text) {
  return String(text).trim().split("\n").pop();
}

export function hasApt() {
  return ["apt-get", "dpkg-deb"].every((program) => findTool(program) !== undefined);
}

function unpackDebianPackage(name, files, say) {
  mkdirSync(cacheBin, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-deb-"));
  try {
    download(name, folder, say);
    const archive = readdirSync(folder).find((file) => file.endsWith(".deb"));
    if (archive === undefined) throw new Error(`apt-get download ${name} left no package`);
    execFileSync("dpkg-deb", ["-x", join(folder, archive), join(folder, "root")]);
    for (const file of files) place(join(folder, "root/usr/bin", file), join(cacheBin, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `apt-get download` needs package lists but no root; without lists an update into a folder of our own gets them. */
function download(name, folder, say) {
  const options = { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } };
  try {
    execFileSync("apt-get", ["-q", "download", name], options);
    return;
  } catch {
    say("no package lists yet: apt-get update into a temporary folder");
  }
  const lists = join(folder, "apt");
  mkdirSync(join(lists, "lists/partial"), { recursive: true });
  mkdirSync(join(lists, "cache/archives/partial"), { recursive: true });
  const own = [
    "-q",
    "-o",
    `Dir::State::Lists=${join(lists, "lists")}`,
    "-o",
    `Dir::Cache=${join(lists, "cache")}`,
    "-o",
    "APT::Sandbox::User=",
  ];
  try {
    execFileSync("apt-get", [...own, "update"], options);
    execFileSync("apt-get", [...own, "download", name], options);
  } catch (error) {
    throw new Error(`could not get Debian's ${name}: ${lastLine(error.stderr ?? error.message)}`);
  }
}
