import protobuf from "protobufjs/minimal.js";
import type { WireSeries } from "../../generator/series.ts";

/** A label to add to every series. */
export interface ExtraLabel {
  readonly name: string;
  readonly value: string;
}

/** Size of the cache of encoded label pairs: series share most of theirs. */
const maxKnownPairs = 1000;

/** Encodes the labels of many series. */
export class LabelEncoder {
  readonly #extra: ExtraLabel | undefined;
  readonly #known = new Map<string, Uint8Array>();

  /** @param extra - added to every series; replaces a label of the same name. */
  constructor(extra?: ExtraLabel) {
    this.#extra = extra;
  }

  /**
   * The label fields of a `TimeSeries` message with `__name__` and the extra label: sorted by the bytes of their names,
   * unique, without empty values.
   *
   * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#labels
   */
  encode(series: WireSeries): Uint8Array {
    return join(labelPairs(series, this.#extra).map(([name, value]) => this.#encodePair(name, value)));
  }

  #encodePair(name: string, value: string): Uint8Array {
    const key = `${name.length} ${name}${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const writer = protobuf.Writer.create();
    const made = writer
      .uint32(fieldLabels)
      .fork()
      .uint32(fieldName)
      .string(name)
      .uint32(fieldValue)
      .string(value)
      .ldelim()
      .finish();
    if (this.#known.size >= maxKnownPairs) this.#known.clear();
    this.#known.set(key, made);
    return made;
  }
}

/** The labels as receivers want them: see {@link LabelEncoder.encode}. */
export function labelPairs(
  { name, labels }: Pick<WireSeries, "name" | "labels">,
  extra: ExtraLabel | undefined,
): readonly (readonly [name: string, value: string])[] {
  const all = new Map(labels);
  all.set("__name__", name);
  if (extra !== undefined) all.set(extra.name, extra.value);
  return [...all].filter(([, value]) => value !== "").sort(([a], [b]) => compareBytes(a, b));
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Field number and wire type 2 (length-delimited). */
const fieldLabels = (1 << 3) | 2;
const fieldName = (1 << 3) | 2;
const fieldValue = (2 << 3) | 2;

/**
 * Compares by UTF-8 bytes. UTF-16 order differs where a surrogate (a character beyond the basic plane) meets one of the
 * last characters of the basic plane.
 */
function compareBytes(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return place(x) - place(y);
  }
  return a.length - b.length;
}

function place(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}
