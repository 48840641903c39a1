import type { PromqlNode } from "../../promql/tree/node.ts";

/** An alert rule that an incident is to be found for. */
export interface IncidentAlert {
  readonly name: string;
  readonly root: PromqlNode;
  readonly forMs: number;
  /** Of its group. */
  readonly intervalMs: number;
}

/** How a series comes to where an incident has it, moves there, and leaves it again. */
export interface ChangeCourse {
  /** Its usual course times a number, or its usual course that is at least or at most at a level. */
  readonly form: "times" | "least" | "most";
  /** The factor, or the level. */
  readonly to: number;
  /** How far it wanders around that by itself; a part of it. */
  readonly wobble: number;
  /** By how much the level has grown at the end of the incident; times. */
  readonly grows: number;
  /** Where it begins to leave its usual course, from the begin of the phase on. */
  readonly delayMs: number;
  readonly onsetMs: number;
  /** After the end of the phase. */
  readonly recoveryMs: number;
}

/** A cause that an incident moves, so that all that follows it goes on making sense together. */
export interface CauseMove {
  /** The name of the cause. */
  readonly cause: string;
  /** Values of the labels that the cause is per. */
  readonly of: ReadonlyMap<string, string>;
  readonly course: ChangeCourse;
  /** The series that it is moved for. */
  readonly leader: string;
  /** It goes on growing or falling from there: by so much a second, no farther than an end. */
  readonly trend?: { readonly perSecond: number; readonly end: number };
}

/** A series of the spec during an incident; what is left out stays as it usually is. */
export interface SeriesChange {
  /** The value of a gauge. */
  readonly level?: number;
  /** Events a second of what counts, growth per second of a gauge. */
  readonly rate?: number;
  /** Where the observations of a histogram or summary lie. */
  readonly mean?: number;
  /** How long what counts takes to reach the level that it is to have in all. Default: a few scrapes. */
  readonly reachedMs?: number;
  /** A trend wanders a little by itself. */
  readonly wanders?: true;
  /** No samples. */
  readonly missing?: true;
  /** The value changes all the time, or what counts begins again and again. */
  readonly flaps?: true;
  /** How long after the begin of its phase it begins. Default 0. */
  readonly afterMs?: number;
  /** Another series that it moves with. */
  readonly follows?: string;
  /** It comes to where it is by these causes alone. */
  readonly through?: readonly CauseMove[];
  /** Of the level, or of the rate; undefined: it is there at once, and does not move. */
  readonly course?: ChangeCourse;
  /** Of the mean. */
  readonly meanCourse?: ChangeCourse;
}

/** Changes by series, `metric index:series index` of the spec. */
export type Changes = ReadonlyMap<string, SeriesChange>;
