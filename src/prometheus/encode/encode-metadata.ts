import protobuf from "protobufjs/minimal.js";
import type { MetricMetadata, WireMetricType } from "../write/metadata.ts";

/** `MetricMetadata.MetricType` of version 1 and `Metadata.MetricType` of version 2. */
export const metadataTypes: Readonly<Record<WireMetricType, number>> = {
  unknown: 0,
  counter: 1,
  gauge: 2,
  histogram: 3,
  gaugehistogram: 4,
  summary: 5,
  info: 6,
  stateset: 7,
};

/**
 * Encodes a `WriteRequest` with only metadata: type, help and unit of each metric family.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/prompb/types.proto
 */
export function encodeMetadata(metadata: readonly MetricMetadata<WireMetricType>[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const { name, type, help = "", unit = "" } of metadata) {
    writer.uint32((3 << 3) | 2).fork();
    writer.uint32((1 << 3) | 0).int32(metadataTypes[type]);
    writer.uint32((2 << 3) | 2).string(name);
    if (help !== "") writer.uint32((4 << 3) | 2).string(help);
    if (unit !== "") writer.uint32((5 << 3) | 2).string(unit);
    writer.ldelim();
  }
  return writer.finish();
}
