import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nearestWord
} from "./chunk-5AO6ZF25.js";
import {
  fileProblem
} from "./chunk-EO5QO5NY.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/system/plain-file.ts
import { closeSync, constants, fstatSync, openSync, readSync, statSync as statSync2 } from "node:fs";

// src/system/near-path.ts
import { opendirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
var maxEntries = 2e3;
function nearPath(path, cwd) {
  const parts = path.split("/");
  let shown = "";
  for (const [index, part] of parts.entries()) {
    const at = (name2) => index === 0 ? name2 : `${shown}/${name2}`;
    const folder = resolve(cwd, index === 0 ? "" : shown || "/");
    const name = part === "" || exists(join(folder, part)) ? part : nearestWord(part, namesIn(folder));
    if (name === void 0) return "";
    shown = at(name);
  }
  return shown === path ? "" : `; did you mean ${shown}?`;
}
function exists(path) {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== void 0;
  } catch {
    return false;
  }
}
function namesIn(folder) {
  const names = [];
  try {
    const entries = opendirSync(folder);
    try {
      for (let entry = entries.readSync(); entry !== null && names.length < maxEntries; entry = entries.readSync())
        if (!entry.name.startsWith(".") && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(entry.name)) names.push(entry.name);
    } finally {
      entries.closeSync();
    }
  } catch {
    return [];
  }
  return names.sort();
}

// src/system/plain-file.ts
function readPlainFile(path, { file, what, maxBytes }) {
  let descriptor;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(error, path, file, what);
  }
  try {
    const kind = fstatSync(descriptor);
    if (!kind.isFile()) throw new UsageError(`${file}: expected ${what}, found ${nameOf(kind)}`);
    if (kind.size > maxBytes) throw tooLarge(file, what, maxBytes);
    const bytes = readBounded(descriptor, Math.max(kind.size, 1024), maxBytes) ?? fail(tooLarge(file, what, maxBytes));
    return decode(bytes, file, what);
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(error, path, file, what);
  } finally {
    closeSync(descriptor);
  }
}
function isPlainFile(path) {
  try {
    return statSync2(path).isFile();
  } catch {
    return false;
  }
}
function specialKind(path) {
  try {
    const kind = statSync2(path);
    return kind.isFile() || kind.isDirectory() ? void 0 : nameOf(kind);
  } catch {
    return void 0;
  }
}
function readBounded(descriptor, expected, maxBytes) {
  const parts = [];
  let total = 0;
  for (; ; ) {
    const part = Buffer.allocUnsafe(parts.length === 0 ? expected + 1 : 65536);
    const length = readSync(descriptor, part, 0, part.length, null);
    if (length === 0) return Buffer.concat(parts);
    total += length;
    if (total > maxBytes) return void 0;
    parts.push(part.subarray(0, length));
  }
}
function decode(bytes, file, what) {
  const [first, second] = bytes;
  if (first === 255 && second === 254 || first === 254 && second === 255)
    throw new UsageError(`${file}: its text is UTF-16, as older PowerShells write it; save it as UTF-8`);
  if (bytes.includes(0)) throw new UsageError(`${file}: expected ${what}, found a binary file`);
  return bytes.toString("utf8");
}
function tooLarge(file, what, maxBytes) {
  const size = maxBytes % (1024 * 1024) === 0 ? `${maxBytes / 1024 / 1024} MiB` : `${maxBytes} bytes`;
  return new UsageError(`${file}: larger than ${size}, the most that ${what} may have; split it`);
}
function fail(error) {
  throw error;
}
function unreadable(error, path, file, what) {
  const code = error.code ?? "unknown reason";
  if (code === "ENOENT") return new UsageError(`${file}: no such file${nearNamed(path, file)}`);
  const kind = code === "EISDIR" ? "a folder" : specialKind(path);
  if (kind !== void 0) return new UsageError(`${file}: expected ${what}, found ${kind}`);
  return new UsageError(`${file}: cannot be read ${fileProblem(error)}`);
}
function nearNamed(path, file) {
  const named = file.replace(/^--[\w-]+ /, "");
  return path.endsWith(`/${named}`) ? nearPath(named, path.slice(0, -named.length)) : named === path ? nearPath(named, "/") : "";
}
function nameOf(kind) {
  if (kind.isDirectory()) return "a folder";
  if (kind.isFIFO()) return "a named pipe";
  if (kind.isSocket()) return "a socket";
  return kind.isCharacterDevice() || kind.isBlockDevice() ? "a device" : "a special file";
}

export {
  nearPath,
  readPlainFile,
  isPlainFile,
  specialKind
};
