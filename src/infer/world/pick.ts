/**
 * A number in 0…1 that a text always gives, spread evenly over texts.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function unitOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The last letters alone change only low bits: these are mixed into the rest.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of a list, the same for the same text. */
export function pick<Item>(list: readonly Item[], text: string): Item {
  return list[Math.floor(unitOf(text) * list.length)]!;
}

/** A number between two, the same for the same text, with two digits. */
export function between(low: number, high: number, text: string): number {
  return Number((low + (high - low) * unitOf(text)).toPrecision(2));
}
