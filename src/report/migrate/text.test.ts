import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

test.for([
  ["markdown", "markdown"],
  ["html", "html"],
  ["text", "markdown"],
] as const)("a text panel of before Grafana 7.1 in the mode %s is %s", ([mode, expected]) => {
  expect(migrated({ type: "text", mode, content: "# x" }, 16)).toMatchObject({
    type: "text",
    options: { mode: expected, content: "# x" },
  });
});

test("a newer text panel has its content in its options, whatever lies beside them", () => {
  const panel = { type: "text", pluginVersion: "9.0.0", mode: "html", content: "old", options: { content: "new" } };
  expect(migrated(panel).options).toMatchObject({ mode: "markdown", content: "new" });
  expect(migrated({ type: "text2", options: { mode: "code", content: "{}" } }, 25)).toMatchObject({
    type: "text",
    writtenType: "text2",
    options: { mode: "code", code: { language: "plaintext" } },
  });
});
