import { Buffer } from "node:buffer";
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

/** UTF-16 order differs from that of the bytes beyond the basic plane. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
