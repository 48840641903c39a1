/** A form in which series are shown. */
export type ExpositionFormat = "text" | "openmetrics" | "protobuf";

/** The form that was agreed on. */
export interface Negotiated {
  readonly format: ExpositionFormat;
  readonly contentType: string;
}

interface Range {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

const maxLength = 4096;
const maxRanges = 64;
const escapings = ["allow-utf-8", "underscores", "dots", "values"];

/**
 * Chooses the form by the `Accept` header: the highest q that is on offer, of equals the one that is named first. Text
 * 0.0.4 where nothing fits, as client libraries do, and for what is too long to read.
 *
 * @see https://prometheus.io/docs/instrumenting/content_negotiation/
 */
export function negotiate(accept: string | undefined): Negotiated {
  if (accept === undefined || accept.length > maxLength) return plain(undefined, undefined);
  const ranges = accept
    .split(",", maxRanges)
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const range of ranges) {
    const found = offer(range);
    if (found !== undefined) return found;
  }
  return plain(undefined, undefined);
}

/** Whether a body packed by gzip is welcome, by the `Accept-Encoding` header. */
export function acceptsGzip(encodings: string | undefined): boolean {
  if (encodings === undefined || encodings.length > maxLength) return false;
  const ranges = encodings.split(",", maxRanges).map(readRange);
  const range = ranges.find(({ type }) => type === "gzip") ?? ranges.find(({ type }) => type === "*");
  return range !== undefined && range.quality > 0;
}

function readRange(text: string): Range {
  const [type = "", ...rest] = text.split(";", 16).map((part) => part.trim());
  const parameters = new Map(
    rest.map((part) => {
      const at = part.indexOf("=");
      const value = at === -1 ? "" : part.slice(at + 1).trim();
      const name = at === -1 ? part : part.slice(0, at);
      return [name.trim().toLowerCase(), value.replace(/^"(.*)"$/, "$1")] as const;
    }),
  );
  const q = parameters.get("q");
  const quality = q === undefined ? 1 : Number(q);
  return { type: type.toLowerCase(), parameters, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

function offer({ type, parameters }: Range): Negotiated | undefined {
  const version = parameters.get("version");
  const escaping = parameters.get("escaping");
  const escaped = escaping !== undefined && escapings.includes(escaping) ? `; escaping=${escaping}` : "";
  switch (type) {
    case "application/openmetrics-text": {
      if (version !== undefined && version !== "1.0.0" && version !== "0.0.1") return undefined;
      const contentType = `application/openmetrics-text; version=${version ?? "0.0.1"}; charset=utf-8${escaped}`;
      return { format: "openmetrics", contentType };
    }
    case "application/vnd.google.protobuf": {
      const proto = parameters.get("proto");
      const encoding = parameters.get("encoding");
      if (proto !== "io.prometheus.client.MetricFamily" || (encoding ?? "delimited") !== "delimited") return undefined;
      const contentType = `application/vnd.google.protobuf; proto=${proto}; encoding=delimited${escaped}`;
      return { format: "protobuf", contentType };
    }
    case "text/plain":
      return version === undefined || version === "0.0.4" || version === "1.0.0" ? plain(version, escaped) : undefined;
    case "text/*":
    case "*/*":
      return plain(undefined, undefined);
    default:
      return undefined;
  }
}

function plain(version: string | undefined, escaped: string | undefined): Negotiated {
  const contentType = `text/plain; version=${version ?? "0.0.4"}; charset=utf-8${escaped ?? ""}`;
  return { format: "text", contentType };
}
