import { readFileSync } from "node:fs";
import protobuf from "protobufjs/minimal.js";
import { uncompress } from "snappyjs";

/** A recorded request. */
export interface Recorded {
  readonly body: Buffer;
  /** Places of the earlier requests that must have been answered before it is sent. */
  readonly after: readonly number[];
}

/**
 * Reads what a recording receiver wrote, oldest samples first, and finds which request has to wait for which: for those that hold one of its series,
 * and for all that are two slices older, since a receiver takes little that is much older than its newest sample.
 */
export function readRecorded(file: string): Recorded[] {
  const bodies = splitBodies(readFileSync(file)).map((body) => ({ body, ...look(body) }));
  bodies.sort((a, b) => a.firstMs - b.firstMs);
  const starts = [...new Set(bodies.map(({ firstMs }) => firstMs))];
  const last = new Map<string, number>();
  return bodies.map(({ body, series, firstMs }, place) => {
    const older = starts[starts.indexOf(firstMs) - 2];
    const after = new Set(
      older === undefined ? [] : bodies.flatMap((one, index) => (one.firstMs === older ? index : [])),
    );
    for (const key of series) {
      const earlier = last.get(key);
      if (earlier !== undefined) after.add(earlier);
      last.set(key, place);
    }
    return { body, after: [...after] };
  });
}

function splitBodies(all: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32LE(at);
    bodies.push(all.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return bodies;
}

/** The series of a request, each by the bytes of its labels, and the time of its first sample. */
function look(body: Buffer): { series: string[]; firstMs: number } {
  const reader = protobuf.Reader.create(uncompress(body) as Uint8Array);
  const series: string[] = [];
  let firstMs = Number.POSITIVE_INFINITY;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 !== 1) {
      reader.skipType(tag & 7);
      continue;
    }
    const one = lookAtSeries(reader.bytes());
    series.push(one.key);
    firstMs = Math.min(firstMs, one.firstMs);
  }
  return { series, firstMs };
}

function lookAtSeries(bytes: Uint8Array): { key: string; firstMs: number } {
  const reader = protobuf.Reader.create(bytes);
  let key = "";
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) key += Buffer.from(reader.bytes()).toString("latin1");
    else if (tag >>> 3 === 2) return { key, firstMs: sampleTimeMs(reader.bytes()) };
    else reader.skipType(tag & 7);
  }
  return { key, firstMs: Number.POSITIVE_INFINITY };
}

function sampleTimeMs(bytes: Uint8Array): number {
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 2) return Number(reader.int64());
    reader.skipType(tag & 7);
  }
  return 0;
}
