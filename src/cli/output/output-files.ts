import { appendFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "../../errors.ts";
import type { Redactor } from "../../secrets/redactor.ts";
import { fileProblem } from "../../system/file-problem.ts";
import { safeJson } from "./safe-json.ts";

/** How a file is written. `what` names it in the message of an error: `--result-file`. */
export interface OutputFile {
  readonly path: string;
  readonly what: string;
}

/**
 * The one place where text leaves the program for a file. Secrets are taken out. Every method throws a UsageError if
 * the file cannot be written.
 */
export interface OutputFiles {
  json(file: OutputFile, value: unknown, options?: { readonly indent?: number }): void;
  /** Beside the file first, then moved into its place: one that somebody edits is never half there. */
  replace(file: OutputFile, text: string): void;
  /**
   * A text that is made of a value, like {@link replace}. Secrets are taken out of the value: what `render` adds must
   * be the program's own.
   */
  render<Value>(file: OutputFile, value: Value, render: (cleaned: Value) => string): void;
  /** Something that is no text, such as a picture; like {@link replace}, but nothing can be taken out of it. */
  bytes(file: OutputFile, content: Uint8Array): void;
  /** A text that is a secret on purpose: nothing is taken out, and nobody but the owner may read the file. */
  secret(file: OutputFile, text: string): void;
  write(file: OutputFile, text: string): void;
  append(file: OutputFile, text: string): void;
}

export function createOutputFiles({ text: clean, value: cleanValue }: Pick<Redactor, "text" | "value">): OutputFiles {
  return {
    json: ({ path, what }, value, { indent } = {}) =>
      attempt(what, () => {
        const cleaned = cleanValue(value);
        const text = indent === undefined ? safeJson(cleaned) : JSON.stringify(cleaned, undefined, indent);
        replaceFile(path, `${text}\n`);
      }),
    replace: ({ path, what }, text) => attempt(what, () => replaceFile(path, clean(text))),
    render: <Value>({ path, what }: OutputFile, value: Value, render: (cleaned: Value) => string) =>
      attempt(what, () => replaceFile(path, render(cleanValue(value) as Value))),
    bytes: ({ path, what }, content) => attempt(what, () => replaceFile(path, content)),
    secret: ({ path, what }, text) => attempt(what, () => replaceFile(path, text, 0o600)),
    write: ({ path, what }, text) => attempt(what, () => writeFileSync(path, clean(text))),
    append: ({ path, what }, text) => attempt(what, () => appendFileSync(path, clean(text))),
  };
}

function attempt(what: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new UsageError(`${what}: the file cannot be written ${fileProblem(error)}`);
  }
}

/**
 * Writes a text beside a file and moves it into its place: when the disk is full or the program ends half-way, what was
 * there before is there still. A link is followed; what is no plain file (`/dev/stdout`) is written to as it is.
 *
 * @throws NodeJS.ErrnoException if it cannot be written; nothing is left behind then.
 */
function replaceFile(path: string, text: string | Uint8Array, mode?: number): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const target = stats === undefined ? path : realpathSync(path);
  const beside = `${target}.new`;
  try {
    // A mode counts for new files only, and `beside` may be left over.
    if (mode !== undefined) rmSync(beside, { force: true });
    writeFileSync(beside, text, { mode: mode ?? stats?.mode });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
