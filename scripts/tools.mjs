// Gets the programs that the demo and the tests run beside Node, without root and without their system services:
// Debian's packages are downloaded by apt and unpacked into the user cache, nothing is installed.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "dashpreview");
export const cacheBin = join(cacheFolder, "bin");
/**
 * Where packages with libraries lie. Those of root lie where everybody may read them: root starts a browser as nobody,
 * who may not enter root's home; the cache has links to them.
 */
const unpackedFolder = process.getuid?.() === 0 ? "/var/cache/dashpreview" : cacheFolder;

const packages = {
  prometheus: { package: "prometheus", files: ["prometheus", "promtool"] },
  promtool: { package: "prometheus", files: ["prometheus", "promtool"] },
  "victoria-metrics": { package: "victoria-metrics", files: ["victoria-metrics", "vmalert"] },
  vmalert: { package: "victoria-metrics", files: ["victoria-metrics", "vmalert"] },
  // These bring libraries along: they are unpacked with those that the system lacks, and started by a script that names
  // them.
  jq: { package: "jq", program: "usr/bin/jq" },
  chromium: { package: "chromium", program: "usr/lib/chromium/chromium" },
};

/** The path of a program: from PATH, else from the user cache; undefined if it is in neither. */
export function findTool(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), cacheBin];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * The path of a program; downloads Debian's package to the user cache if it is missing. Throws an Error that says what
 * to install.
 */
export function ensureTool(name, { say = () => {} } = {}) {
  const found = findTool(name);
  if (found !== undefined) return found;
  const wanted = packages[name];
  if (!hasApt())
    throw new Error(`${name} was not found and there is no apt here: put ${name} on the PATH and try again`);
  say(`downloading Debian's ${wanted.package} to ${cacheBin} (without root, nothing is installed)`);
  if (wanted.program === undefined) unpackDebianPackage(wanted.package, wanted.files, say);
  else unpackWithLibraries(name, wanted, say);
  return join(cacheBin, name);
}

/**
 * The path of a Node: from the user cache, else out of the npm package that holds its binary. Throws an Error on a
 * system that there is no such package for, or when npm cannot get it. `version` is `24`, `20.19` or `22.12.0`.
 */
export function ensureNode(version, { say = () => {} } = {}) {
  const target = join(cacheBin, `node${version}`);
  if (existsSync(target)) return target;
  const platform = `${process.platform}-${process.arch}`;
  if (!["linux-x64", "linux-arm64"].includes(platform))
    throw new Error(`there is no package of Node ${version} for ${platform}: put one at ${target}`);
  say(`downloading Node ${version} to ${cacheBin}`);
  mkdirSync(cacheBin, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-node-"));
  try {
    const options = { cwd: folder, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" };
    const packed = execFileSync(
      "npm",
      ["pack", "--silent", "--loglevel=error", `node-${platform}@${version}`],
      options,
    );
    execFileSync("tar", ["-xzf", packed.trim().split("\n").pop(), "package/bin/node"], options);
    place(join(folder, "package/bin/node"), target);
    return target;
  } catch (error) {
    throw new Error(`could not get Node ${version}: ${lastLine(error.stderr || error.message)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Node that GitHub runs actions with. */
export const ensureNode24 = (options) => ensureNode("24", options);

/** Every program that a test starts. Throws an Error that says what to install. */
export function ensureTestPrograms({ say = () => {} } = {}) {
  for (const name of Object.keys(packages)) ensureTool(name, { say });
  ensureNode24({ say });
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
    download(() => [name], folder, say);
    const archive = readdirSync(folder).find((file) => file.endsWith(".deb"));
    if (archive === undefined) throw new Error(`apt-get download ${name} left no package`);
    execFileSync("dpkg-deb", ["-x", join(folder, archive), join(folder, "root")]);
    for (const file of files) place(join(folder, "root/usr/bin", file), join(cacheBin, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A program with every package that it needs and that is not installed, in a folder of the user cache. */
function unpackWithLibraries(name, { package: packageName, program }, say) {
  mkdirSync(cacheBin, { recursive: true });
  mkdirSync(unpackedFolder, { recursive: true });
  const folder = mkdtempSync(join(unpackedFolder, `${name}-`));
  try {
    const tree = join(folder, "root");
    const simulate = (own) => {
      const options = {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C" },
      };
      const plan = execFileSync(
        "apt-get",
        ["-q", "-s", "--no-install-recommends", ...own, "install", packageName],
        options,
      );
      return [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
    };
    download(simulate, folder, say);
    for (const file of readdirSync(folder).filter((each) => each.endsWith(".deb"))) {
      execFileSync("dpkg-deb", ["-x", join(folder, file), tree]);
      rmSync(join(folder, file));
    }
    const home = join(unpackedFolder, `${name}-unpacked`);
    if (!existsSync(join(tree, program))) throw new Error(`Debian's ${packageName} holds no ${program}`);
    rmSync(home, { recursive: true, force: true });
    renameSync(tree, home);
    placeStarter(home, name, program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A script in the place of the program, that has its own libraries found. */
function placeStarter(home, name, program) {
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const triples = ["x86_64-linux-gnu", "aarch64-linux-gnu"];
  const folders = ["usr/lib", "lib"].flatMap((base) => [
    ...triples.map((triple) => join(home, base, triple)),
    join(home, base),
  ]);
  const libraries = [...new Set(folders.filter((folder) => existsSync(folder)).flatMap(withPrivateLibraries))].join(
    ":",
  );
  const target = unpackedFolder === cacheFolder ? join(cacheBin, name) : join(unpackedFolder, name);
  const fresh = `${target}.${process.pid}`;
  writeFileSync(
    fresh,
    `#!/bin/sh\nLD_LIBRARY_PATH=${quote(libraries)}; export LD_LIBRARY_PATH\nexec ${quote(join(home, program))} "$@"\n`,
  );
  chmodSync(fresh, 0o755);
  renameSync(fresh, target);
  if (target === join(cacheBin, name)) return;
  rmSync(join(cacheBin, name), { force: true });
  symlinkSync(target, join(cacheBin, name));
}

/** A folder, and those in it that hold libraries: a package's private ones (pulseaudio's) lie one level deeper. */
function withPrivateLibraries(folder) {
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const holds = (path) => readdirSync(path).some((file) => /^lib.*\.so(\.|$)/.test(file));
  return [folder, ...below.map(({ name }) => join(folder, name)).filter(holds)];
}

/**
 * `apt-get download` needs package lists but no root; without lists an update into a folder of our own gets them.
 * `names` gives the packages, for the options that say where the lists are.
 */
function download(names, folder, say) {
  const options = { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } };
  try {
    execFileSync("apt-get", ["-q", "download", ...names([])], options);
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
    execFileSync("apt-get", [...own, "download", ...names(own)], options);
  } catch (error) {
    throw new Error(`could not get Debian's packages: ${lastLine(error.stderr ?? error.message)}`);
  }
}
