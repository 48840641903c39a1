/**
 * Credentials by their looks, whoever they belong to: tokens of Grafana, GitHub and GitLab, JSON Web Tokens,
 * credentials in front of a host name and after `Bearer` or `Basic`. For what was given by mistake in a place where
 * nobody expects a secret.
 */
const shapes: readonly RegExp[] = [
  /\bglsa_[A-Za-z0-9]{16,}(?:_[0-9a-f]{8})?/gi,
  /\bglc_[A-Za-z0-9+/]{20,}=*/gi,
  /(?<![\w+-])eyJrIjoi[A-Za-z0-9+/]{16,}=*/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/gi,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/gi,
  /\bgl(?:pat|ptt|dt|rt|cbt|ft|imt|agent|soat|oas)-[A-Za-z0-9_.-]{20,}/gi,
  /(?<![\w-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /(?<=:\/\/)[^\s/?#@"'<>:]{0,200}:[^\s/?#@"'<>]{1,500}(?=@)/g,
  /(?<=\b(?:bearer|basic)(?:\s|%20|\+){1,3})(?=[^\s"'<>]{0,200}[0-9=])[A-Za-z0-9+/_.~=-]{8,}/gi,
];

/** The markers that every token shape contains: without one there is nothing to look for. */
const hint = /gl[a-z]{1,6}[_-]|eyJ|gh[pousr]_|github_pat_|:\/\/|bearer|basic/i;

/** The places of everything in a text that looks like a credential: `[from, to)`. */
export function findShapes(text: string): [from: number, to: number][] {
  if (!hint.test(text)) return [];
  return shapes.flatMap((shape) =>
    [...text.matchAll(shape)].map((match): [number, number] => [match.index, match.index + match[0].length]),
  );
}
