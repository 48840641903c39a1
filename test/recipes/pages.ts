import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { temporaryFolder } from "../servers/process.ts";

const root = resolve(import.meta.dirname, "../..");

/** The text of a page below `docs/recipes`. */
export function page(name: string): string {
  return readFileSync(join(root, "docs/recipes", name), "utf8");
}

/** The fenced texts of a page of this kind; the file's name may stand behind it. */
export function fences(name: string, kind: string): string[] {
  const pattern = new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...page(name).matchAll(pattern)].map(([, text]) => text!);
}

/** Programs by name: shell scripts in a folder at the head of the PATH. `sudo` and `apt-get` do nothing. */
export function programsOnPath(scripts: Readonly<Record<string, string>>): string {
  const bin = temporaryFolder();
  for (const [name, script] of Object.entries({ sudo: "exit 0", "apt-get": "exit 0", ...scripts })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return [bin, process.env["PATH"]].join(delimiter);
}

/** Where a program is on the PATH; undefined if it is not. */
export function programOnPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
