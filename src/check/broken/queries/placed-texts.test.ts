import { expect, test } from "vitest";
import { dashboardSource } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { placedTexts } from "./placed-texts.ts";

test("placedTexts finds what people write, with its role and place", () => {
  const source = dashboardSource({
    panels: [{ title: "T", repeat: "v", targets: [{ expr: "up", legendFormat: "{{pod}}" }] }],
    variables: [{ name: "v", type: "query", query: "label_values(up, pod)", regex: "/a/" }],
    links: [{ title: "More", url: "https://x/?v=$v" }],
  });
  const panel = { panel: "T", panelId: 1 };
  expect(placedTexts(readWritten(source)).map(({ role, text, place }) => [role, text, place])).toEqual([
    ["title", "T", panel],
    ["repeat", "$v", panel],
    ["data-source", "p", panel],
    ["query", "up", { ...panel, refId: "A" }],
    ["legend", "{{pod}}", { ...panel, refId: "A" }],
    ["query", "label_values(up, pod)", { variable: "v" }],
    ["regex", "/a/", { variable: "v" }],
    ["link", "More https://x/?v=$v", {}],
  ]);
});
