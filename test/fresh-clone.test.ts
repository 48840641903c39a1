import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const scripts = resolve(import.meta.dirname, "../scripts");

/** What a script and the files that it names need before its first line runs. */
function neededBy(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const names = [...readFileSync(file, "utf8").matchAll(/^(?:import|export)\b[^"';]*?["']([^"']+)["'];/gm)];
  return names.flatMap(([, name]) =>
    name!.startsWith(".") ? neededBy(join(dirname(file), name!), seen) : name!.startsWith("node:") ? [] : [name!],
  );
}

test("what a fresh clone runs first needs no package before it has installed them", () => {
  for (const name of ["demo.mjs", "test.mjs", "e2e.mjs", "page.mjs", "site.mjs"])
    expect(neededBy(join(scripts, name)), name).toEqual([]);
  // It finds them where they are.
  expect(neededBy(join(scripts, "build.mjs"))).toContain("esbuild");
});
