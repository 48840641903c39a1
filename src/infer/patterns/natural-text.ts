import { requireSteps } from "../../promql/grammar/work.ts";
import { businesses } from "../words/place-words.ts";
import { type CharacterSet, setHas } from "./character-set.ts";
import type { Pattern } from "./pattern.ts";

/** How a text is to look where a pattern leaves it open. */
export interface NaturalOptions {
  /** Usual values of the label: where everything is open. */
  readonly words: readonly string[];
  /** Values of the label are members that are counted: pods, hosts. */
  readonly numbered: boolean;
  /** Most texts. */
  readonly limit: number;
}

const maxLength = 400;
const maxTimes = 20;
const letters = [97, 109, 122];
const digits = [48, 53, 57];
const ports = ["9100", "8080", "9090", "3000"];
const providers = ["docker", "kubernetes", "file", "internal"];
const suffixes = ["a", "b", "c", "d"];
const hashes = ["6d5f7c9b8d", "7c8f9d6b5c", "5b9c8d7f6b", "84d6c5b7f9", "69b7d8c5f4", "78f5c9d6b7"];

/**
 * Texts that a pattern likely matches, as a person would write them: `kafka-.*` as `kafka-0`, `.*@.+` as
 * `checkout@docker`. Each is a guess that has to be tried.
 */
export function naturalTexts(pattern: Pattern, options: NaturalOptions): string[] {
  const made = Array.from({ length: options.limit }, (_, variant) => new Writer(options, variant).text(pattern));
  return [...new Set(made)].filter((text) => text !== "" && text.length <= maxLength);
}

/** The next thing: a character, anything at all, or the end. */
type Next = { readonly code: number } | "open" | "end";

class Writer {
  #text = "";
  #words = 0;
  /** The text ends in something that was left open. */
  #open = false;
  readonly #options: NaturalOptions;
  readonly #variant: number;

  constructor(options: NaturalOptions, variant: number) {
    this.#options = options;
    this.#variant = variant;
  }

  text(pattern: Pattern): string {
    this.#write(pattern, "end");
    return this.#text;
  }

  #write(pattern: Pattern, next: Next): void {
    requireSteps(1);
    if (this.#text.length > maxLength) return;
    switch (pattern.kind) {
      case "empty":
        return;
      case "set":
        this.#put(characterFor(pattern.set, this.#text, next, this.#variant), false);
        return;
      case "choice":
        this.#write(pattern.of[this.#variant % pattern.of.length]!, next);
        return;
      case "sequence":
        for (const [index, part] of pattern.of.entries()) this.#write(part, nextOf(pattern.of.slice(index + 1), next));
        return;
      case "repeat":
        this.#repeat(pattern, next);
    }
  }

  #repeat({ of, least, most }: Extract<Pattern, { kind: "repeat" }>, next: Next): void {
    if (of.kind === "set" && most > 1 && isWide(of.set)) {
      this.#put(this.#filler(of.set, { least, most, next }), true);
      return;
    }
    const times = least > 0 ? Math.min(least, maxTimes) : of.kind === "set" ? 0 : Math.min(most, this.#variant % 2);
    for (let time = 0; time < times; time++) this.#write(of, time + 1 < times ? "open" : next);
  }

  #put(text: string, open: boolean): void {
    this.#text += text;
    if (text === "") return;
    this.#open = open;
    if (open) this.#words++;
  }

  /** A word, a number or nothing, by what stands on both sides. */
  #filler(set: CharacterSet, size: { least: number; most: number; next: Next }): string {
    const { least, most, next } = size;
    const fits = (text: string) =>
      text.length >= least && text.length <= most && [...text].every((one) => setHas(set, one.codePointAt(0)!));
    const exact = hashes[this.#variant % hashes.length]!.slice(0, Number.isFinite(most) ? most : undefined);
    const number = String(this.#variant);
    const hash = Number.isFinite(most) && most > 4 && fits(exact) ? [exact] : [];
    const wanted = [...hash, ...this.#wanted(least, next), number, businesses[this.#variant % businesses.length]!];
    const padded = [number.padStart(least, "0"), exact.padEnd(least, "0"), "a".repeat(Math.min(least, maxLength))];
    return [...wanted, ...padded].find(fits) ?? repeated(set, least, this.#variant);
  }

  /** Texts that would look well, the best first. */
  #wanted(least: number, next: Next): readonly string[] {
    const { words, numbered } = this.#options;
    const before = this.#text.at(-1);
    const business = businesses[(this.#variant + this.#words) % businesses.length]!;
    const number = String(this.#variant);
    if (least === 0 && (next === "open" || (this.#open && next === "end"))) return [""];
    const following = typeof next === "object" ? String.fromCodePoint(next.code) : undefined;
    if (before === undefined && following === undefined) return [words[this.#variant % words.length]!, business];
    if (before === undefined) return least === 0 && isWord(following!) ? [""] : [business];
    if (following !== undefined) {
      if (least === 0 && (isWord(before) || isWord(following)))
        return isWord(before) && isWord(following) ? ["-"] : [""];
      return isWord(before) ? [`-${number}`] : [business];
    }
    if (before === ":") return [ports[this.#variant % ports.length]!, business];
    if (before === "@") return [providers[this.#variant % providers.length]!];
    if (!isWord(before)) return numbered && before !== "/" ? [number] : [business, number];
    if (numbered) return [`-${number}`, number];
    if (least === 0 && this.#variant === 0) return [""];
    if (/\d/.test(before)) return [number];
    const suffix = suffixes[this.#variant % suffixes.length]!;
    return this.#text.includes("/") ? [`/${business}`, `-${suffix}`] : [`-${suffix}`, `_${suffix}`, number];
  }
}

/** The first thing that parts of a sequence write for sure. */
function nextOf(parts: readonly Pattern[], after: Next): Next {
  for (const part of parts) {
    const first = firstOf(part);
    if (first !== undefined) return first;
  }
  return after;
}

function firstOf(pattern: Pattern): Next | undefined {
  switch (pattern.kind) {
    case "empty":
      return undefined;
    case "set":
      return isOne(pattern.set) ? { code: pattern.set.ranges[0]![0] } : "open";
    case "choice":
      return firstOf(pattern.of[0]!);
    case "sequence":
      return nextOrNothing(pattern.of);
    case "repeat":
      if (pattern.of.kind === "set" && isWide(pattern.of.set)) return "open";
      return pattern.least > 0 ? firstOf(pattern.of) : undefined;
  }
}

function nextOrNothing(parts: readonly Pattern[]): Next | undefined {
  for (const part of parts) {
    const first = firstOf(part);
    if (first !== undefined) return first;
  }
  return undefined;
}

/** A dot that is not escaped is most likely one that should have been; behind digits it stands for a digit. */
function characterFor(set: CharacterSet, before: string, next: Next, variant: number): string {
  if (isOne(set)) return String.fromCodePoint(set.ranges[0]![0]);
  const number = typeof next === "object" && next.code >= digits[0]! && next.code <= digits.at(-1)!;
  if (/\d$/.test(before) && !number && setHas(set, digits[0]!)) return next === "end" ? String(variant % 10) : "0";
  if (isAny(set) && before !== "" && next !== "end") return ".";
  return repeated(set, 1, variant);
}

function repeated(set: CharacterSet, times: number, variant: number): string {
  const small = set.negated || set.ranges.length === 0 ? [] : set.ranges.map(([from]) => from);
  const candidates = [...digits.map((code) => code + (variant % 2)), ...letters, 65, 45, 95, 46, ...small];
  const code = candidates.find((one) => setHas(set, one));
  return code === undefined ? "" : String.fromCodePoint(code).repeat(Math.min(times, maxLength));
}

function isOne({ ranges, negated }: CharacterSet): boolean {
  return (
    !negated &&
    ranges.length > 0 &&
    ranges[0]![0] === ranges[0]![1] &&
    ranges.every(([from]) => sameLetter(from, ranges[0]![0]))
  );
}

function sameLetter(a: number, b: number): boolean {
  return String.fromCodePoint(a).toLowerCase() === String.fromCodePoint(b).toLowerCase();
}

/** Enough characters for words or numbers. */
function isWide(set: CharacterSet): boolean {
  return digits.every((code) => setHas(set, code)) || letters.every((code) => setHas(set, code));
}

function isAny(set: CharacterSet): boolean {
  return set.negated && [...digits, ...letters, 46].every((code) => setHas(set, code));
}

function isWord(character: string): boolean {
  return /[A-Za-z0-9]/.test(character);
}
