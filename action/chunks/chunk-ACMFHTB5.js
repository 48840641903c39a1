import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/text/duration.ts
var unitMs = { y: 31536e6, w: 6048e5, d: 864e5, h: 36e5, m: 6e4, s: 1e3, ms: 1 };
var pattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
function parseDuration(text) {
  if (text === "0") return 0;
  const match = text === "" || text.length > 64 ? null : pattern.exec(text);
  if (match === null) return void 0;
  const [, years, weeks, days, hours, minutes, seconds, milliseconds] = match;
  const parts = [
    [years, unitMs.y],
    [weeks, unitMs.w],
    [days, unitMs.d],
    [hours, unitMs.h],
    [minutes, unitMs.m],
    [seconds, unitMs.s],
    [milliseconds, unitMs.ms]
  ];
  const total = parts.reduce((sum, [digits, unit]) => sum + Number(digits ?? 0) * unit, 0);
  return Number.isSafeInteger(total) ? total : void 0;
}
function formatDuration(ms) {
  let rest = Math.round(ms);
  if (rest === 0) return "0s";
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"]) {
    const amount = Math.floor(rest / unitMs[unit]);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * unitMs[unit];
  }
  return text;
}

export {
  parseDuration,
  formatDuration
};
