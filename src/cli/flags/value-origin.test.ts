import { expect, test } from "vitest";
import { givenText } from "./value-origin.ts";

test("givenText takes the command line before the environment, and an empty variable for none", () => {
  const env = { DASHPREVIEW_TTL: "1h", DASHPREVIEW_NAME: "" };
  expect(givenText("ttl", { args: { ttl: "2h" }, env })).toBe("2h");
  expect(givenText("ttl", { args: {}, env })).toBe("1h");
  expect(givenText("name", { args: {}, env })).toBeUndefined();
});
