// Makes the site's source of the repository's Markdown: docs/, some pages of the top, and the three pages of site/.
// Links to pages stay in the site, links to other files lead to the repository, and what leads nowhere is an error.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { anchorsOf, partsOf, sectionOf, titleOf, withLinks } from "./markdown.mjs";
import { sections, titles } from "./nav.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFileSync(join(root, path), "utf8");

/** Pages that do not lie in docs/, and where they are in the site. */
const apart = {
  "site/home.md": "index.md",
  "site/start.md": "start.md",
  "site/editor.md": "editor.md",
  "SECURITY.md": "threats.md",
  "test/attack/README.md": "attacks.md",
  "CHANGELOG.md": "changelog.md",
  "CONTRIBUTING.md": "contributing.md",
};

/** The site's pages: their files in the repository, and in the site. */
export function sitePages() {
  const docs = readdirSync(join(root, "docs"), { recursive: true })
    .filter((name) => name.endsWith(".md"))
    .map((name) => [`docs/${name}`, name.replace(/(^|\/)README\.md$/, "$1index.md")]);
  return new Map([...Object.entries(apart), ...docs.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The sections with every page's title and file in the site. */
export function siteSections() {
  const pages = sitePages();
  const entry = (path) => ({
    path,
    page: pages.get(path),
    text: titles[path] ?? (existsSync(join(root, path)) ? titleOf(read(path)) : path),
  });
  const others = (folder, items) =>
    [...pages.keys()].filter((path) => dirname(path) === folder && !items.includes(path));
  return sections.map(({ text, items, folder }) => ({
    text,
    items: [...items, ...(folder === undefined ? [] : others(folder, items))].map(entry),
  }));
}

/** Where the repository is, without a slash at its end. */
export function repositoryUrl() {
  const { repository } = JSON.parse(read("package.json"));
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/**
 * The Markdown of the site by file, and what is wrong with it: links that lead nowhere, pages that no section has.
 */
export function stageSite() {
  const pages = sitePages();
  const repository = repositoryUrl();
  const problems = [];
  const sources = new Map([...pages.keys()].map((path) => [path, sourceOf(path)]));
  const anchors = new Map([...sources].map(([path, text]) => [path, anchorsOf(text)]));
  const files = new Map();
  for (const [path, page] of pages) {
    const text = withLinks(sources.get(path), (target) => written(path, page, target));
    files.set(page, forVue(text));
  }
  const listed = siteSections().flatMap(({ items }) => items);
  for (const { path, page } of listed) if (page === undefined) problems.push(`site/nav.mjs: there is no ${path}`);
  for (const path of pages.keys()) {
    const count = listed.filter((entry) => entry.path === path).length;
    if (path !== "site/home.md" && count !== 1) problems.push(`site/nav.mjs has ${path} ${count} times, not once`);
  }
  return { files, problems };

  function written(path, page, target) {
    if (/^[a-z][a-z+.-]*:/i.test(target) || target.startsWith("//")) return target;
    const [, file, hash] = /^([^#]*)(#.*)?$/.exec(target);
    // What was taken from README.md stands in another folder now.
    const folder = file.startsWith("/") ? "." : dirname(path);
    const wanted = file === "" ? path : relative(root, join(root, folder, decodeURIComponent(file)));
    if (wanted.startsWith("..") || !existsSync(join(root, wanted))) {
      problems.push(`${path}: ${target} leads to no file`);
      return target;
    }
    const own = pages.get(wanted) ?? (wanted === "README.md" ? "start.md" : pages.get(`${wanted}/README.md`));
    if (own !== undefined) {
      const source = wanted === "README.md" ? "site/start.md" : pages.has(wanted) ? wanted : `${wanted}/README.md`;
      if (hash !== undefined && !anchors.get(source).has(decodeURIComponent(hash.slice(1))))
        problems.push(`${path}: ${target} leads to no heading`);
      if (file === "") return hash;
      const to = relative(dirname(page), own);
      return `${to.startsWith(".") ? to : `./${to}`}${hash ?? ""}`;
    }
    if (wanted.startsWith("docs/pictures/")) return `./${relative(dirname(page), wanted.slice("docs/".length))}`;
    const kind = statSync(join(root, wanted)).isDirectory() ? "tree" : "blob";
    return `${repository}/${kind}/HEAD/${wanted}${hash ?? ""}`;
  }
}

/** Words in angle brackets, which Markdown and Vue would take for elements. */
function forVue(text) {
  return partsOf(text)
    .map((part) =>
      part.code ? part.text : part.text.replaceAll(/<(?!\/?(?:br|div|Playground)\b|!--|https?:)/g, "&lt;"),
    )
    .join("");
}

/** A page's Markdown, with what it takes from README.md. */
function sourceOf(path) {
  const text = read(path);
  if (!path.startsWith("site/")) return text;
  const readme = withLinks(read("README.md"), (target) =>
    /^([a-z]+:|#)/i.test(target) ? target : relative(dirname(path), target),
  );
  const taken = text.replaceAll(/<!-- from README\.md: (.+) -->/g, (_, what) => {
    if (what.startsWith("Somebody")) return fromReadme(readme, /^Somebody changed[\s\S]*?^!\[.*$/m, path);
    if (what === "first commands") return fromReadme(readme, /^```sh\n[\s\S]*?^```$/m, path);
    return sectionOf(readme, what);
  });
  return taken;
}

function fromReadme(readme, pattern, path) {
  const found = pattern.exec(readme)?.[0];
  if (found === undefined) throw new Error(`README.md has no more what ${path} takes from it: ${pattern}`);
  return found;
}
