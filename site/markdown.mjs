// What the site needs to know of Markdown: which lines are code, where links lead, and how headings are named.

/** A text in parts, code (fences and inline) told from the rest. Joined they are the text again. */
export function partsOf(text) {
  const code = /^( *)(`{3,}|~{3,}).*\n[\s\S]*?^ *\2[`~]*[ \t]*$|(?<!`)(`+)(?!`)(?:[^`]|(?!\3(?!`))`)*?\3(?!`)/gm;
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(code)) {
    parts.push({ code: false, text: text.slice(end, match.index) }, { code: true, text: match[0] });
    end = match.index + match[0].length;
  }
  return [...parts, { code: false, text: text.slice(end) }];
}

/** The text with every link outside of code written by `write(target)`. Links may have code as their words. */
export function withLinks(text, write) {
  return partsOf(text)
    .map((part) =>
      part.code
        ? part.text
        : part.text.replaceAll(
            /(\]\()([^)\s]+)(?=[)\s])|(\s(?:href|src)=")([^"]+)(?=")/g,
            (_, open, target, attribute, value) =>
              open === undefined ? `${attribute}${write(value)}` : `${open}${write(target)}`,
          ),
    )
    .join("");
}

/** The links of a text outside of code. */
export function linksOf(text) {
  const links = [];
  withLinks(text, (target) => {
    links.push(target);
    return target;
  });
  return links;
}

/** The anchor of a heading's words, as GitHub makes it: links have to work in both places. */
export function slugOf(words) {
  return words
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");
}

/** The anchors of a page; a heading that comes again gets a number. */
export function anchorsOf(text) {
  const seen = new Map();
  const anchors = new Set();
  const fenceless = text.replaceAll(/^( *)(`{3,}|~{3,}).*\n[\s\S]*?^ *\2[`~]*[ \t]*$/gm, "");
  for (const [, words] of fenceless.matchAll(/^#{1,6} (.+?)(?: #+)?$/gm)) {
    const slug = slugOf(words.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}

/** The title of a page, without marks. */
export function titleOf(text) {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? /^title: (.+)$/m.exec(text)?.[1];
  return title?.replaceAll("`", "");
}

/** The part of a page below a heading, with the heading. Throws if there is none. */
export function sectionOf(text, heading) {
  const begin = text.indexOf(`\n## ${heading}\n`);
  if (begin < 0) throw new Error(`README.md has no heading "${heading}" any more: see site/start.md`);
  const end = text.indexOf("\n## ", begin + 1);
  return text.slice(begin + 1, end < 0 ? undefined : end).trimEnd();
}
