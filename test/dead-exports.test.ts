import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

// What knip finds, without its 25 MB of packages: Biome keeps every import and export in one form, so that a few
// patterns read them all.
const root = resolve(import.meta.dirname, "..");
/** Run or imported from outside: their exports need no other user. */
const entryPoints = ["src/index.ts", "src/cli/main.ts", "src/action/main.ts"];

const filesBelow = (...folders: readonly string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    )
    .filter((name) => /\.(?:ts|tsx|mjs|js)$/.test(name) && !name.endsWith(".d.ts") && !name.includes("node_modules"));

const source = filesBelow("src");
const everything = [...filesBelow("src", "test", "scripts", "bench", "fixtures", "page/src"), "vitest.config.ts"];
const texts = new Map(everything.map((file) => [file, readFileSync(join(root, file), "utf8")]));

/**
 * The names that a file exports; not the types that belong to another export of the file, which its docstrings and
 * signatures name.
 */
function exportsOf(file: string): string[] {
  const text = texts.get(file)!;
  const isPart = (name: string) => (text.match(new RegExp(`\\b${name}\\b`, "g")) ?? []).length > 1;
  const types = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name!);
  const declared = text.matchAll(
    /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class) (\w+)/gm,
  );
  const listed = text.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  return [
    ...types.filter((name) => !isPart(name)),
    ...[...declared].map(([, name]) => name!),
    ...[...listed].flatMap(([, list]) => namesIn(list!, "new")),
  ];
}

/** The names in `{ a, type B, c as d }`: `old` gives c, `new` gives d. */
function namesIn(list: string, side: "old" | "new"): string[] {
  const parts = list.split(",").map((part) => part.trim().replace(/^type /, ""));
  return parts
    .filter((part) => part !== "")
    .map((part) =>
      part
        .split(" as ")
        .at(side === "old" ? 0 : -1)!
        .trim(),
    );
}

/** `file: name` of everything that some file imports, dynamically too. */
function importedNames(files: readonly string[]): Set<string> {
  const used = new Set<string>();
  for (const file of files) {
    const add = (path: string, names: readonly string[]) => {
      if (path.startsWith("."))
        for (const name of names) used.add(`${relative(root, resolve(root, dirname(file), path))}: ${name}`);
    };
    const text = texts.get(file)!;
    for (const [, list, path] of text.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from "([^"]+)"/gm))
      add(path!, namesIn(list!, "old"));
    for (const [, list, path] of text.matchAll(/\{([^{}]*)\} = await import\(\s*"([^"]+)"/g))
      add(path!, namesIn(list!.replaceAll(": ", " as "), "old"));
    for (const [, path, name] of text.matchAll(/import\("([^"]+)"\)\)?\.(\w+)/g)) add(path!, [name!]);
    for (const [, path, list] of text.matchAll(/import\("([^"]+)"\)\.then\(\(\{([^}]*)\}\)/g))
      add(path!, namesIn(list!, "old"));
    // Scripts bundle little programs that they hold as text, from the top of the project.
    for (const [, list, path] of text.matchAll(/'export \{([^}]*)\} from "\.\/(src\/[^"]+)"/g))
      for (const name of namesIn(list!, "old")) used.add(`${path}: ${name}`);
    for (const [, name, path] of text.matchAll(/^import \* as (\w+) from "([^"]+)"/gm)) {
      add(
        path!,
        [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))].map(([, one]) => one!),
      );
    }
  }
  return used;
}

const isTest = (file: string) => file.endsWith(".test.ts") || file.includes("/testing/") || !file.startsWith("src/");

test("every export of src is imported by some file, entry points apart", () => {
  const used = importedNames(everything);
  const dead = source
    .filter((file) => !entryPoints.includes(file) && !isTest(file) && !file.includes("/generated/"))
    .flatMap((file) => exportsOf(file).map((name) => `${file}: ${name}`))
    .filter((one) => !used.has(one));
  expect(dead).toEqual([]);
});

test("every file of src is reached from an entry point or a script", () => {
  const reached = new Set<string>([
    ...entryPoints,
    ...everything.filter((file) => /^(?:scripts|bench|page\/src)\//.test(file)),
  ]);
  for (const file of reached) {
    for (const [, path] of texts.get(file)!.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)) {
      const target = relative(root, resolve(root, dirname(file), path!));
      if (texts.has(target)) reached.add(target);
    }
    for (const [, path] of texts.get(file)!.matchAll(/'export \{[^}]*\} from "\.\/(src\/[^"]+)"/g))
      if (texts.has(path!)) reached.add(path!);
  }
  expect(source.filter((file) => !isTest(file) && !reached.has(file))).toEqual([]);
});

test("every dependency is used, and what src imports is a dependency", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  // @lezer/lr is what the grammar's own package wants beside it.
  const peers = ["@lezer/lr"];
  const imported = new Set(
    source
      .filter((file) => !isTest(file))
      .flatMap((file) =>
        [...texts.get(file)!.matchAll(/(?:from|import) ?\(?"((?:@[\w.-]+\/)?[\w.-]+)[^"]*"/g)].map(([, name]) => name!),
      ),
  );
  expect(Object.keys(dependencies).filter((name) => !imported.has(name) && !peers.includes(name))).toEqual([]);
  // The program has the others in its bundle: `npm run package` says which of them the library needs installed.
  const known = { ...dependencies, ...devDependencies };
  expect([...imported].filter((name) => !name.startsWith("node") && !name.startsWith(".") && !(name in known))).toEqual(
    [],
  );
  // Tools are run by their path or read by their name.
  const others = everything.map((file) => texts.get(file)!).join("\n");
  const isUsed = (name: string) => others.includes(`"${name}`) || others.includes(`node_modules/${name}/`);
  expect(
    Object.keys(devDependencies).filter(
      (name) => !isUsed(name) && !isUsed(name.replace("@types/", "")) && name !== "@types/node",
    ),
  ).toEqual([]);
});
