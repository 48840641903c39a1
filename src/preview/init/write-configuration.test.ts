import { expect, test } from "vitest";
import { parse } from "yaml";
import { configurationText } from "./write-configuration.ts";

const empty = { dashboards: [], rules: [], build: [] };

test.for(["yes", "on", "1", "a: b", "#x", "- a", "*x", "&x", "!x", "'", '"', "{{x}}", "[a", "null", "~x", "ä b"])(
  "configurationText quotes %j so that it stays a text, by YAML 1.1 and 1.2",
  (name) => {
    const text = configurationText([{ ...empty, dashboards: [name] }]);
    expect(parse(text)).toEqual({ dashboards: [name] });
    expect(parse(text, { version: "1.1" })).toEqual({ dashboards: [name] });
  },
);

test("configurationText leaves out what was not found, and lists several previews by name", () => {
  const shop = { ...empty, name: "shop", rules: ["r"], build: ["make"] };
  expect(parse(configurationText([{ ...empty, name: "a", dashboards: ["a"] }, shop]))).toEqual({
    previews: [
      { name: "a", dashboards: ["a"] },
      { name: "shop", rules: ["r"], build: ["make"] },
    ],
  });
});
