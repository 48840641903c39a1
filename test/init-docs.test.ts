import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../src/cli/commands.ts";

const optionsOf = (name: string) => Object.keys(commands.find((command) => command.name === name)?.options ?? {});

test.for(["init.md", "configuration.md"])("every flag that docs/%s gives a command is one that it has", (file) => {
  const page = readFileSync(join(import.meta.dirname, "../docs", file), "utf8");
  const used = [...page.matchAll(/(?:dashpreview )(init|up|setup|validate)([^`#\n]*)/g)];
  expect(used.length).toBeGreaterThan(1);
  for (const [, name, rest] of used)
    for (const [, flag] of rest!.matchAll(/--([a-z-]+)/g))
      expect(optionsOf(name!), `${name} --${flag}`).toContain(flag);
});

test("docs/init.md explains every flag of init that is its own", () => {
  const page = readFileSync(join(import.meta.dirname, "../docs/init.md"), "utf8");
  expect(optionsOf("init").filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
});
