import {
  type DataFrame,
  type DataTransformerInfo,
  getFrameMatchers,
  type MatcherConfig,
  standardTransformers,
} from "@grafana/data";
import { of } from "rxjs";
import type { PageTransformation } from "../../../../src/report/page-data.ts";
import { tooLarge } from "./bounds.ts";
import { ownTransformations } from "./own/own-transformations.ts";

/** Frames, and what could not be done to them, in words for the reader. */
export interface Transformed {
  readonly frames: DataFrame[];
  readonly problems: readonly string[];
}

type Apply = (frames: DataFrame[]) => DataFrame[];

/** By their names; `seriesToColumns` is the old name of joining. */
const standard = new Map<string, DataTransformerInfo>(
  Object.values(standardTransformers).map((one) => [one.id, one as DataTransformerInfo]),
);
standard.set("seriesToColumns", standardTransformers.joinByFieldTransformer as DataTransformerInfo);

const most = 100;

/**
 * Frames after a panel's transformations, one after the other, at once. One that is not known here, that fails, or that
 * would make more than a page can hold is left out, and said.
 */
export function transformFrames(frames: DataFrame[], transformations: readonly PageTransformation[]): Transformed {
  const problems: string[] = [];
  let current = frames;
  for (const one of transformations.slice(0, most)) {
    if (one.topic === "annotations") continue;
    try {
      current = transformed(current, one);
    } catch (error) {
      problems.push(`Transformation ${one.id} was left out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (transformations.length > most) problems.push(`${transformations.length - most} transformations were left out`);
  return { frames: current, problems };
}

function transformed(frames: DataFrame[], { id, options, filter }: PageTransformation): DataFrame[] {
  const apply = applyOf(id, options);
  const { options: filterOptions } = (filter ?? {}) as Partial<MatcherConfig>;
  const matches = filterOptions ? getFrameMatchers(filter as MatcherConfig) : undefined;
  const input = matches === undefined ? frames : frames.filter((frame) => matches(frame));
  const reason = tooLarge(id, options, input);
  if (reason !== undefined) throw new Error(reason);
  const output = apply(input);
  if (matches === undefined || output === frames) return output;
  const others = frames.filter((frame) => !matches(frame));
  const at = Math.max(
    0,
    frames.findIndex((frame, index) => index > 0 && !matches(frame)),
  );
  return output.toSpliced(at, 0, ...others);
}

function applyOf(id: string, options: PageTransformation["options"]): Apply {
  if (Object.hasOwn(ownTransformations, id)) return (frames) => ownTransformations[id]!(frames, options);
  const info = standard.get(id);
  if (info === undefined) throw new Error("this page does not know it");
  return (frames) => {
    let output = frames;
    const settings = { ...info.defaultOptions, ...structuredClone(options) };
    const context = { interpolate: (text: string) => text };
    of(frames)
      .pipe(info.operator(settings, context))
      .subscribe((result) => {
        output = result;
      });
    return output;
  };
}
