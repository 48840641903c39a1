import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder with files for a test. */
export interface Project {
  readonly folder: string;
  put(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

export function makeProject(): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-project-")));
  return {
    folder,
    put(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A dashboard's JSON. */
export function board(uid: string, title = uid): string {
  return JSON.stringify({ uid, title, schemaVersion: 39, panels: [] });
}

/** A ConfigMap with these dashboards, in YAML with comments. */
export function configMap(name: string, data: Readonly<Record<string, string>>): string {
  const entries = Object.entries(data).map(([key, text]) => `  ${key}: '${text}' # of ${key}\n`);
  return `# boards\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${entries.join("")}`;
}
