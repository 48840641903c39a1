/**
 * The type of each signal by its name. A file in `signals/` adds its own (`declare module`), and `signal-table.ts` then
 * needs a row for it.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the files in signals/ fill it.
export interface SignalTypes {}

/**
 * A signal as a tree of plain data. The builders in `signals/` make and check it; `compileSignal` evaluates it.
 * docs/data-spec.md explains each one.
 */
export type Signal = SignalTypes[keyof SignalTypes];

/** A number that may change over time. A finite signal used as a parameter holds its last value. */
export type Parameter = number | Signal;

/**
 * A length: by time, by number of scrapes, or up to the next such time of day (UTC) after the start. Exactly one of
 * them.
 */
export type Length = { readonly forMs: number } | { readonly samples: number } | { readonly untilTimeOfDayMs: number };

/** A time of day in UTC, or a time after the anchor; both in milliseconds. */
export type Phase = { readonly timeOfDayMs: number } | { readonly afterAnchorMs: number };
