import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseDuration
} from "./chunk-ACMFHTB5.js";

// src/serve/clock/moment.ts
var momentForm = /^(?:now|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z|(?:\d+(?:ms|[ywdhms]))+|0)$/;
function momentOf(text, { anchorMs, nowMs }) {
  if (text === "now") return nowMs;
  if (!momentForm.test(text)) return void 0;
  const durationMs = parseDuration(text);
  if (durationMs !== void 0) return anchorMs + durationMs;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text.slice(0, 16)) ? void 0 : ms;
}

export {
  momentForm,
  momentOf
};
