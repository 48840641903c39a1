import type { CorpusFigures } from "./figures.ts";

/** The part of the page that `--write-docs` writes. */
export const figuresPattern = /<!-- figures:.*?-->[\s\S]*?<!-- end of figures -->/;

function rows(figures: CorpusFigures): [string, string, string][] {
  const share = (part: number, whole: number) =>
    `${part} of ${whole} (${whole === 0 ? "–" : `${((100 * part) / whole).toFixed(2)} %`})`;
  return [
    ["dashboards read, rewritten, saved, read back and restored", share(figures.rewritten, figures.dashboards), "all"],
    ["expressions isolated and still selecting", share(figures.isolated, figures.expressions), "≥ 99.8 %"],
    [
      "isolated, taken by Prometheus' parser, of those whose original it takes",
      share(figures.parser_accepted, figures.parser_accepted_of),
      "all",
    ],
    ["isolated, every selector with the matcher", share(figures.every_selector_marked, figures.isolated), "all"],
    ["isolated, the original again without insertions", share(figures.text_unchanged, figures.isolated), "all"],
    [
      "panels of recorded dashboards on which the check agrees with Grafana",
      share(figures.verdict_agreed, figures.verdict_checked),
      "all",
    ],
    [
      "read, rewrite and isolate everything, one thread, from cold",
      `${figures.seconds} s (${figures.cpu_seconds} s of processor time)`,
      "≤ 3 s",
    ],
  ];
}

/** For the terminal. */
export function terminalTable(figures: CorpusFigures): string {
  const lines = rows(figures).map(([measure, value, goal]) => `${measure.padEnd(74)} ${value.padEnd(28)} ${goal}`);
  const failures = figures.failures.map(
    ({ measure, dashboard, where, reason, expr }) =>
      `${measure}: ${dashboard}${where === undefined ? "" : `, ${where}`}: ` +
      `${reason}${expr === undefined ? "" : `\n    ${expr}`}`,
  );
  const missed = figures.missed.length === 0 ? "every line reached" : `missed: ${figures.missed.join(", ")}`;
  return `${[...lines, "", ...failures, missed].join("\n")}\n`;
}

/** For docs/corpus.md. Dashboards are named by their file alone: the corpus is not part of the project. */
export function docsTable(figures: CorpusFigures): string {
  const table = rows(figures).map((cells) => `| ${cells.join(" | ")} |`);
  const left = figures.failures.map(
    ({ dashboard, where, reason, expr }) =>
      `- ${dashboard.split("/").at(-1)}${where === undefined ? "" : `, ${where}`}: ` +
      `${reason}${expr === undefined ? "" : `: \`${expr.replaceAll("`", "'")}\``}`,
  );
  return [
    "<!-- figures: npm run corpus -- --write-docs -->",
    "| measure | measured | must reach |",
    "|---|---|---|",
    ...table,
    "",
    ...(left.length === 0 ? ["Nothing was left over."] : ["Left over:", "", ...left]),
    "<!-- end of figures -->",
  ].join("\n");
}
