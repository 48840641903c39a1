// `npm run picture`: draws what `up --local` prints as a picture for the README, from a real run.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { isMain, root, run } from "./steps.mjs";

const fontSize = 14;
const lineHeight = 19;
const charWidth = 8.43;
const padding = 18;
const colours = { 31: "#e06c75", 32: "#98c379", 33: "#e5c07b" };

/** Text with Select Graphic Rendition sequences as lines of an SVG. */
export function drawTerminal(text, { title }) {
  const lines = text.trimEnd().split("\n");
  const columns = Math.max(...lines.map((line) => [...plain(line)].length), 60);
  const width = Math.ceil(columns * charWidth + 2 * padding);
  const top = 40;
  const height = top + lines.length * lineHeight + padding;
  const rows = lines.map(
    (line, index) =>
      `<text x="${padding}" y="${top + (index + 1) * lineHeight - 5}" xml:space="preserve">${spans(line)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ` +
      `${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#1e2127"/>`,
    ...["#e06c75", "#e5c07b", "#98c379"].map(
      (fill, index) => `<circle cx="${padding + 4 + index * 18}" cy="20" r="5.5" fill="${fill}"/>`,
    ),
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" ` +
      `font-size="${fontSize}" fill="#d7dae0">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function spans(line) {
  let style = "";
  return line
    .split(/(\x1b\[\d+m)/)
    .map((part) => {
      const code = /^\x1b\[(\d+)m$/.exec(part)?.[1];
      if (code === undefined)
        return part === "" ? "" : style === "" ? escapeXml(part) : `<tspan ${style}>${escapeXml(part)}</tspan>`;
      style =
        code === "1"
          ? 'font-weight="bold" fill="#ffffff"'
          : code === "2"
            ? 'fill="#7f848e"'
            : colours[code] === undefined
              ? ""
              : `fill="${colours[code]}"`;
      return "";
    })
    .join("");
}

function plain(line) {
  return line.replaceAll(/\x1b\[\d+m/g, "");
}

function escapeXml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

async function main() {
  const command = ["up", "--local", "--exit", "fixtures/web-service"];
  const { code, output } = await run(process.execPath, [join(root, "dist/cli.js"), ...command], {
    env: { ...process.env, FORCE_COLOR: "1" },
  });
  if (code !== 0) throw new Error(output);
  const shown = output.slice(output.indexOf("\x1b[1mWeb service"));
  mkdirSync(join(root, "docs/pictures"), { recursive: true });
  const text = `\x1b[2m$\x1b[22m dashpreview ${command.join(" ")}\n${shown}`;
  writeFileSync(
    join(root, "docs/pictures/local.svg"),
    drawTerminal(text, { title: "dashpreview up --local: every panel with its series, last value and a sparkline" }),
  );
}

if (isMain(import.meta.url)) await main();
