import { expect, test } from "vitest";
import type { PageView } from "../../../src/report/page-data.ts";
import { chooseView, switchVariable } from "./choose-view.ts";

const view = (chosen: PageView["chosen"]): PageView => ({
  chosen,
  layout: { kind: "grid", items: [] },
  panels: [],
  annotations: [],
});
const views = [
  view({ pod: "a", zone: "x" }),
  view({ pod: "b", zone: "x" }),
  view({ pod: "a", zone: "y" }),
  view({ pod: "b", zone: "z" }),
];

test("chooseView takes the view that agrees with most, the first of several", () => {
  expect(chooseView(views, { pod: "b", zone: "z" })).toBe(views[3]);
  expect(chooseView(views, { pod: "b" })).toBe(views[1]);
  expect(chooseView(views, { other: "b" })).toBe(views[0]);
  expect(chooseView([], {})).toBeUndefined();
});

test("switchVariable keeps to the new value, and to the other choices as far as the page has them", () => {
  expect(switchVariable(views, { pod: "a", zone: "x" }, "pod", "b")).toBe(views[1]);
  expect(switchVariable(views, { pod: "b", zone: "z" }, "zone", "y")).toBe(views[2]);
});
