import protobuf from "protobufjs/minimal.js";
import type { WireSeries } from "../generator/series.ts";

/** A label that goes on every series beside its own. */
export interface ExtraLabel {
  readonly name: string;
  readonly value: string;
}

/**
 * The label fields of a `TimeSeries` message: sorted by the bytes of their names, none empty, none twice, `__name__` and the extra label merged in. The extra
 * label takes the place of one of the same name.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#labels
 */
export function encodeLabels({ name, labels }: WireSeries, extra?: ExtraLabel): Uint8Array {
  const all = new Map(labels);
  all.set("__name__", name);
  if (extra !== undefined) all.set(extra.name, extra.value);
  const sorted = [...all].filter(([, value]) => value !== "").sort(([a], [b]) => compareBytes(a, b));
  const writer = protobuf.Writer.create();
  for (const [label, value] of sorted)
    writer.uint32(fieldLabels).fork().uint32(fieldName).string(label).uint32(fieldValue).string(value).ldelim();
  return writer.finish();
}

/** Field number and wire type 2 (length-delimited). */
const fieldLabels = (1 << 3) | 2;
const fieldName = (1 << 3) | 2;
const fieldValue = (2 << 3) | 2;

/** Order of the UTF-8 bytes. That of UTF-16 differs where a surrogate, which stands for what is beyond the basic plane, meets one of its last characters. */
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
