import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { commands } from "../cli/commands.ts";
import { variablesOf } from "../cli/flags/option.ts";
import { actionCommands, actionInputs, ownInputs } from "./inputs.ts";

const optionNames = (command: string) => Object.keys(commands.find(({ name }) => name === command)!.options);

test("actionInputs has an input for each option of up and cleanup, except those that make no sense in a workflow", () => {
  const options = new Set([...optionNames("up"), ...optionNames("cleanup")]);
  expect([...options].filter((name) => !(name in actionInputs)).sort()).toEqual([
    "all",
    "all-projects",
    "exit",
    "local",
    "output",
    "page",

    "port",
    "watch",
    "yes",
  ]);
  expect(Object.keys(actionInputs).filter((name) => !options.has(name))).toEqual(Object.keys(ownInputs));
});

test("actionCommands are commands of the program", () => {
  const names = commands.map(({ name }) => name);
  expect(actionCommands.filter((name) => !names.includes(name))).toEqual([]);
});

test("actionInputs collide in no variable: GitHub writes them in upper case", () => {
  const variables = Object.keys(actionInputs).map((name) => variablesOf(name)[0]);
  expect(new Set(variables).size).toBe(variables.length);
});

test("the action loads no HTTP client before it starts the program", () => {
  const loaded = new Set<string>();
  const walk = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, target] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";/gms)) {
      if (target!.startsWith(".")) walk(join(dirname(file), target!));
      else loaded.add(target!);
    }
  };
  walk(join(import.meta.dirname, "main.ts"));
  const names = [...loaded].map((path) => path.replace(/^.*\/src\//, ""));
  expect(names).toContain("ci/hosts/hosts.ts");
  expect(names.filter((name) => name.startsWith("http/") || /axios|proxy-agent|^yargs/.test(name))).toEqual([]);
});
