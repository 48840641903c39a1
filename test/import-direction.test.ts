import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

/**
 * From the top down, as docs/architecture.md draws it. A file may import from lower rows and from its own folder only.
 */
const rows = [
  ["action"],
  ["cli", "library"],
  ["serve"],
  ["preview"],
  ["report", "ci", "alerts"],
  ["infer"],
  ["present"],
  ["check"],
  ["templating"],
  ["dashboard", "data-spec"],
  ["promql", "prometheus", "grafana", "packs"],
  ["generator"],
  ["http"],
  ["secrets"],
  ["identity", "json", "system"],
  ["text"],
  ["errors"],
];
const root = resolve(import.meta.dirname, "../src");

const folderOf = (file: string) => relative(root, file).split("/")[0]!.replace(/\.ts$/, "");
const rowOf = (file: string) => rows.findIndex((row) => row.includes(folderOf(file)));

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => join(root, name));

test("every folder of src has a place in the direction of imports", () => {
  expect(files.filter((file) => folderOf(file) !== "index" && rowOf(file) === -1)).toEqual([]);
});

test("docs/architecture.md lists the same rows", () => {
  const page = readFileSync(resolve(root, "../docs/architecture.md"), "utf8");
  const list = page.slice(page.indexOf("<!-- rows -->")).matchAll(/^\d+\. (`.*`)$/gm);
  expect([...list].map(([, row]) => row!.split(", ").map((name) => name.replaceAll("`", "")))).toEqual(rows);
});

test("imports go down only, and never across between folders of one row", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter(
        (target) => folderOf(file) !== "index" && folderOf(file) !== folderOf(target) && rowOf(target) <= rowOf(file),
      )
      .map((target) => `${relative(root, file)} imports ${relative(root, target)}`),
  );
  expect(wrong).toEqual([]);
});

test("no file imports itself by way of others, types included", () => {
  const circles = new Set<string>();
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]) => {
    const at = way.indexOf(file);
    if (at !== -1) circles.add([...way.slice(at), file].map((each) => relative(root, each)).join(" > "));
    if (at !== -1 || done.has(file)) return;
    for (const target of importsOf(file)) walk(target, [...way, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect([...circles]).toEqual([]);
});

test("a folder has 20 files at most, so that its list says what it is", () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect(
    [...counts].filter(([, count]) => count > 20).map(([folder, count]) => `${relative(root, folder)}: ${count}`),
  ).toEqual([]);
});

test("only the entry points touch process, the clock and the console", () => {
  // The child script is the text of a program of its own.
  const allowed = ["cli/main.ts", "action/main.ts", "library/clock.ts", "preview/code/child-script.ts"];
  const wrong = files
    .filter((file) => !allowed.includes(relative(root, file)))
    .flatMap((file) => {
      const code = readFileSync(file, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      const found =
        code.match(
          /(?<![\w."'`/-])process\.\w+|\bDate\.now\(|\bnew Date\(\)|(?<![\w.])console\.\w+|\bperformance\.now\(/g,
        ) ?? [];
      return found.map((use) => `${relative(root, file)}: ${use}`);
    });
  expect(wrong).toEqual([]);
});

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g);
  return [...found].map(([, path]) => resolve(dirname(file), path!)).filter((path) => path.endsWith(".ts"));
}
