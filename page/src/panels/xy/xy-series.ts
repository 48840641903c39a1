import {
  type DataFrame,
  type DataFrameFieldIndex,
  type Field,
  FieldMatcherID,
  FieldType,
  getFieldDisplayName,
  getFieldMatcher,
  type MatcherConfig,
} from "@grafana/data";

/** Which fields make a series; what is absent is chosen by itself. */
export interface XySeriesOptions {
  readonly name?: { readonly fixed?: string };
  readonly frame?: Matched;
  readonly x?: Matched;
  readonly y?: Matched;
  readonly color?: Matched;
  readonly size?: Matched;
}

interface Matched {
  readonly matcher?: MatcherConfig;
}

/** A series of points: fields of one frame. */
export interface XySeries {
  readonly name: string;
  readonly place: DataFrameFieldIndex;
  readonly x: Field;
  readonly y: Field;
  readonly color: Field | undefined;
  readonly size: Field | undefined;
  /** Told in the tooltip beside x and y. */
  readonly rest: readonly Field[];
}

/** The series of a chart: each field of numbers against the first of its frame, or as the panel says. */
export function xySeries(frames: DataFrame[], mapping: unknown, given: readonly XySeriesOptions[]): XySeries[] {
  const manual = mapping === "manual";
  const wanted = given.length > 0 ? given : [{}];
  return wanted.flatMap((options) => {
    if (manual && (options.frame?.matcher === undefined || !options.x?.matcher || !options.y?.matcher)) return [];
    return frames.flatMap((_, frameIndex) => {
      const { matcher } = options.frame ?? {};
      if (matcher !== undefined && (matcher.id !== "byIndex" || matcher.options !== frameIndex)) return [];
      const series = seriesOf(frames, frameIndex, options, manual);
      return manual ? series.slice(0, 1) : series;
    });
  });
}

function seriesOf(frames: DataFrame[], frameIndex: number, options: XySeriesOptions, manual: boolean): XySeries[] {
  const frame = frames[frameIndex]!;
  const numbers = frame.fields.filter(({ type }) => type === FieldType.number);
  const matching = (fields: readonly Field[], one: Matched | undefined) => {
    if (one?.matcher === undefined) return fields;
    const matches = getFieldMatcher(one.matcher);
    return fields.filter((field) => matches(field, frame, frames));
  };
  const some = (one: Matched | undefined) => (one?.matcher === undefined ? undefined : matching(numbers, one)[0]);
  const numbersAndTimes = frame.fields.filter(({ type }) => type === FieldType.number || type === FieldType.time);
  const x = matching(numbersAndTimes, options.x ?? { matcher: { id: FieldMatcherID.byType, options: "number" } })[0];
  if (x === undefined) return [];
  const [color, size] = [some(options.color), some(options.size)];
  const ys = matching(numbers, options.y).filter(
    (field) => field !== x && (manual || (field !== color && field !== size)),
  );
  return ys.map((y) => ({
    name: options.name?.fixed ?? getFieldDisplayName(y, frame, frames),
    place: { frameIndex, fieldIndex: frame.fields.indexOf(y) },
    x,
    y,
    color,
    size,
    rest: frame.fields.filter((field) => ![x, color, size, ...ys].includes(field)),
  }));
}
