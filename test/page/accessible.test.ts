import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changedDashboard, documentOf, layoutDashboard, webDashboard } from "../../page/test/fixture.ts";
import { vizFixture } from "../../page/test/viz-fixture.ts";
import { type OpenPage, type Pages, startPages } from "./open-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** One page of all of them. */
const dashboards = [webDashboard(), layoutDashboard(), vizFixture().dashboards[0]!, changedDashboard()];
let pages: Pages;
let open: OpenPage;

beforeAll(async () => {
  pages = await startPages();
  open = await pages.open(documentOf(dashboards), "?theme=dark&all=1");
  await open.settled();
  await open.page.evaluate(axe);
});
afterAll(() => pages?.close());

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What is wrong for those who cannot see or point, one line each; what disturbs little is left out. */
async function violations({ page }: OpenPage, theme: string): Promise<string[]> {
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

async function show(search: string): Promise<void> {
  await open.page.evaluate(`window.__dashpreview.show(${JSON.stringify(search)})`);
  await open.settled();
}

const shown: readonly (readonly [string, string])[] = [
  ["a dashboard", "&dashboard=0"],
  ["rows, tabs and variables", "&dashboard=1"],
  ["panels of all types", "&dashboard=2"],
  ["before and after", "&dashboard=3&compare=1"],
  ["a panel that fills the page", "&dashboard=0&panel=panel-5&width=800&height=400"],
];

for (const theme of ["dark", "light"])
  for (const [name, query] of shown)
    test(`${name}, ${theme}, has no serious fault for those who cannot see or point`, async () => {
      await show(`?theme=${theme}&all=1${query}`);
      const background = await open.page.evaluate("getComputedStyle(document.body).backgroundColor");
      expect(/\d+/.exec(String(background))![0].length > 2).toBe(theme === "light");
      expect(await violations(open, theme)).toEqual([]);
    });

test("a graph can be read out: its series with their last values, as its legend shows them", async () => {
  await show("?theme=dark&all=1&dashboard=0");
  const panel = open.page.locator("[data-panel]", {
    has: open.page.getByRole("heading", { name: "Requests", exact: true }),
  });
  const rows = await panel.locator("tbody tr").allInnerTexts();
  const spoken = rows
    .map((row) => row.split(/\t|\n/).map((cell) => cell.trim()))
    .map((cells) => [cells.find((cell) => cell !== ""), cells.at(-1)].join(": "));
  expect(await panel.locator(".dp-spoken").textContent()).toBe(
    `Graph of 3 series, with their last values. ${spoken.join("; ")}.`,
  );
});
