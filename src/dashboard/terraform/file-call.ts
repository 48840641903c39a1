/** The elements of a `for_each`: written out, or the files of a folder. */
export type ForEach =
  | { readonly entries: readonly (readonly [key: string, value: string])[]; readonly files?: undefined }
  | { readonly entries?: undefined; readonly files: { readonly folder: string; readonly pattern: string } };

/** Calls that leave JSON what it is, and brackets around one expression. */
const wrappers = [
  /^trimspace\(\s*([\s\S]*?)\s*\)$/,
  /^jsonencode\(\s*jsondecode\(\s*([\s\S]*?)\s*\)\s*\)$/,
  /^\(\s*([\s\S]*?)\s*\)$/,
  /^"\$\{\s*([\s\S]*?)\s*\}"$/,
];
const maxExpressionLength = 2000;

/**
 * The paths (from the folder of the file; globs where a `fileset` gives them) of the files whose text an expression is:
 * `file("${path.module}/x.json")`. Undefined for any other expression, and where a path has something else to fill in.
 */
export function filesOf(expression: string, forEach?: ForEach): readonly string[] | undefined {
  const argument = /^file\(\s*([\s\S]*?)\s*,?\s*\)$/.exec(unwrapped(expression))?.[1];
  if (argument === undefined) return undefined;
  const bare = /^each\.(?:key|value)$/.test(argument) ? `"\${${argument}}"` : argument;
  if (!/\$\{\s*each\.(?:key|value)\s*\}/.test(bare)) return listed(pathOf(bare));
  const each = (key: string, value: string) =>
    pathOf(bare.replaceAll(/\$\{\s*each\.(key|value)\s*\}/g, (_, which) => quotedPart(which === "key" ? key : value)));
  if (forEach?.files !== undefined) return listed(each(forEach.files.pattern, forEach.files.pattern));
  const paths = forEach?.entries.map(([key, value]) => each(key, value));
  return paths?.every((path) => path !== undefined) === true ? paths : undefined;
}

function listed(path: string | undefined): readonly string[] | undefined {
  return path === undefined ? undefined : [path];
}

function unwrapped(expression: string): string {
  let inner = expression.slice(0, maxExpressionLength).trim();
  for (let level = 0; level < 5; level++) {
    const found = wrappers.map((wrapper) => wrapper.exec(inner)?.[1]).find((one) => one !== undefined);
    if (found === undefined) break;
    inner = found;
  }
  return inner;
}

function quotedPart(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The path that a string in quotes is, `path.module` being where its file is; undefined if more is to be filled in. */
function pathOf(quoted: string): string | undefined {
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(quoted)?.[1];
  const path = text?.replaceAll(/\$\{\s*path\.(?:module|root)\s*\}/g, ".").replaceAll(/\\(["\\])/g, "$1");
  return path === undefined || /[$%]\{|[\n\r\0]/.test(path) ? undefined : path;
}

/**
 * The elements of a `for_each` in the form of Terraform's JSON syntax; undefined if only Terraform knows them.
 *
 * @param value - an object of texts, or `${fileset(…)}`, `${toset([…])}`.
 */
export function forEachOf(value: unknown): ForEach | undefined {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    return entries.every(([, item]) => typeof item === "string")
      ? { entries: entries as [string, string][] }
      : undefined;
  }
  const [, expression = ""] = typeof value === "string" ? (/^\$\{([\s\S]*)\}$/.exec(value) ?? []) : [];
  const inner = expression.slice(0, maxExpressionLength).trim();
  const set = /^toset\(\s*([\s\S]*?)\s*\)$/.exec(inner)?.[1] ?? inner;
  const [, folder, pattern] =
    /^fileset\(\s*("(?:[^"\\]|\\.)*"|path\.module|path\.root)\s*,\s*("(?:[^"\\]|\\.)*")\s*\)$/.exec(set) ?? [];
  if (folder !== undefined && pattern !== undefined) {
    const [from, glob] = [folder.startsWith("path.") ? "." : pathOf(folder), pathOf(pattern)];
    return from === undefined || glob === undefined ? undefined : { files: { folder: from, pattern: glob } };
  }
  const items = textsOf(set)?.map((text) => pathOf(JSON.stringify(text)));
  return items?.every((item) => item !== undefined) === true
    ? { entries: items.map((item) => [item, item]) }
    : undefined;
}

/** A list of texts without anything special in them is written as in JSON, but for a comma at its end. */
function textsOf(list: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(list.replace(/,\s*\]$/, "]"));
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
  } catch {
    return undefined;
  }
}
