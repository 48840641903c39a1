import { type DecodedText, decodedText, decodeLayer, undecoded } from "./decode-layer.ts";
import { createFinder, type Found } from "./find-forms.ts";
import { type Secret, shortestSecret } from "./secret.ts";
import { formsOf, pairForms } from "./secret-forms.ts";
import { squeeze, squeezed, withoutUnseen } from "./squeeze.ts";
import { findShapes } from "./token-shapes.ts";

/** Takes secrets out of text. */
export interface Redactor {
  /** The text with `[hidden]` instead of every secret, whatever form it stands there in. */
  text(text: string): string;
  /** The places of secrets in a text, sorted and apart from each other: `[from, to)`. */
  places(text: string): [from: number, to: number][];
  /** A value of JSON with every string in it cleaned, keys included unless they are plain words. */
  value(value: unknown): unknown;
  /** Takes these out too from now on: what was typed, or came from a server. */
  learn(more: RedactorOptions): void;
}

/** The secrets that {@link createRedactor} hides. */
export interface RedactorOptions {
  readonly secrets: readonly Secret[];
  /** Credentials of basic auth, however short. */
  readonly pairs?: readonly { readonly user: string; readonly password: string }[];
}

export const hidden = "[hidden]";

/** Escapes of escapes of escapes: nobody's log has more. */
const maxLayers = 5;

/**
 * Makes a {@link Redactor}. Secrets shorter than 6 characters are left alone: they would blot out ordinary words; basic
 * auth that is made of them is hidden.
 */
export function createRedactor(known: RedactorOptions): Redactor {
  let all = known;
  let { find, words } = prepare(all);
  const places = (text: string) => merged([...placesOf(text, find, words), ...findShapes(text)]);
  const clean = (text: string) => replacePlaces(text, places(text));
  return {
    text: clean,
    places,
    value: (value) => cleanValue(value, clean),
    learn({ secrets, pairs = [] }) {
      all = { secrets: [...all.secrets, ...secrets], pairs: [...(all.pairs ?? []), ...pairs] };
      ({ find, words } = prepare(all));
    },
  };
}

function prepare({ secrets, pairs = [] }: RedactorOptions) {
  const find = createFinder([
    ...secrets.flatMap((secret) => encoded(secret)),
    ...pairs.flatMap(({ user, password }) => pairForms(user, password)),
  ]);
  const words = secrets
    .filter(({ kind, text }) => kind === "word" && text.trim().length >= shortestSecret)
    .map(({ text }) => text.trim());
  return { find, words };
}

/** Of a word only what no other word looks like. */
function encoded(secret: Secret) {
  return formsOf(secret).filter(
    ({ text }) => secret.kind === "random" || text.toLowerCase() !== secret.text.trim().toLowerCase(),
  );
}

function placesOf(text: string, find: (text: string) => Found[], words: readonly string[]): [number, number][] {
  if (text.length < shortestSecret || !mayHold(text, find, words)) return [];
  const found: [number, number][] = [];
  let layer: DecodedText | undefined = undecoded(text);
  for (let depth = 0; layer !== undefined && depth < maxLayers; depth++) {
    const { text: tight, starts, ends } = squeeze(layer);
    for (const { from, to, base64, partial } of find(tight)) {
      const place: [number, number] = [starts[from]!, ends[to - 1]!];
      if (partial && /[\w-]/.test(text[place[1]] ?? "")) continue;
      found.push(base64 ? wholeWord(text, place) : place);
    }
    const visible = words.length === 0 ? layer : withoutUnseen(layer);
    for (const word of words) found.push(...wordPlaces(visible, word));
    layer = decodeLayer(layer);
  }
  return found;
}

/** Whether there is anything to find: nearly always not, and then nobody needs to know where it came from. */
function mayHold(text: string, find: (text: string) => Found[], words: readonly string[]): boolean {
  let layer: string | undefined = text;
  for (let depth = 0; layer !== undefined && depth < maxLayers; depth++) {
    if (find(squeezed(layer)).length > 0) return true;
    const visible: string = words.length === 0 ? "" : layer.replaceAll(/\p{Cf}/gu, "");
    if (words.some((word) => visible.includes(word))) return true;
    layer = decodedText(layer);
  }
  return false;
}

/** Where a word stands by itself, as it is written. */
function wordPlaces({ text, starts, ends }: DecodedText, word: string): [number, number][] {
  const found: [number, number][] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const after = at + word.length;
    if (!/[A-Za-z0-9]/.test(`${text[at - 1] ?? ""}${text[after] ?? ""}`)) found.push([starts[at]!, ends[after - 1]!]);
  }
  return found;
}

/** The characters at both ends of a piece of base64 hold some bits of it. */
function wholeWord(text: string, [from, to]: [number, number]): [number, number] {
  let [start, end] = [from, to];
  while (start > 0 && from - start < 400 && /[A-Za-z0-9+/_-]/.test(text[start - 1]!)) start--;
  while (end < text.length && end - to < 400 && /[A-Za-z0-9+/_=-]/.test(text[end]!)) end++;
  return [start, end];
}

/** Sorted, with what overlaps or touches made one. */
function merged(places: readonly [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [from, to] of [...places].sort(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The text with `[hidden]` in these places. */
function replacePlaces(text: string, places: readonly (readonly [number, number])[]): string {
  if (places.length === 0) return text;
  let result = "";
  let copied = 0;
  for (const [from, to] of places) {
    result += text.slice(copied, from) + hidden;
    copied = to;
  }
  return result + text.slice(copied);
}

function cleanValue(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, clean));
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [cleanValue(key, clean), cleanValue(item, clean)]));
  if (
    typeof value !== "object" ||
    value === null ||
    ![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  )
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      /^[A-Za-z]{1,30}$/.test(key) ? key : clean(key),
      cleanValue(item, clean),
    ]),
  );
}
