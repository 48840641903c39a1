import type { AxisPlacement } from "@grafana/schema";

/** A rectangle on a plot, in values of its axes. */
export interface Cell {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly fill: string;
  readonly stroke?: string;
  /** Written inside, or at the end that is away from zero. */
  readonly text?: CellText;
}

/** What is written into a cell, or beside it. */
export interface CellText {
  readonly content: string;
  readonly color: string;
  readonly place: "left" | "centre" | "right" | "above" | "below" | "after" | "before";
  /** Leaves it out where it does not fit inside. */
  readonly fit: boolean;
}

/** An axis of a plot of cells. */
export interface PlotAxis {
  readonly from: number;
  readonly to: number;
  /** Unix milliseconds. */
  readonly time?: boolean;
  /** Of an axis of time: the instants that ticks stand at, as many as have room. */
  readonly instants?: readonly number[];
  /** Ticks stand at `from` and so much further each, as many as have room. */
  readonly every?: number;
  /** The base of a logarithmic axis. */
  readonly log?: 2 | 10;
  /** From the top down, or from the right. */
  readonly reverse?: boolean;
  readonly placement?: AxisPlacement;
  /** Pixels. Default: what the texts need. */
  readonly size?: number | undefined;
  readonly label?: string | undefined;
  readonly grid?: boolean;
  /** In place of round numbers. */
  readonly ticks?: readonly Tick[];
  readonly format?: (value: number, decimals?: number | null) => string;
  /** Degrees by which texts are turned. */
  readonly rotation?: number;
}

/** A text at a place of an axis. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}
