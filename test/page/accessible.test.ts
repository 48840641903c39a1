import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changedDashboard, documentOf, layoutDashboard, webDashboard } from "../../page/test/fixture.ts";
import { vizFixture } from "../../page/test/viz-fixture.ts";
import type { PageData } from "../../src/report/page-data.ts";
import { type OpenPage, type Pages, startPages } from "./open-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let pages: Pages;

beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What is wrong for those who cannot see or point, one line each; what disturbs little is left out. */
async function violations({ page, settled }: OpenPage, theme: string): Promise<string[]> {
  await settled();
  await page.evaluate(axe);
  const run = (context: string, rules: object) =>
    page.evaluate(
      `axe.run(${context}, { resultTypes: ["violations"], rules: ${JSON.stringify(rules)} })
        .then(({ violations }) => violations)`,
    ) as Promise<readonly Violation[]>;
  // Within a panel the dashboard chooses colours, as it does in Grafana: their contrast is its own.
  const contrast = (enabled: boolean) => ({ "color-contrast": { enabled } });
  const around = { exclude: [["[data-testid='data-testid panel content']"]] };
  const found = [
    // Structure is the same in both themes.
    ...(theme === "dark" ? await run("document", contrast(false)) : []),
    ...(await run(JSON.stringify(around), contrast(true))),
  ];
  const lines = found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
  return [...new Set(lines)];
}

const fixtures: readonly (readonly [string, () => PageData, string])[] = [
  ["a dashboard", () => documentOf([webDashboard()]), ""],
  ["rows, tabs and variables", () => documentOf([layoutDashboard()]), ""],
  ["panels of all types", vizFixture, ""],
  ["before and after", () => documentOf([changedDashboard()]), "&compare=1"],
  ["a panel that fills the page", () => documentOf([webDashboard()]), "&panel=panel-5&width=800&height=400"],
];

for (const theme of ["dark", "light"])
  for (const [name, data, query] of fixtures)
    test(`${name}, ${theme}, has no serious fault for those who cannot see or point`, async () => {
      const open = await pages.open(data(), `?theme=${theme}&all=1${query}`);
      expect(await violations(open, theme)).toEqual([]);
      await open.page.close();
    });

test("a graph can be read out: its series with their last values, as its legend shows them", async () => {
  const { page, settled } = await pages.open(documentOf([webDashboard()]), "?theme=dark&all=1");
  await settled();
  const panel = page.locator("[data-panel]", { has: page.getByRole("heading", { name: "Requests", exact: true }) });
  const rows = await panel.locator("tbody tr").allInnerTexts();
  const spoken = rows
    .map((row) => row.split(/\t|\n/).map((cell) => cell.trim()))
    .map((cells) => [cells.find((cell) => cell !== ""), cells.at(-1)].join(": "));
  expect(await panel.locator(".dp-spoken").textContent()).toBe(
    `Graph of 3 series, with their last values. ${spoken.join("; ")}.`,
  );
  await page.close();
});
