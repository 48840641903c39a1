import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  plainLine
} from "./chunk-EAIBZLQG.js";

// src/ci/workflow-commands.ts
function annotationCommand({ level, file, line, title, message }) {
  const place = [
    `file=${property(plainLine(file))}`,
    ...line === void 0 ? [] : [`line=${line}`],
    `title=${property(plainLine(title).slice(0, 200))}`
  ];
  return `::${level} ${place.join(",")}::${data(plainLine(message).slice(0, 2e3))}`;
}
function data(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function outputLines(values, delimiter) {
  return Object.entries(values).map(([name, value]) => {
    if (value.includes(delimiter)) throw new RangeError(`outputLines: the delimiter is in the value of ${name}`);
    return `${name}<<${delimiter}
${value}
${delimiter}
`;
  }).join("");
}
function stopCommand(token) {
  return `::stop-commands::${token}`;
}
function resumeCommand(token) {
  return `::${token}::`;
}
function dotenvLines(values) {
  return Object.entries(values).map(([name, value]) => `${name}=${value.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")}
`).join("");
}

export {
  annotationCommand,
  outputLines,
  stopCommand,
  resumeCommand,
  dotenvLines
};
