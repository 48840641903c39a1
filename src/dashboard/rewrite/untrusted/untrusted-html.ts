import { Marked } from "marked";
import sanitizeHtml from "sanitize-html";
import { allows, shownPart, type TextBudget } from "./untrusted-budget.ts";
import { safeLink } from "./untrusted-links.ts";
import { withoutUserVariables } from "./untrusted-text.ts";

/** How a text panel's content is written. */
export type TextMode = "markdown" | "html" | "code";

/** Longer texts are shown as they are written. */
const maxRendered = { markdown: 20_000, html: 200_000 };

/**
 * The options of Grafana's own Markdown; its `marked-mangle` only disguises mail addresses, which stay no links here.
 */
const markdown = new Marked({ pedantic: false, gfm: true, breaks: false });

const tags =
  "a b i u s em strong small sub sup p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td " +
  "caption code pre kbd blockquote div span center details summary del";
const strictTag = new RegExp(`^</?(?:${tags.replaceAll(" ", "|")})>$`);
const strictLink = /^<a href="[\w/?#=.,~%+:;&-]+">$/;

const policy: sanitizeHtml.IOptions = {
  allowedTags: tags.split(" "),
  allowedAttributes: { a: ["href"] },
  allowedSchemes: [],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  nestingLimit: 50,
  parseStyleAttributes: false,
  nonTextTags:
    "script style textarea option noscript noembed noframes xmp iframe template title plaintext svg math object".split(
      " ",
    ),
  transformTags: {
    a: (_name, { href = "" }) => {
      const link = safeLink(href);
      return link === undefined ? { tagName: "span", attribs: {} } : { tagName: "a", attribs: { href: link } };
    },
  },
};

/**
 * A text of an untrusted dashboard as HTML that loads nothing, leads nowhere else, and that Grafana fills no variable
 * into. All punctuation stands as character references: `$x` and `[[x]]` are shown as they are written, and a Markdown
 * renderer that the HTML goes through again finds nothing to do.
 *
 * @param budget - what rendering may still cost; a text that would cost more is shown as it is written.
 */
export function inertHtml(text: string, mode: TextMode, budget: TextBudget): string {
  const plain = withoutUserVariables(shownPart(budget, text));
  if (mode === "code" || plain.length > maxRendered[mode] || !allows(budget, plain, mode)) return asWritten(plain);
  try {
    return onlyStrict(sanitizeHtml(mode === "html" ? plain : markdown.parse(plain, { async: false }), policy));
  } catch {
    // Nested deeper than the renderer's stack.
    return asWritten(plain);
  }
}

function asWritten(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return text.trim() === "" ? "" : `<pre>${encode(escaped, true)}</pre>`;
}

/** Takes sanitised HTML apart once more; a tag that is not letter for letter one of ours is left out. */
function onlyStrict(html: string): string {
  let inPre = 0;
  const parts = html.replaceAll(/<[^<>]*>|[^<]+|</g, (part) => {
    if (!part.startsWith("<")) return encode(part, inPre > 0);
    const tag = part.replace(/ \/>$/, ">");
    if (tag === "<pre>") inPre++;
    if (tag === "</pre>") inPre--;
    return strictTag.test(tag) || strictLink.test(tag) ? tag : "";
  });
  return parts.trim();
}

/** Text in which only letters, digits and single spaces stand for themselves. */
function encode(escaped: string, keepSpace: boolean): string {
  return escaped
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .replaceAll(/&(?:amp|lt|gt|quot);|[\t\n ]+|[!-/:-@[-`{-~]/g, (match) => {
      if (match.startsWith("&") && match.length > 1) return match;
      if (match.trim() !== "" || (keepSpace && match !== " "))
        return [...match].map((one) => `&#${one.charCodeAt(0)};`).join("");
      return " ";
    });
}
