import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../src/cli/commands.ts";
import { setupSource } from "../src/grafana/setup/preview-source.ts";
import { setupAccount } from "../src/grafana/setup/service-account.ts";
import { previewFolder } from "../src/identity/preview-identity.ts";

const read = (page: string) => readFileSync(join(import.meta.dirname, "../docs", page), "utf8");
const page = read("setup.md");
const optionsOf = (name: string) => Object.keys(commands.find((command) => command.name === name)?.options ?? {});

test("every command of docs/setup.md is one of the program's, with flags that it has", () => {
  const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block!).join("\n");
  const used = [...blocks.matchAll(/dashpreview ([a-z]+)([^#\n]*)/g)];
  expect(used.length).toBeGreaterThan(6);
  for (const [, name, rest] of used)
    for (const [, flag] of rest!.matchAll(/--([a-z-]+)/g))
      expect(optionsOf(name!), `${name} --${flag}`).toContain(flag);
});

test("docs/setup.md explains every flag of setup that is its own", () => {
  const shared = [...optionsOf("doctor"), "host-token", "interval", "admin-user", "admin-password", "admin-token"];
  const own = optionsOf("setup").filter((flag) => !shared.includes(flag));
  expect(own.filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
});

test("docs/setup.md and docs/security.md name what setup makes as it is named", () => {
  for (const name of [setupAccount.name, setupSource.name, previewFolder.title, previewFolder.uid])
    expect(page).toContain(name);
  expect(page).toContain(`role ${setupAccount.role}: with Edit on that folder`);
  expect(read("security.md")).toContain(`the role ${setupAccount.role}`);
});
