/** Tags that may stay in a text panel, without their attributes: none of them loads anything. */
const harmlessTags = new Set(
  "a b i u s em strong small sub sup p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td caption code pre kbd blockquote div span center details summary".split(
    " ",
  ),
);

/** `${__user.login}` and its kin: they would tell a link's target who looked at the dashboard. What stands for them cannot form another one. */
export function withoutUserVariables(text: string): string {
  if (!text.includes("__user")) return text;
  return text.replaceAll(/\$\{__user[^}]{0,200}\}?|\$__user\w*(?:\.\w+)?|\[\[__user[^\]]{0,200}\]{0,2}/g, "-");
}

/** Whether a link leads to another page of the same Grafana, whatever its variables stand for. */
export function isInternalLink(url: string): boolean {
  return /^(?:\/(?:$|[A-Za-z0-9?#])|[?#]|d\/)[^\\\u0000-\u0020]*$/.test(url);
}

/**
 * Text of a panel, Markdown or HTML, without anything that loads from elsewhere or leads there: pictures, frames, styles, links out. What cannot be
 * told to be harmless is shown as text.
 */
export function harmlessText(text: string): string {
  return harmlessMarkdown(harmlessHtml(withoutUserVariables(text)));
}

function harmlessHtml(text: string): string {
  return text.replaceAll(
    /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>a-zA-Z0-9][^<>]*)?)>|</g,
    (match, slash: string | undefined, name: string | undefined, rest = "") => {
      if (name === undefined) return match === "<" ? "&lt;" : "";
      if (!harmlessTags.has(name.toLowerCase())) return "";
      return `<${slash}${name}${name.toLowerCase() === "a" && slash === "" ? internalHref(rest) : ""}>`;
    },
  );
}

function internalHref(attributes: string): string {
  const match = /\shref\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')/i.exec(attributes);
  const url = match?.[1] ?? match?.[2];
  return url !== undefined && isInternalLink(url) && !/["'&]/.test(url) ? ` href="${url}"` : "";
}

function harmlessMarkdown(text: string): string {
  return (
    text
      // `[name]: target` definitions.
      .replaceAll("]:", "]\\:")
      // Pictures become their description, links out their text.
      .replaceAll(/!+\[/g, "[")
      .replaceAll(/\]\((?:([^()\n]{0,2000})\))?/g, (_match, target: string | undefined) => {
        if (target === undefined) return "] (";
        const url = target.trim().split(/\s/)[0] ?? "";
        return isInternalLink(url) ? `](${url})` : "] ";
      })
      .replaceAll(/\]\[/g, "] [")
  );
}
