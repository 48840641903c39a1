// `npm run picture:comment`: docs/pictures/comment.png, the comment of a review that changes the web service's
// dashboard. The action runs as on GitHub, against a double of GitHub and of Grafana and a real Prometheus; the comment
// that it wrote is drawn with GitHub's measures.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { marked } from "marked";
import { chromium } from "playwright-core";
import { loadSources } from "./load-sources.mjs";
import { root, runNode } from "./steps.mjs";

const fixture = (name) => readFileSync(join(root, "fixtures/web-service", name), "utf8");

/** A mistake of one word: seconds are shown as milliseconds. */
function changed(text) {
  const dashboard = JSON.parse(text);
  const panel = dashboard.panels.find(
    ({ type, fieldConfig }) => type === "timeseries" && fieldConfig.defaults.unit === "s",
  );
  panel.fieldConfig.defaults.unit = "ms";
  return JSON.stringify(dashboard, undefined, 2);
}

const style = `body{margin:0;background:#fff;font:14px/1.5 -apple-system,"Segoe UI",Inter,"DejaVu Sans",sans-serif;color:#1f2328}
main{width:840px;margin:16px;border:1px solid #d1d9e0;border-radius:6px}header{background:#f6f8fa;padding:8px 16px;border-bottom:1px solid #d1d9e0;color:#59636e;border-radius:6px 6px 0 0}
header b{color:#1f2328}article{padding:16px}h3{font-size:1.25em;margin:0 0 12px}a{color:#0969da;text-decoration:none}img{max-width:100%}
table{border-collapse:collapse;margin:0 0 12px}td,th{border:1px solid #d1d9e0;padding:6px 13px}code{background:#818b981f;border-radius:6px;padding:.2em .4em;font:85% ui-monospace,"DejaVu Sans Mono",monospace}pre code{background:none}
pre{background:#f6f8fa;padding:12px;border-radius:6px;overflow:auto}details{margin:0 0 8px}summary{cursor:pointer}`;

/** Draws the comment and gives the file's size in bytes. */
export async function drawComment(file) {
  const built = await runNode("scripts/build.mjs");
  if (built.code !== 0) throw new Error(built.output);
  const { startGitHubLab } = await loadSources(['export { startGitHubLab } from "./test/ci/github-lab.ts";']);
  const lab = await startGitHubLab();
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-comment-"));
  try {
    lab.next();
    const dashboard = fixture("web-service.json");
    const spec = fixture("web-service.data.yaml");
    const others = {
      "boards/api.json": undefined,
      "boards/jobs.json": undefined,
      "boards/dashpreview.yaml": undefined,
    };
    const files = (text) => ({ "boards/web-service.json": text, "boards/web-service.data.yaml": spec });
    const before = lab.push({ ...others, ...files(dashboard) }, []);
    const listed = [{ filename: "boards/web-service.json", status: "modified" }];
    const after = lab.push(files(changed(dashboard)), listed, { baseSha: before });
    const step = { folder: lab.repository.checkout(after), inputs: { history: "6h" } };
    const { code, log } = await lab.run({ ...step, env: { DASHPREVIEW_COMMENT_PICTURES: "auto" } });
    if (code !== 0) throw new Error(log);
    const text = lab
      .comment()
      .replaceAll(/src="[^"]*\/blob\/([0-9a-f]{40})\/([^"]*)\?raw=true"/g, (_, commit, path) => {
        const png = Buffer.from(lab.github.git.file(commit, decodeURIComponent(path)));
        return `src="data:image/png;base64,${png.toString("base64")}"`;
      });
    const body = (await marked(text, { gfm: true })).replace("<details>", "<details open>");
    const html = join(folder, "comment.html");
    const heading = "<header><b>github-actions</b> commented</header>";
    writeFileSync(
      html,
      `<meta charset="utf-8"><style>${style}</style><main>${heading}<article>${body}</article></main>`,
    );
    const browser = await chromium.launch({
      executablePath: process.env.DASHPREVIEW_BROWSER ?? "/usr/bin/chromium",
      args: ["--no-sandbox"],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 874, height: 600 }, deviceScaleFactor: 1 });
      await page.goto(pathToFileURL(html).href);
      await page.locator("main").screenshot({ path: file });
    } finally {
      await browser.close();
    }
    return readFileSync(file).length;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await lab.stop();
  }
}

if (process.argv[1]?.endsWith("comment-picture.mjs")) {
  const file = process.argv[2] ?? join(root, "docs/pictures/comment.png");
  process.stdout.write(`${file}: ${Math.round((await drawComment(file)) / 1024)} KiB\n`);
}
