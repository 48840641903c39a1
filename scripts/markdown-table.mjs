/** A Markdown table as biome's formatter would write it. @param rows - cells of each line. */
export function table(head, rows) {
  const lines = [head, ...rows].map((row) => row.map((cell) => String(cell).replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => [...line[column]].length)));
  const write = (cells) =>
    `| ${cells.map((cell, column) => cell + " ".repeat(widths[column] - [...cell].length)).join(" | ")} |`;
  const [first, ...rest] = lines;
  return `${[write(first), write(widths.map((width) => "-".repeat(width))), ...rest.map(write)].join("\n")}\n`;
}
