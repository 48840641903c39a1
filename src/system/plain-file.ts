import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { UsageError } from "../errors.ts";
import { fileProblem } from "./file-problem.ts";
import { nearPath } from "./near-path.ts";

/** Options of {@link readPlainFile}. */
export interface PlainFileOptions {
  /** As messages name it. */
  readonly file: string;
  /** The kind of file, for messages: `a data spec`. */
  readonly what: string;
  readonly maxBytes: number;
}

/**
 * Reads a regular file as UTF-8. It is opened without blocking and its kind is checked on the open descriptor: reading
 * a named pipe, a socket or a device would never end, and one could replace the file after a check by path. Reads at
 * most `maxBytes`, whatever size the file system reports.
 *
 * @throws {UsageError} if the file is missing, not a regular file, too large, unreadable, binary or UTF-16.
 */
export function readPlainFile(path: string, { file, what, maxBytes }: PlainFileOptions): string {
  let descriptor: number;
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

/** Whether a path, with links followed, leads to a regular file. Never throws: false if it cannot be read. */
export function isPlainFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The kind of file at a path, for a message; undefined for a plain file, a folder, or a missing one. Never throws. */
export function specialKind(path: string): string | undefined {
  try {
    const kind = statSync(path);
    return kind.isFile() || kind.isDirectory() ? undefined : nameOf(kind);
  } catch {
    return undefined;
  }
}

function readBounded(descriptor: number, expected: number, maxBytes: number): Buffer | undefined {
  const parts: Buffer[] = [];
  let total = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(parts.length === 0 ? expected + 1 : 65_536);
    const length = readSync(descriptor, part, 0, part.length, null);
    if (length === 0) return Buffer.concat(parts);
    total += length;
    if (total > maxBytes) return undefined;
    parts.push(part.subarray(0, length));
  }
}

/** @throws {UsageError} for what is no UTF-8 for sure: the mistakes of a parser would say nothing to anybody. */
function decode(bytes: Buffer, file: string, what: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UsageError(`${file}: its text is UTF-16, as older PowerShells write it; save it as UTF-8`);
  if (bytes.includes(0)) throw new UsageError(`${file}: expected ${what}, found a binary file`);
  return bytes.toString("utf8");
}

function tooLarge(file: string, what: string, maxBytes: number): UsageError {
  const size = maxBytes % (1024 * 1024) === 0 ? `${maxBytes / 1024 / 1024} MiB` : `${maxBytes} bytes`;
  return new UsageError(`${file}: larger than ${size}, the most that ${what} may have; split it`);
}

function fail(error: Error): never {
  throw error;
}

function unreadable(error: unknown, path: string, file: string, what: string): UsageError {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
  if (code === "ENOENT") return new UsageError(`${file}: no such file${nearNamed(path, file)}`);
  // Sockets cannot be opened, folders can, but not read.
  const kind = code === "EISDIR" ? "a folder" : specialKind(path);
  if (kind !== undefined) return new UsageError(`${file}: expected ${what}, found ${kind}`);
  return new UsageError(`${file}: cannot be read ${fileProblem(error)}`);
}

/** {@link nearPath} in the words of a message: `file` is a path, or a flag and a path, from whatever folder. */
function nearNamed(path: string, file: string): string {
  const named = file.replace(/^--[\w-]+ /, "");
  return path.endsWith(`/${named}`)
    ? nearPath(named, path.slice(0, -named.length))
    : named === path
      ? nearPath(named, "/")
      : "";
}

function nameOf(kind: Stats): string {
  if (kind.isDirectory()) return "a folder";
  if (kind.isFIFO()) return "a named pipe";
  if (kind.isSocket()) return "a socket";
  return kind.isCharacterDevice() || kind.isBlockDevice() ? "a device" : "a special file";
}
