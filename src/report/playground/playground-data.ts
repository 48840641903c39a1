import type { PageRange } from "../page-data.ts";

/** The document of the playground's page. Times are Unix milliseconds. */
export interface PlaygroundData {
  readonly version: 1;
  /** Name and version of the program that wrote it. */
  readonly generator: string;
  /** Default: as the reader's system has it. */
  readonly theme?: "dark" | "light";
  readonly source: PlaygroundSource;
  /** The spec that it opens with. Default: the first lesson's. */
  readonly spec?: PlaygroundSpec;
  readonly lessons: readonly PlaygroundLesson[];
}

/** Where the page's answers come from. */
export type PlaygroundSource =
  /** The server that the page came from: it takes other specs, and hands questions on. */
  | { readonly kind: "serve" }
  /** A Prometheus that holds the page's specs, and takes no others. */
  | { readonly kind: "prometheus"; readonly url: string }
  /** The page itself, by a script that was put into it: it makes curves of other specs, and answers no questions. */
  | { readonly kind: "page"; readonly advice: string }
  /** None: curves only, and what to do about it. */
  | { readonly kind: "none"; readonly advice: string };

/** A data spec, and where its samples are. */
export interface PlaygroundSpec {
  /** A file's name, or a lesson's title. */
  readonly name: string;
  readonly text: string;
  /** Undefined until it is written. */
  readonly data?: PlaygroundSet;
}

/** The samples of one revision of a spec. */
export interface PlaygroundSet {
  /** The label that its series carry in Prometheus; undefined where there is none. */
  readonly label?: { readonly name: string; readonly value: string };
  /** From the first sample to the last. */
  readonly range: PageRange;
  readonly stepMs: number;
  readonly metrics: readonly PlaygroundMetric[];
  /** Series on the wire, in all. */
  readonly series: number;
  readonly warnings: readonly string[];
  /** The server's version, such as `2.42.0`. */
  readonly prometheus?: string;
}

/** A metric with the curves of its series. */
export interface PlaygroundMetric {
  readonly name: string;
  readonly type: string;
  readonly help?: string;
  readonly curves: readonly PlaygroundCurve[];
  /** Series that have no curve here. */
  readonly more: number;
}

/** A series, at some of its instants. */
export interface PlaygroundCurve {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly startMs: number;
  readonly stepMs: number;
  /** Null where it has no sample; of a native histogram, the observations. */
  readonly values: readonly (number | "NaN" | "+Inf" | "-Inf" | null)[];
}

/** A lesson: text with expressions in it, and the spec that they are about. */
export interface PlaygroundLesson {
  /** `counter-and-rate` */
  readonly id: string;
  readonly title: string;
  readonly spec: PlaygroundSpec;
  readonly parts: readonly LessonPart[];
}

/** A part of a lesson. */
export type LessonPart =
  /** Markdown. */
  | { readonly kind: "text"; readonly text: string }
  /** The place where the spec stands. */
  | { readonly kind: "spec" }
  | {
      readonly kind: "query";
      readonly query: string;
      /** The moment, in milliseconds after the first sample. */
      readonly afterMs: number;
      /** The answer, one line a series. */
      readonly result: readonly string[];
    };

/** The answer to a spec: its samples, or what is wrong with it. */
export type SpecAnswer =
  | { readonly ok: true; readonly data: PlaygroundSet }
  | { readonly ok: false; readonly problems: readonly SpecFault[] };

/** A fault of a spec. Lines and columns count from 1. */
export interface SpecFault {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}
