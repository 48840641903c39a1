import { answerFrames, type PanelAnswer } from "./answer-frames.ts";
import { fieldNames, type NothingShown, undrawn } from "./drawn.ts";
import { type Frame, hasCells, NotJudged, type Tools } from "./frame.ts";
import { sets } from "./hidden-fields.ts";
import type { PanelSettings } from "./panel-settings.ts";
import { transform } from "./transform/transform.ts";
import type { Transformed } from "./transform/transformation.ts";

/** Whether a panel shows anything of the data that its queries gave. */
export type Shown =
  | { readonly state: "shown" }
  | ({ readonly state: "empty" } & NothingShown)
  | { readonly state: "not-judged"; readonly reason: string };

/** Panels that draw something without data, or that nothing here says anything about. */
const withoutData = new Set([
  ...["text", "dashlist", "news", "alertlist", "annolist", "welcome", "gettingstarted", "pluginlist", "row"],
  ...["canvas", "geomap", "datagrid", "debug", "nodeGraph", "flamegraph", "traces", "logs"],
]);

/** Whether a panel of a type shows nothing without data. */
export const needsData = (type: string) => !withoutData.has(type);

/** Input of {@link judgeShown}. */
export interface JudgeInput {
  readonly settings: PanelSettings;
  /** Of the queries that are not hidden, in the panel's order. */
  readonly answers: readonly PanelAnswer[];
  /** Why not everything that the panel gets is among the answers. */
  readonly incomplete?: string | undefined;
}

/**
 * Judges whether Grafana draws anything of a panel whose queries have data: takes the answers through the panel's
 * transformations, field settings and calculations, as far as frames, fields and rows go. Claims `empty` only where
 * that is certain.
 */
export function judgeShown(input: JudgeInput, tools: Tools): Shown {
  const { settings, incomplete } = input;
  if (!needsData(settings.type)) return { state: "shown" };
  try {
    const nothing = judge(input, tools);
    if (nothing === undefined) return { state: "shown" };
    if (incomplete !== undefined) return { state: "not-judged", reason: incomplete };
    if (sets("noValue", settings))
      return { state: "not-judged", reason: "the panel has a text of its own for no value" };
    return { state: "empty", ...nothing };
  } catch (error) {
    if (error instanceof NotJudged) return { state: "not-judged", reason: error.message };
    throw error;
  }
}

function judge({ settings, answers }: JudgeInput, tools: Tools): NothingShown | undefined {
  let frames: readonly Frame[] = answerFrames(answers);
  let blamed: NothingShown | undefined;
  for (const step of settings.steps) {
    const name = `transformation ${step.place} (${step.id})`;
    const before = frames;
    const result = named(name, () => transform(before, step, tools));
    frames = result.frames;
    if (hasCells(frames)) blamed = undefined;
    else blamed ??= blame(name, before, result);
  }
  return hasCells(frames) ? undrawn(frames, settings, tools) : blamed;
}

/** Puts the name of the transformation before the reason. */
function named(name: string, run: () => Transformed): Transformed {
  try {
    return run();
  } catch (error) {
    throw error instanceof NotJudged ? new NotJudged(`${name}: ${error.message}`) : error;
  }
}

function blame(name: string, before: readonly Frame[], { missing = [], does = "" }: Transformed): NothingShown {
  if (missing.length > 0) {
    const fields = `${missing.length === 1 ? "the field" : "the fields"} ${missing.slice(0, 5).join(", ")}`;
    const reason = `${name} needs ${fields}, and there are ${fieldNames(before)}`;
    return { code: "field-missing", reason };
  }
  return { code: "filtered-out", reason: `${name} leaves nothing to show${does === "" ? "" : `: it ${does}`}` };
}
