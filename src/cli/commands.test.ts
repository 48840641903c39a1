import { expect, test } from "vitest";
import { commands } from "./commands.ts";
import { variablesOf } from "./flags/option.ts";

test("a variable means the same kind of value in every command that reads it", () => {
  const kinds = new Map<string, Map<string, string>>();
  for (const { name: command, options } of commands) {
    for (const [name, option] of Object.entries(options)) {
      // Of report it may be a file or branch too; a commit, as up takes it, means the same to both.
      if (command === "report" && name === "base") continue;
      const form = "form" in option ? String(option.form?.pattern) : "";
      const kind = [option.type, "array" in option ? "list" : "", form].join(" ");
      for (const variable of variablesOf(name)) {
        const seen = kinds.get(variable) ?? new Map<string, string>();
        kinds.set(variable, seen.set(command, kind));
      }
    }
  }
  expect(kinds.get("DASHPREVIEW_GRAFANA_URL")?.size).toBeGreaterThan(5);
  const contradictory = [...kinds].filter(([, byCommand]) => new Set(byCommand.values()).size > 1);
  expect(contradictory).toEqual([]);
});
