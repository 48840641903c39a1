/** Labels whose values say nothing about a system, and values of which the same holds. */
const plainLabels = new Set(["le", "quantile"]);
const plainValues = /^(?:true|false|[1-5]\d\d|[1-5]xx|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|)$/;

/** A value that was replaced. */
export interface MappedValue {
  /** The label that it was met under first. */
  readonly label: string;
  readonly value: string;
  readonly made: string;
}

/** Gives values of labels made-up ones by their kind: the same value gets the same name wherever it is. */
export class MadeUpNames {
  readonly #known = new Map<string, MappedValue>();
  readonly #numbers = new Map<string, number>();

  /** Every value that was replaced, in the order in which they were met. */
  get mapped(): readonly MappedValue[] {
    return [...this.#known.values()];
  }

  of(label: string, value: string): string {
    if (plainLabels.has(label) || plainValues.test(value)) return value;
    const port = /^(.+):(\d{1,5})$/.exec(value);
    if (port !== null) return `${this.#name(label, port[1]!, "host")}:${port[2]}`;
    return this.#name(label, value, kindOf(label, value));
  }

  #name(label: string, value: string, kind: string): string {
    const known = this.#known.get(value);
    if (known !== undefined) return known.made;
    const number = (this.#numbers.get(kind) ?? 0) + 1;
    this.#numbers.set(kind, number);
    const made = kind.includes("#") ? kind.replace("#", String(number)) : `${kind}-${number}`;
    this.#known.set(value, { label, value, made });
    return made;
  }
}

/** The words of a made-up name; `#` is its number, else it follows. */
function kindOf(label: string, value: string): string {
  if (/^\S+@\S+\.\S+$/.test(value)) return "user-#@example.com";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return "https://example.com/#";
  if (value.startsWith("/")) return "/path-#";
  if (/^v?\d+\.\d+(?:\.\d+)?(?:[-+.].*)?$/.test(value) && !/^\d+\.\d+\.\d+\.\d+$/.test(value)) return "1.#.0";
  if (/^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?$|^[0-9a-f]*:[0-9a-f:]+$/i.test(value)) return "host";
  if (/^(?:instance|node|host|hostname|server|address|ip|nodename|exported_instance|.*_(?:host|node|ip))$/.test(label))
    return "host";
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^(?:sha256:)?[0-9a-f]{32,}$/i.test(value)) return "id";
  return (
    label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "") || "value"
  );
}
