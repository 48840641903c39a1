import DOMPurify from "dompurify";
import { Marked } from "marked";

/** Longer texts are cut: rendering is in the reader's browser. */
const maxLength = 200_000;
const markdown = new Marked({ gfm: true, breaks: false });

/** What may stand in a text: what shows something by itself, nothing that loads, sends, runs or covers the page. */
const allowed = {
  USE_PROFILES: { html: true, svg: false, mathMl: false },
  FORBID_TAGS: [
    "style",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "option",
    "dialog",
    "audio",
    "video",
    "source",
  ],
  FORBID_ATTR: ["id", "name", "srcset", "ping", "action", "formaction", "background", "poster", "usemap", "popover"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

const purify = DOMPurify(window);

purify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    const href = node.getAttribute("href");
    if (href !== null && (linksAreText || !/^(https?|mailto):/i.test(href))) node.removeAttribute("href");
    node.setAttribute("rel", "noopener noreferrer nofollow");
    node.setAttribute("target", "_blank");
  }
  if (node.tagName === "IMG" && !/^data:image\//i.test(node.getAttribute("src") ?? "")) {
    const text = node.getAttribute("alt") || "image";
    node.replaceWith(node.ownerDocument.createTextNode(`[${text}]`));
  }
  const style = node.getAttribute("style");
  if (style !== null && /url\s*\(|image-set|position|expression|@import|\\/i.test(style)) node.removeAttribute("style");
});

let linksAreText = false;

/** Links of texts become text from now on: the dashboards are not trusted. */
export function showLinksAsText(asText: boolean): void {
  linksAreText = asText;
}

/** HTML without anything that runs, loads or leads astray. */
export function safeHtml(html: string): string {
  return purify.sanitize(html.slice(0, maxLength), allowed);
}

/** Markdown, rendered, without anything that runs, loads or leads astray. */
export function safeMarkdown(text: string): string {
  return safeHtml(markdown.parse(text.slice(0, maxLength), { async: false }));
}
