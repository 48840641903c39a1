import type protobuf from "protobufjs/minimal.js";
import type { ScrapedExemplar } from "./scraped-page.ts";

/** Wire type of what has a length. */
const lengthWire = 2;

/**
 * Reads the fields of a message that ends at `end`.
 *
 * @param read - reads the field's value; false: it does not know the field, which is then passed over.
 * @throws {RangeError} if a field reaches beyond the message.
 */
export function readFields(reader: protobuf.Reader, end: number, read: (field: number, wire: number) => boolean): void {
  if (end > reader.len) throw new RangeError("a message reaches beyond the page");
  while (reader.pos < end) {
    const tag = reader.uint32();
    const wire = tag & 7;
    if (!read(tag >>> 3, wire)) reader.skipType(wire);
    if (reader.pos > end) throw new RangeError("a field reaches beyond its message");
  }
}

/** Reads the fields of a message within another one: its length comes first. */
export function readMessage(reader: protobuf.Reader, read: (field: number, wire: number) => boolean): void {
  const length = reader.uint32();
  readFields(reader, reader.pos + length, read);
}

/** A whole number of 64 bits, which the reader gives as an object where it can. */
export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : (value as { toNumber(): number }).toNumber();
}

/** Reads numbers that are repeated: packed, or one. */
export function readRepeated(reader: protobuf.Reader, wire: number, read: () => number, into: number[]): void {
  if (wire !== lengthWire) {
    into.push(read());
    return;
  }
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError("a field reaches beyond the page");
  while (reader.pos < end) into.push(read());
}

/** Reads a `LabelPair`; one without a value is left out. */
export function readPair(reader: protobuf.Reader, labels: Map<string, string>): void {
  let [name, value] = ["", ""];
  readMessage(reader, (field) => {
    if (field === 1) name = reader.string();
    else if (field === 2) value = reader.string();
    else return false;
    return true;
  });
  if (value !== "") labels.set(name, value);
}

/** Reads an `Exemplar`. */
export function readExemplar(reader: protobuf.Reader): ScrapedExemplar {
  const labels = new Map<string, string>();
  let value = 0;
  let timeMs: number | undefined;
  readMessage(reader, (field) => {
    if (field === 1) readPair(reader, labels);
    else if (field === 2) value = reader.double();
    else if (field === 3) {
      timeMs = 0;
      readMessage(reader, (part) => {
        if (part === 1) timeMs! += numberOf(reader.int64()) * 1000;
        else if (part === 2) timeMs! += Math.floor(reader.int32() / 1e6);
        else return false;
        return true;
      });
    } else return false;
    return true;
  });
  return { labels, value, timeMs };
}
