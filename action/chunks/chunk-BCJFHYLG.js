import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/grafana/clock.ts
var maxSkewMs = 6e4;
async function readClock(grafana, now) {
  const askedMs = now();
  const { headers } = await grafana.ask({
    method: "GET",
    path: "/api/user",
    headers: { "Cache-Control": "no-cache" },
    accept: [403, 404],
    doing: "asking Grafana for the time"
  });
  const answeredMs = now();
  const { nowMs, doubt } = judgeDate(headers, { askedMs, answeredMs });
  return { nowMs, now: () => nowMs + now() - answeredMs, ...defined({ doubt }) };
}
function judgeDate(headers, { askedMs, answeredMs }) {
  const dateMs = Date.parse(headers["date"] ?? "");
  if (Number.isNaN(dateMs))
    return { nowMs: answeredMs, doubt: "Grafana's answers have no Date header, so its clock is unknown" };
  if (Number(headers["age"] ?? 0) > 0)
    return { nowMs: answeredMs, doubt: "Grafana's answers come from a cache, so its clock is unknown" };
  const aheadMs = dateMs > answeredMs ? dateMs - answeredMs : Math.min(0, dateMs + 999 - askedMs);
  if (Math.abs(aheadMs) <= maxSkewMs) return { nowMs: dateMs };
  return {
    nowMs: dateMs,
    doubt: `Grafana's clock is ${apartText(aheadMs)} ${aheadMs > 0 ? "ahead of" : "behind"} this machine's`
  };
}
function apartText(aheadMs) {
  const unitMs = Math.abs(aheadMs) < 36e5 ? 1e3 : 6e4;
  return formatDuration(Math.round(Math.abs(aheadMs) / unitMs) * unitMs);
}

export {
  maxSkewMs,
  readClock,
  judgeDate,
  apartText
};
