// `npm run site`: docs/ as a site, into site/dist. `-- --dev` serves it and follows changes, `-- --base /name/` is for a
// site below a path, `-- --check` looks at links alone and needs no packages, `-- --look` opens what was built in Chromium. The packages of site/ are installed when
// they are missing or are not the locked ones. Ends with 1 for a link that leads nowhere.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { anchorFaults } from "../site/built.mjs";
import { stageSite } from "../site/stage.mjs";
import { ensurePackages, isMain, root, run } from "./steps.mjs";

const source = join(root, "site/.source");
const vitepress = join(root, "site/node_modules/vitepress/bin/vitepress.js");

/** Writes the site's source. Throws an Error with every link that leads nowhere. */
function writeSource() {
  const { files, problems } = stageSite();
  if (problems.length > 0) throw new Error(problems.join("\n"));
  for (const [page, text] of files) {
    const file = join(source, page);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return files;
}

/** The playground without a Prometheus, filled with its lessons, and with the script that makes series of a spec. */
async function writePlayground() {
  const { loadSources } = await import("./load-sources.mjs");
  const { buildSpecs } = await import("../site/specs/build.mjs");
  const { dataSpecSchema, filledPlayground, Playground, playgroundHtml } = await loadSources([
    'export { dataSpecSchema } from "./src/data-spec/generated/schema.ts";',
    'export { filledPlayground } from "./src/preview/playground/playground-page.ts";',
    'export { Playground } from "./src/preview/playground/playground.ts";',
    'export { playgroundHtml } from "./src/report/playground/playground-html.ts";',
  ]);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const options = { binary: undefined, temporaryFolder: "", userAgent: "", maxSeries: 10_000, maxSamples: 10_000_000 };
  const playground = new Playground(options, { now: Date.now, random: Math.random, sleep: async () => {} });
  const advice = "On your machine, dashpreview report --playground and dashpreview serve have one.";
  const name = "fixtures/queue/queue.data.yaml";
  const spec = { file: name.split("/").at(-1), text: readFileSync(join(root, name), "utf8") };
  const { data } = await filledPlayground(playground, { spec, generator: `dashpreview ${version}`, advice });
  const template = readFileSync(join(root, "assets/playground.html"), "utf8");
  const script = await buildSpecs(dataSpecSchema);
  const hash = createHash("sha256").update(script).digest("base64");
  const html = playgroundHtml(template, { ...data, source: { kind: "page", advice } })
    .replace("script-src ", `script-src 'sha256-${hash}' `)
    .replace('<div id="root"></div>', () => `<div id="root"></div>\n<script>${script}</script>`);
  mkdirSync(join(source, "public"), { recursive: true });
  writeFileSync(join(source, "public/playground.html"), html);
}

async function main() {
  const { values } = parseArgs({
    options: {
      dev: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      look: { type: "boolean", default: false },
      shots: { type: "string" },
      base: { type: "string", default: "/" },
    },
  });
  const say = (text) => process.stdout.write(`${text}\n`);
  if (!/^\/([\w.-]+\/)*$/.test(values.base)) throw new Error("--base begins and ends with a slash: /dashpreview/");
  if (values.check) {
    const { files, problems } = stageSite();
    if (problems.length > 0) throw new Error(problems.join("\n"));
    return say(`${files.size} pages, every link leads somewhere`);
  }
  if (values.look) {
    const { lookAt } = await import("../site/look.mjs");
    const faults = await lookAt(join(root, "site/dist"), values.base, { shots: values.shots, say });
    if (faults.length > 0) throw new Error(faults.join("\n"));
    return say("no request to another host, no message, nothing that axe finds");
  }
  await ensurePackages({ say });
  await ensurePackages({ folder: "site", say });
  rmSync(source, { recursive: true, force: true });
  const files = writeSource();
  cpSync(join(root, "docs/pictures"), join(source, "pictures"), { recursive: true });
  await writePlayground();
  const env = { ...process.env, DASHPREVIEW_SITE_BASE: values.base };
  if (values.dev) {
    const again = () => {
      try {
        writeSource();
      } catch (error) {
        say(error.message);
      }
    };
    for (const folder of ["docs", "site"])
      watch(join(root, folder), { recursive: folder === "docs" }, () => setTimeout(again, 100));
    const { code } = await run(process.execPath, [vitepress, "dev", "site"], {
      env,
      show: true,
      timeoutMs: 2 ** 31 - 1,
    });
    process.exitCode = code;
    return;
  }
  const { code } = await run(process.execPath, [vitepress, "build", "site"], { env, show: true });
  if (code !== 0) throw new Error(`vitepress ended with ${code}`);
  const faults = anchorFaults(join(root, "site/dist"), values.base);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const bytes = readdirSync(join(root, "site/dist"), { recursive: true }).length;
  say(`site/dist: ${files.size} pages, ${bytes} files; every link and anchor leads somewhere`);
}

if (isMain(import.meta.url))
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
