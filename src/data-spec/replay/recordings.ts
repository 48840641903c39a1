import { SpecError, UsageError } from "../../errors.ts";
import type { Recorded, RecordedPlace } from "../../generator/spec-reader.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import { showNames } from "../source/show-value.ts";
import { parseRecording, type Recording } from "./parse-recording.ts";

/**
 * Gives the text of a file below the spec's folder.
 *
 * @throws {UsageError} if there is none, or it may not be read.
 */
export type ReadRecording = (path: string) => string;

/** The recorded files of one spec, each read once. */
export interface Recordings {
  /** The points of a column; what is wrong, as text. */
  read(place: RecordedPlace): Recorded | string;
  /** The text of each file that was read, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Bounds of one file and of all files of a spec. */
export const maxRecordingBytes = 16 * 1024 * 1024;
/** Files of one spec. */
export const maxRecordings = 100;
const maxBytes = 64 * 1024 * 1024;

/** @param readFile - absent where a spec has no folder: then files are refused. */
export function createRecordings(readFile: ReadRecording | undefined): Recordings {
  const texts = new Map<string, string>();
  const known = new Map<string, Recording | string>();
  let bytes = 0;
  const load = (file: string): Recording | string => {
    if (!isPathBelow(file)) return "expected a path below the spec's folder, such as data/x.csv";
    if (readFile === undefined) return `${file} cannot be read: this spec has no folder; write the values into it`;
    if (known.size >= maxRecordings) return `more than ${maxRecordings} files`;
    try {
      const text = readFile(file);
      bytes += text.length;
      if (bytes > maxBytes) return `the files of this spec are larger than ${maxBytes / 1024 / 1024} MiB together`;
      texts.set(file, text);
      const recording = parseRecording(text);
      return "error" in recording ? `${file}: ${recording.error}` : recording;
    } catch (error) {
      if (error instanceof UsageError || error instanceof SpecError) return error.message;
      throw error;
    }
  };
  return {
    texts,
    read({ file, column }) {
      const recording = known.get(file) ?? load(file);
      known.set(file, recording);
      if (typeof recording === "string") return recording;
      const { timesMs, lengthMs, columns } = recording;
      const names = [...columns.keys()];
      if (column === undefined && names.length > 1)
        return `${file} has ${names.length} columns of values; name one with \`column\`: ${shown(names)}`;
      const values = columns.get(column ?? names[0]!);
      if (values !== undefined) return { timesMs, lengthMs, values };
      const nearest = nearestKey(column!, names);
      const hint = nearest === undefined ? `it has ${shown(names)}` : `did you mean \`${nearest}\`?`;
      return `${file} has no column ${JSON.stringify(column!.slice(0, 60))}; ${hint}`;
    },
  };
}

/** Whether a path stays below the folder that it is relative to, on any system. */
export function isPathBelow(path: string): boolean {
  if (path.length > 500 || /[\u0000-\u001f\u007f\\:]/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function shown(names: readonly string[]): string {
  const list = showNames(
    names.slice(0, 10).map((name) => name.slice(0, 60)),
    "and",
  );
  return names.length > 10 ? `${list}, …` : list;
}
