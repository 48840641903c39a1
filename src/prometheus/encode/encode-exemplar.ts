import type protobuf from "protobufjs/minimal.js";
import type { LabelEncoder } from "./encode-labels.ts";
import { SymbolTable } from "./symbol-table.ts";

/** An exemplar as it goes on the wire. */
export interface WireExemplar {
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** Unix milliseconds. */
  readonly timeMs: number;
}

/**
 * Writes the `Exemplar` of a `TimeSeries` message, of version 2 where its symbols are given.
 *
 * @param wire.tag - the number of its field: 3 in version 1, 4 in version 2.
 */
export function encodeExemplar(
  { labels, value, timeMs }: WireExemplar,
  { encoder, tag }: { readonly encoder: LabelEncoder | SymbolTable; readonly tag: number },
  writer: protobuf.Writer,
): void {
  const pairs = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  writer.uint32((tag << 3) | 2).fork();
  if (encoder instanceof SymbolTable) writer.uint32((1 << 3) | 2).bytes(encoder.refs(pairs));
  else
    for (const [label, text] of pairs) {
      writer.uint32((1 << 3) | 2).fork();
      writer
        .uint32((1 << 3) | 2)
        .string(label)
        .uint32((2 << 3) | 2)
        .string(text)
        .ldelim();
    }
  writer.uint32((2 << 3) | 1).double(value);
  writer
    .uint32((3 << 3) | 0)
    .int64(timeMs)
    .ldelim();
}
