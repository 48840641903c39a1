import { expect, test } from "vitest";
import { variable } from "../../../test/dashboards/variable.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { otherChoices } from "./choices.ts";

const resolved = (name: string, options: string[], rest: Partial<ResolvedVariable> = {}): ResolvedVariable => ({
  ...{ name, type: "query", value: options[0]!, text: options[0]!, all: false, multi: false, includeAll: false },
  ...{ options: options.map((value) => ({ value, text: value })), filters: [], state: "ok", ...rest },
});

test("otherChoices are all but the current one, All first, the variables in turns", () => {
  const all = [
    resolved("job", ["api", "web", "db"]),
    resolved("pod", ["p1", "p2"], { multi: true, includeAll: true, all: false }),
    resolved("secret", ["x", "y"]),
  ];
  const variables = [
    variable({ name: "job", type: "query" }),
    variable({ name: "pod", type: "query", multi: true, includeAll: true }),
    variable({ name: "secret", type: "query", hide: 2 }),
  ];
  const choices = otherChoices(variables, new Map(all.map((one) => [one.name, one])));
  expect(choices.map(({ name, text }) => `${name}=${text}`)).toEqual(["job=web", "pod=All", "job=db", "pod=p2"]);
  expect(choices.map(({ variable: { current } }) => current?.value)).toEqual(["web", ["$__all"], "db", ["p2"]]);
});

test("otherChoices has none for variables that a reader types or that are not resolved", () => {
  const typed = resolved("text", ["a", "b"], { type: "textbox" });
  const variables = [variable({ name: "text", type: "textbox" }), variable({ name: "gone", type: "query" })];
  expect(otherChoices(variables, new Map([["text", typed]]))).toEqual([]);
});
