import { asObject, type JsonObject, field as property, textField } from "../../../json/read.ts";
import { type Frame, NotJudged, type Tools } from "../frame.ts";
import { calculateField } from "./calculate-field.ts";
import { filterFieldsByName } from "./filter-fields.ts";
import { filterByRefId, filteredFrames } from "./filter-frames.ts";
import { filterByValue, limit } from "./filter-rows.ts";
import { groupBy } from "./group-by.ts";
import { groupingToMatrix } from "./grouping-to-matrix.ts";
import { joinByField } from "./join-by-field.ts";
import { labelsToFields } from "./labels-to-fields.ts";
import { merge } from "./merge.ts";
import { organize } from "./organize.ts";
import { reduce } from "./reduce.ts";
import { renameByRegex } from "./rename-by-regex.ts";
import { concatenate, seriesToRows } from "./series.ts";
import type { Transformation, Transformed } from "./transformation.ts";

/** Neither adds nor takes anything. */
const unchanged: Transformation = (frames) => ({ frames });

/** The transformations that are judged, by Grafana's ids. `docs/shown.md` lists them. */
export const transformations: ReadonlyMap<string, Transformation> = new Map([
  ["calculateField", calculateField],
  ["concatenate", concatenate],
  ["filterByRefId", filterByRefId],
  ["filterByValue", filterByValue],
  ["filterFieldsByName", filterFieldsByName],
  ["groupBy", groupBy],
  ["groupingToMatrix", groupingToMatrix],
  ["joinByField", joinByField],
  ["labelsToFields", labelsToFields],
  ["limit", limit],
  ["merge", merge],
  ["noop", unchanged],
  ["organize", organize],
  ["reduce", reduce],
  ["renameByRegex", renameByRegex],
  ["seriesToColumns", joinByField],
  ["seriesToRows", seriesToRows],
  ["sortBy", unchanged],
]);

/** A transformation as a panel has it, variables filled in. */
export interface Step {
  readonly id: string;
  readonly options: JsonObject;
  /** The frames that it sees; the others stay as they are. */
  readonly filter?: unknown;
}

/**
 * Takes a panel's frames through one transformation.
 *
 * @throws {NotJudged} for one that is not judged here.
 */
export function transform(frames: readonly Frame[], { id, options, filter }: Step, tools: Tools): Transformed {
  const transformation = transformations.get(id);
  if (transformation === undefined) throw new NotJudged("it is not one of those that are judged");
  const chosen = asObject(filter);
  if (!property(chosen, "options")) return transformation(frames, options, tools);
  const matcher = { id: textField(chosen, "id") ?? "", options: property(chosen, "options") };
  const seen = filteredFrames(matcher, frames, tools);
  const others = frames.filter((frame) => !seen.includes(frame));
  const result = transformation(seen, options, tools);
  return { ...result, frames: [...result.frames, ...others] };
}
