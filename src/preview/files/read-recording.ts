import { dirname, join } from "node:path";
import { maxRecordingBytes, type ReadRecording } from "../../data-spec/replay/recordings.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { locate } from "./find-files.ts";

/**
 * Reads files of recorded values for the spec at an absolute path: plain files below its folder only. A link must not
 * lead out of it.
 */
export function recordingReader(specPath: string): ReadRecording {
  const folder = dirname(specPath);
  return (path) =>
    readPlainFile(locate(join(folder, path), folder), {
      file: path,
      what: "a CSV file",
      maxBytes: maxRecordingBytes,
    });
}
