import { expect, test } from "vitest";
import { boxText } from "./box-text.ts";

test("an alert list is said to belong to the Grafana that shows it", () => {
  const { name, why } = boxText("alertlist");
  expect(name).toBe("Alert list");
  expect(why).toContain("alerts of the Grafana that shows the dashboard");
});

test("a type that nobody knows keeps its own name, whatever that is", () => {
  for (const type of ["acme-panel", "toString", "__proto__"]) expect(boxText(type)).toEqual({ name: type, why: "" });
  expect(boxText("news")).toEqual({ name: "News", why: "" });
});
