import { withLabelFloats } from "./label-float.ts";
import { readProtobuf } from "./read-protobuf.ts";
import { readText } from "./read-text.ts";
import type { ScrapedPage } from "./scraped-page.ts";

/** As Prometheus with native histograms asks: for protobuf, which alone has them whole, then text. */
export const acceptHeader =
  "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6," +
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5," +
  "application/openmetrics-text;version=0.0.1;q=0.4," +
  "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

/**
 * Reads a page by its content type: protobuf, OpenMetrics, else the text format of Prometheus. Bounds and quantiles are
 * written as Prometheus 3 stores them.
 *
 * @param options.maxSamples - reading stops with a fault after so many.
 */
export function readPage(
  bytes: Uint8Array,
  { contentType = "", maxSamples }: { readonly contentType?: string | undefined; readonly maxSamples?: number },
): ScrapedPage {
  const [type = ""] = contentType.toLowerCase().split(";");
  const limit = maxSamples === undefined ? {} : { maxSamples };
  if (type.trim() === "application/vnd.google.protobuf") return readProtobuf(bytes, limit);
  const text = new TextDecoder("utf-8").decode(bytes);
  return withLabelFloats(readText(text, { openMetrics: type.trim() === "application/openmetrics-text", ...limit }));
}
