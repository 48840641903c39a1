import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/text/tried-again.ts
function triedAgain(message) {
  return `${message.replace(/; try again later$/, "")}; it is tried again`;
}

// src/prometheus/write/scrapes-at-once.ts
var mostAtOnce = 10;
var mostSpanMs = 18e5;
function scrapesAtOnce(stepMs) {
  return Math.max(1, Math.min(mostAtOnce, Math.floor(mostSpanMs / stepMs)));
}

export {
  scrapesAtOnce,
  triedAgain
};
