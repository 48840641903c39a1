import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import type { PartKind } from "./name-relations.ts";
import { between } from "./pick.ts";
import { own, short } from "./shapes.ts";

/**
 * A part's course as a share of its whole.
 *
 * @param name - of the part.
 * @param options.incident - its errors rise for a while.
 */
export function shareOf(kind: PartKind, name: string, { incident = false } = {}): SignalSpec {
  switch (kind) {
    case "used":
      return scaled(between(0.4, 0.62, name), own(0.15, 0.005));
    case "free":
      return scaled(between(0.25, 0.45, name), own(0.15, 0.005));
    case "small":
      return scaled(between(0.05, 0.12, name), own(0.2, 0.006));
    case "hit":
      return rest(scaled(between(0.03, 0.08, name), own(0.3, 0.02)));
    case "success":
      return rest(errors(name, incident));
    case "error":
      return errors(name, incident);
    case "requested":
      return between(0.55, 0.75, name);
    case "most":
      return 0.9;
    case "same":
      return 1;
  }
}

/** All that a share leaves. */
export function rest(share: SignalSpec): SignalSpec {
  return typeof share === "number" ? short(1 - share) : { sub: [1, share] };
}

function errors(name: string, incident: boolean): SignalSpec {
  const usual = scaled(between(0.002, 0.009, name), own(0.5, 0.05));
  if (!incident) return usual;
  const minutes = Math.floor(between(0, 143, name)) * 10;
  const at = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { spike: { base: usual, height: between(0.02, 0.04, name), at, for: "14m" } };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function scaled(factor: number, signal: SignalSpec): SignalSpec {
  return { mul: [factor, signal] };
}
