import { expect, test } from "vitest";
import { commands } from "./commands.ts";
import { variablesOf } from "./flags/option.ts";

/** Flags that take more than the same flag of others; what both take means the same to both, and the rest is refused there. */
const wider = new Set([
  // A file or branch, not only a commit.
  "report --base",
  // A duration after the anchor, not only a time.
  "serve --at",
  // The address of a server, where infer reads the one of --prometheus-url.
  "import --from-prometheus",
]);

test("a variable means the same kind of value in every command that reads it", () => {
  const kinds = new Map<string, Map<string, string>>();
  for (const { name: command, options } of commands) {
    for (const [name, option] of Object.entries(options)) {
      if (wider.has(`${command} --${name}`)) continue;
      const form = "form" in option ? String(option.form?.pattern) : "";
      // One value means the same to a flag that may be repeated.
      const kind = [option.type, form].join(" ");
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
