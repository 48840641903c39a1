import type { JsonObject } from "../../../json/read.ts";
import type { Frame, Tools } from "../frame.ts";

/** The frames after a transformation, and why there may be none. */
export interface Transformed {
  readonly frames: readonly Frame[];
  /** Fields that it names and no frame has. */
  readonly missing?: readonly string[];
  /** Its settings, in words that follow "it": `keeps only a, b`. */
  readonly does?: string;
}

/**
 * One of Grafana's transformations, as far as frames, fields and rows go.
 *
 * @param options - with variables filled in.
 * @throws {NotJudged} where only Grafana knows the result.
 */
export type Transformation = (frames: readonly Frame[], options: JsonObject, tools: Tools) => Transformed;
