/**
 * `${__user.login}` and its kin: they would tell a link's target who looked at the dashboard. What stands for them
 * cannot form another one.
 */
export function withoutUserVariables(text: string): string {
  if (!text.includes("__user")) return text;
  return text.replaceAll(/\$\{__user[^}]{0,200}\}?|\$__user\w*(?:\.\w+)?|\[\[__user[^\]]{0,200}\]{0,2}/g, "-");
}

/** Whether a link leads to another page of the same Grafana, whatever its variables stand for. */
export function isInternalLink(url: string): boolean {
  return /^(?:\/(?:$|[A-Za-z0-9?#])|[?#]|d\/)[^\\\u0000-\u0020]*$/.test(url);
}

/**
 * A text that Grafana shows as text, with its variables broken apart where they can be seen (`$ x`, `[ [x]]`) and
 * nothing that a page would take for a tag or a picture, should some version render it after all.
 */
export function plainText(text: string): string {
  return withoutUserVariables(text)
    .replaceAll(/\$(?=[\w{])/g, "$ ")
    .replaceAll(/\[(?=\[)/g, "[ ")
    .replaceAll("<", "‹")
    .replaceAll(/!(?=\[)/g, "! ");
}
