// The page as one file: script, styles and fonts inside, and a policy that lets it load nothing. The same sources and
// packages give the same bytes. scripts/page.mjs writes it.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { noticesOf } from "./notices.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const file = (path) => join(folder, path);
const packageFile = (path) => file(`node_modules/${path}`);

/** What the page's data is put into: `null` is replaced by JSON in which `<` is written `\u003c`. */
const emptyData = '<script type="application/json" id="dashpreview-data">null</script>';

/** The pages: the report of dashboards, and the playground. */
export const pages = [
  { name: "page", entry: "src/main.tsx", title: "Dashboard preview" },
  { name: "playground", entry: "src/playground/main.tsx", title: "PromQL playground" },
];

/**
 * `page.html` and `page-notices.txt` (of the other page `playground.html` and so on) as bytes, and what came from which
 * package, in bytes. Throws if anything does not compile or a package comes without a licence.
 */
export async function buildPage({ name, entry, title } = pages[0]) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    write: false,
    metafile: true,
    outdir: "out",
    define: { "process.env.NODE_ENV": '"production"', "process.env": "{}", global: "globalThis" },
    loader: { ".svg": "dataurl", ".woff2": "dataurl", ".png": "dataurl", ".wasm": "dataurl", ".ttf": "dataurl" },
    plugins: [slim],
  });
  const script = outputFiles.find(({ path }) => path.endsWith(".js")).text.replaceAll("</script", "<\\/script");
  const style = outputFiles.find(({ path }) => path.endsWith(".css"))?.text ?? "";
  const sizes = sizesOf(metafile);
  const notices = noticesOf(sizes);
  const page = htmlOf({ script, style, notices, title });
  return { files: { [`${name}.html`]: Buffer.from(page), [`${name}-notices.txt`]: Buffer.from(notices) }, sizes };
}

function htmlOf({ script, style, notices, title }) {
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${title}</title>`,
    `<style>${style.replaceAll("</style", "<\\/style").trim()}</style>`,
    "</head>",
    "<body>",
    '<div id="root"></div>',
    emptyData,
    `<script type="text/plain" id="dashpreview-notices">${notices.replaceAll("<", "\u2039")}</script>`,
    `<script>${script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** Bytes in the bundle by package folder (`node_modules/react`), those of the page itself left out. */
function sizesOf({ outputs }) {
  const sizes = new Map();
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /^(?:[a-z]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
      if (name !== undefined) sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  for (const name of fontPackages) sizes.set(`node_modules/${name}`, 1);
  return new Map([...sizes].filter(([, bytes]) => bytes > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const fontPackages = ["@fontsource-variable/inter", "@fontsource/roboto-mono"];
const fonts = [
  ["Inter", "100 900", "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"],
  ["Inter", "100 900", "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2"],
  ["Roboto Mono", "400", "@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2"],
];
const latinExtended =
  "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F," +
  "U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF";

/** Fonts as the module of `@grafana/ui` gives them, with data in place of addresses. */
function fontModule() {
  const faces = fonts.map(([family, weight, path]) => ({
    fontFamily: family,
    fontStyle: "normal",
    fontWeight: weight,
    ...(path.includes("latin-ext") ? { unicodeRange: latinExtended } : {}),
    src: `url(data:font/woff2;base64,${readFileSync(packageFile(path)).toString("base64")}) format("woff2")`,
  }));
  const rules = faces.map((face) => `css({ "@font-face": ${JSON.stringify(face)} })`);
  return `import { css } from "@emotion/react";\nexport function getFontStyles() { return [${rules.join(", ")}]; }`;
}

/** Grafana's icons, which `@grafana/ui` would load from a server: drawings by name. */
function iconModule() {
  const place = packageFile("@grafana/ui/dist/public/img/icons/unicons");
  const names = readdirSync(place)
    .filter((name) => !name.endsWith("-logo.svg"))
    .sort();
  const icons = names.map((name) => {
    const text = readFileSync(join(place, name), "utf8");
    const { box, inner } = /<svg[^>]*viewBox="(?<box>[^"]+)"[^>]*>(?<inner>.*)<\/svg>/s.exec(text).groups;
    return [name.replace(/\.svg$/, ""), box === "0 0 24 24" ? inner : [inner, box]];
  });
  return `export const icons = ${JSON.stringify(Object.fromEntries(icons))};`;
}

/** The legend's entries are read out by their series' names: the package calls every one "All series selected". */
function namedEntries(path) {
  const text = readFileSync(path, "utf8");
  const label = '"aria-label": getAriaLabel(),';
  if (!text.includes(label)) throw new Error(`${path} has no ${label}: see how entries of the legend are named now`);
  return text.replace(label, "");
}

/** Leaves out what no dashboard shows, and the addresses that `@grafana/ui` would load fonts from. */
const slim = {
  name: "slim",
  setup(build) {
    build.onResolve({ filter: /^(monaco-editor|@monaco-editor\/react)(\/|$)/ }, ({ path }) => ({
      path,
      namespace: "none",
    }));
    build.onLoad({ filter: /.*/, namespace: "none" }, () => ({
      contents: "export default () => null; export const loader = { config() {} }; export const editor = {};",
    }));
    build.onResolve({ filter: /^moment-timezone$/ }, () => ({
      path: packageFile("moment-timezone/builds/moment-timezone-with-data-10-year-range.min.js"),
    }));
    build.onResolve({ filter: /^react-inlinesvg$/ }, ({ path }) => ({ path, namespace: "inline-svg" }));
    build.onLoad({ filter: /.*/, namespace: "inline-svg" }, () => ({
      contents: 'export { InlineSvg as default } from "./src/look/inline-svg.tsx";',
      resolveDir: folder,
    }));
    build.onResolve({ filter: /^page:icons$/ }, ({ path }) => ({ path, namespace: "icons" }));
    build.onLoad({ filter: /.*/, namespace: "icons" }, () => ({ contents: iconModule() }));
    build.onLoad({ filter: /VizLegendListItem\.mjs$/ }, ({ path }) => ({ loader: "js", contents: namedEntries(path) }));
    build.onLoad({ filter: /GlobalStyles[\\/]fonts\.mjs$/ }, () => ({ loader: "js", contents: fontModule() }));
  },
};
