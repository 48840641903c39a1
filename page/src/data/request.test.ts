import { expect, test } from "vitest";
import { pageRequest } from "./request.ts";

test("pageRequest reads what the address asks for", () => {
  expect(
    pageRequest(
      "?theme=light&all=1&unfold=1&dashboard=2&panel=p1&sheet=p2&sheet=p3&side=before&width=600&height=240&plain=1&compare=0&var-pod=a%20b",
    ),
  ).toEqual({
    theme: "light",
    all: true,
    unfold: true,
    dashboard: 2,
    panel: "p1",
    sheet: ["p2", "p3"],
    side: "before",
    width: 600,
    height: 240,
    plain: true,
    compare: false,
    chosen: { pod: "a b" },
  });
});

test("pageRequest leaves out what makes no sense", () => {
  const expected = { all: false, unfold: false, dashboard: 0, sheet: [], side: "after", plain: false, chosen: {} };
  expect(pageRequest("")).toEqual(expected);
  expect(pageRequest("?theme=pink&dashboard=-3&width=1e9&height=x&all=yes&side=up")).toEqual(expected);
});
