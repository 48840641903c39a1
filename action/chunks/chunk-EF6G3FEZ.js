import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  maxRecordingBytes
} from "./chunk-DLEOOTJD.js";
import {
  locate
} from "./chunk-GCYYDLYZ.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";

// src/preview/files/read-recording.ts
import { dirname, join } from "node:path";
function recordingReader(specPath) {
  const folder = dirname(specPath);
  return (path) => readPlainFile(locate(join(folder, path), folder), {
    file: path,
    what: "a CSV file",
    maxBytes: maxRecordingBytes
  });
}

export {
  recordingReader
};
