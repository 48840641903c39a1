import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { dashboard } from "../ci/repository.ts";
import { fences } from "./pages.ts";

/** The page's files for GitHub and GitLab. */
export const [gitHubFile, gitLabFile] = fences("no-server.md", "yaml") as [string, string];

/** A dashboard with its data spec, and what a review makes of it. */
export const before = {
  "dashboards/shop.json": dashboard("shop"),
  "dashboards/dashpreview.yaml":
    "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{labels: {job: api}, rate: 5}]}]\n",
};
export const after = { "dashboards/shop.json": dashboard("shop", { requests: "max(rate(http_requests_total[1m]))" }) };

/** The page is there, with the panel before and after, and pictures beside it. */
export function expectPage(folder: string): void {
  const files = readdirSync(folder);
  const html = readFileSync(join(folder, "dashboards.html"), "utf8");
  expect(html).toContain("sum(rate(http_requests_total[1m]))");
  expect(html).toContain("max(rate(http_requests_total[1m]))");
  expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="https?:/);
  expect(files.filter((name) => name.endsWith(".png")).length).toBeGreaterThan(1);
}
