import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/text/nearest-word.ts
var otherNames = {
  amplitude: "height",
  interval: "step",
  scrape_interval: "step",
  duration: "for",
  length: "for",
  count: "samples",
  metric: "name",
  description: "help",
  values: "series",
  quantile: "quantiles",
  bucket: "buckets",
  expected: "fires",
  alertname: "alert",
  std: "stddev",
  sigma: "stddev",
  loops: "times",
  repeat: "loop",
  sequence: "list",
  cosine: "wave",
  sine: "wave",
  constant: "line"
};
function nearestKey(wrong, keys) {
  const nearest = nearestWord(wrong, keys);
  const lower = wrong.toLowerCase();
  const other = Object.hasOwn(otherNames, lower) ? otherNames[lower] : void 0;
  return nearest ?? (other !== void 0 && keys.includes(other) ? other : void 0);
}
function nearestWord(wrong, keys) {
  const lower = wrong.toLowerCase().slice(0, 64);
  const most = Math.max(1, Math.floor(lower.length * 0.4));
  let best;
  for (const key of keys) {
    const distance = editDistance(lower, key.toLowerCase());
    if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { key, distance };
  }
  return best?.key;
}
function editDistance(a, b) {
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length];
}

export {
  nearestKey,
  nearestWord
};
