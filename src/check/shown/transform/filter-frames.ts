import { textField } from "../../../json/read.ts";
import { type Frame, matchTexts, NotJudged, type Tools } from "../frame.ts";
import type { Matcher } from "../match-fields.ts";
import type { Transformation } from "./transformation.ts";

/** `filterByRefId`: frames by the query that they are of. */
export const filterByRefId: Transformation = (frames, options, tools) => {
  const include = textField(options, "include") || undefined;
  const exclude = textField(options, "exclude") || undefined;
  const kept = include === undefined ? undefined : new Set(framesOf(include, frames, tools));
  const gone = new Set(exclude === undefined ? [] : framesOf(exclude, frames, tools));
  const does = [
    ...(include === undefined ? [] : [`keeps only query ${include}`]),
    ...(exclude === undefined ? [] : [`leaves out query ${exclude}`]),
  ].join(" and ");
  return { frames: frames.filter((frame) => !gone.has(frame) && kept?.has(frame) !== false), does };
};

/** The frames that the `filter` of a transformation lets it see. */
export function filteredFrames({ id, options }: Matcher, frames: readonly Frame[], tools: Tools): readonly Frame[] {
  if (id !== "byRefId" || typeof options !== "string") throw new NotJudged(`its filter ${id} is not known`);
  return framesOf(options, frames, tools);
}

/** By a refId; by several, as older dashboards have them, with `|` between; or by a pattern in slashes. */
function framesOf(pattern: string, frames: readonly Frame[], tools: Tools): readonly Frame[] {
  if (!pattern.startsWith("/")) {
    const wanted = new Set(pattern.includes("|") ? pattern.split("|") : [pattern]);
    return frames.filter(({ refId = "" }) => wanted.has(refId));
  }
  const matched = matchTexts(
    pattern,
    frames.map(({ refId = "" }) => refId),
    tools,
  );
  return frames.filter((_, index) => matched[index]);
}
