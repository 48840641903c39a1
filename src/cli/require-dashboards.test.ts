import { expect, test } from "vitest";
import { requireDashboards } from "./require-dashboards.ts";

test("requireDashboards wants a path or a build command", () => {
  expect(() => requireDashboards({ dashboards: [] }, "check")).toThrow(
    "missing argument: dashboards, such as dashpreview check dashboards/, or `dashboards` in dashpreview.yaml; see dashpreview check --help",
  );
  expect(requireDashboards({ dashboards: ["-"] }, "check")).toBeUndefined();
  expect(requireDashboards({ dashboards: [], build: ["make"] }, "check")).toBeUndefined();
});
