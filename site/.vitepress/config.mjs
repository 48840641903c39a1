// The site's settings. Its source is in site/.source, which scripts/site.mjs makes of docs/.
import { createHash } from "node:crypto";
import process from "node:process";
import { defineConfig } from "vitepress";
import { slugOf } from "../markdown.mjs";
import { inBar } from "../nav.mjs";
import { promql } from "../promql.mjs";
import { repositoryUrl, siteSections } from "../stage.mjs";

const linkTo = (page) => `/${page.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "")}`;
const sections = siteSections().map(({ text, items }) => ({
  text,
  items: items.map((item) => ({ text: item.text, link: linkTo(item.page) })),
}));
/** By page: its own section with all pages, of the others the first. */
const sidebar = Object.fromEntries(
  sections.flatMap((own) =>
    own.items.map(({ link }) => [
      link,
      sections.map((section) => (section === own ? section : { text: section.text, link: section.items[0].link })),
    ]),
  ),
);

/** Scripts by their hashes, and nothing from elsewhere. */
function policyOf(html) {
  const scripts = [...html.matchAll(/<script(?![^>]*\bsrc=)(?![^>]*application\/json)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = scripts.map(([, text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(hashes)].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

// biome-ignore lint/style/noDefaultExport: VitePress reads this one
export default defineConfig({
  title: "dashpreview",
  description: "See a Grafana dashboard with data before you merge it.",
  lang: "en",
  base: process.env.DASHPREVIEW_SITE_BASE ?? "/",
  srcDir: ".source",
  outDir: "dist",
  cacheDir: ".cache",
  metaChunk: true,
  head: [
    ["meta", { name: "referrer", content: "no-referrer" }],
    ["link", { rel: "icon", href: "data:," }],
  ],
  markdown: {
    anchor: { slugify: slugOf },
    languages: [promql],
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    toc: { slugify: slugOf },
    // Braces are Helm's, Grafana's and GitHub's here, never Vue's.
    config: ({ renderer: { rules }, utils }) => {
      const noBraces = (html) => html.replaceAll("{{", "&#123;&#123;");
      rules.text = (tokens, index) => noBraces(utils.escapeHtml(tokens[index].content));
      rules.code_inline = (tokens, index) => `<code v-pre>${utils.escapeHtml(tokens[index].content)}</code>`;
    },
  },
  transformHtml: (html) =>
    html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`),
  themeConfig: {
    nav: sections
      .filter(({ text }) => inBar.includes(text))
      .map(({ text, items }) => ({
        text,
        link: items[0].link,
        activeMatch: `^(${items.map((i) => i.link).join("|")})$`,
      })),
    sidebar,
    outline: { level: [2, 3] },
    search: { provider: "local", options: { detailedView: true } },
    socialLinks: [{ icon: "github", link: repositoryUrl() }],
  },
});
