// `npm run picture`: the pictures of docs/pictures, by the program itself: what `up --local` prints, the page's pictures
// in dark and light, and a review's comment. `npm run picture -- --grafana`: those beside Grafana instead, by
// test/e2e/page-beside-grafana.test.ts, which needs a Grafana with its frontend: DASHPREVIEW_E2E_GRAFANA_URL, …_TOKEN
// and DASHPREVIEW_E2E_PROMETHEUS_URL, as `npm run test:e2e` does.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { isMain, root, run, runNode } from "./steps.mjs";

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

/** Which pictures of docs/pictures this script makes. */
export const made = ["local.svg", "web-service.png", "web-service-light.png", "comment.png"];

/** The pictures beside Grafana: as the test names its dashboards, and as the documentation does. */
export const beside = {
  "node-exporter-full": "node-exporter-full",
  "k8s-resources-namespace": "kubernetes-namespace",
  "kafka-overview-dashboard": "kafka-overview",
  "argocd-overview": "argocd",
  nodes: "nodes",
};

/** Files of the test's folder with the names that they get in docs/pictures. */
export function besidePictures() {
  return Object.entries(beside).flatMap(([from, to]) =>
    ["page", "grafana"].map((side) => [`${from}-${side}.png`, `${to}-${side}.png`]),
  );
}

async function takeBeside() {
  const missing = ["GRAFANA_URL", "GRAFANA_TOKEN", "PROMETHEUS_URL"]
    .map((name) => `DASHPREVIEW_E2E_${name}`)
    .filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw new Error(`pictures beside Grafana need one with its frontend: set ${missing.join(", ")}`);
  await inFolder(async (folder) => {
    const env = {
      ...process.env,
      DASHPREVIEW_E2E_PICTURES: folder,
      DASHPREVIEW_E2E_BESIDE: Object.keys(beside).join(","),
    };
    const args = ["node_modules/vitest/vitest.mjs", "run", "test/e2e/page-beside-grafana.test.ts"];
    await run(process.execPath, args, { env, show: true, timeoutMs: 1_800_000 });
    // Differences that the test finds are its own matter: the pictures show them.
    for (const [from, to] of besidePictures()) {
      if (!existsSync(join(folder, from))) throw new Error(`the test took no ${from}: it says why above`);
      copyFileSync(join(folder, from), join(root, "docs/pictures", to));
    }
  });
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-picture-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  const { values } = parseArgs({ options: { grafana: { type: "boolean", default: false } } });
  const built = await runNode("scripts/build.mjs");
  if (built.code !== 0) throw new Error(built.output);
  if (values.grafana) return takeBeside();
  const pictures = join(root, "docs/pictures");
  mkdirSync(pictures, { recursive: true });
  await inFolder(async (folder) => {
    const command = ["up", "--local", "--exit", "fixtures/web-service"];
    const output = await ran(command);
    const shown = output.slice(output.indexOf("\x1b[1mWeb service"));
    const text = `\x1b[2m$\x1b[22m dashpreview ${command.join(" ")}\n${shown}`;
    const title = "dashpreview up --local: every panel with its series, last value and a sparkline";
    writeFileSync(join(pictures, "local.svg"), drawTerminal(text, { title }));
    for (const [theme, name] of [
      ["dark", "web-service.png"],
      ["light", "web-service-light.png"],
    ]) {
      const taken = join(folder, theme);
      // At one moment: the same program draws the same picture.
      const at = ["--at", "2026-01-31T12:00:00Z", "--theme", theme];
      await ran(["report", "fixtures/web-service", "-o", join(folder, "page.html"), "--pictures", taken, ...at]);
      copyFileSync(join(taken, "web-service.png"), join(pictures, name));
    }
  });
  const comment = await runNode("scripts/comment-picture.mjs");
  if (comment.code !== 0) throw new Error(comment.output);
}

/** What the program prints, in colours. */
async function ran(args) {
  const { code, output } = await run(process.execPath, [join(root, "dist/cli.js"), ...args], {
    env: { ...process.env, FORCE_COLOR: "1" },
  });
  if (code !== 0) throw new Error(output);
  return output;
}

if (isMain(import.meta.url))
  await main().catch((error) => {
    process.stderr.write(`picture: ${error.message}\n`);
    process.exitCode = 1;
  });
