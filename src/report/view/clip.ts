/** Characters of a query, reason or name that a page has: more than anybody reads, since there may be thousands. */
const [longest, shortest] = [20_000, 2000];

/** A query, cut where it is too long for a page. */
export function clipQuery(text: string): string {
  return clip(text, longest);
}

/** A sentence or a name, cut where it is too long for a page. */
export function clipText(text: string): string {
  return clip(text, shortest);
}

function clip(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
