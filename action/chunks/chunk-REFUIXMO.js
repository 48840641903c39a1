import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/identity/digest.ts
import { createHash } from "node:crypto";
var base32Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
function digest(length, ...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return base32(hash.digest()).slice(0, length);
}
function base32(bytes) {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8 | byte) & 4095;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Alphabet[buffer >> bits & 31];
    }
  }
  return text;
}

// src/identity/preview-identity.ts
import { Buffer } from "node:buffer";
import { randomInt } from "node:crypto";
var previewFolder = { uid: "dashpreview", title: "Dashboard previews" };
var isolationLabel = "dashpreview";
var identityPatterns = {
  project: /^(?:[a-z2-7]{8}|local)$/,
  key: /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  revision: /^[a-z2-7]{8}$/,
  src: /^[a-z2-7]{16}$/,
  uid: /^dp-[a-z2-7]{20}$/
};
var firstUnitMs = Date.UTC(2026, 0, 1);
var unitMs = 48e4;
var unitBits = 21;
var randomBits = 19;
function newRevision(nowMs) {
  const unit = remainder(Math.floor((nowMs - firstUnitMs) / unitMs), 2 ** unitBits);
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(unit) << BigInt(randomBits) | BigInt(randomInt(2 ** randomBits)));
  return base32(number.subarray(3));
}
function revisionStartMs(revision) {
  const number = [...revision].reduce((sum, character) => 32 * sum + base32Alphabet.indexOf(character), 0);
  return firstUnitMs + Math.floor(number / 2 ** randomBits) * unitMs;
}
function remainder(value, divisor) {
  return (value % divisor + divisor) % divisor;
}
function sourceId(source, scenario) {
  return scenario === void 0 ? digest(16, source) : digest(16, source, "scenario", scenario);
}
function homeId(organisation, created) {
  return digest(12, String(organisation), created);
}
function previewUid({ project, key }, src) {
  return `dp-${digest(20, project, key, src)}`;
}
function isolationValue({ project, key }, revision) {
  return `${project}.${key}.${revision}`;
}
function parseIsolationValue(value) {
  const [project = "", key = "", revision = "", ...rest] = value.split(".");
  const fits = rest.length === 0 && identityPatterns.project.test(project) && identityPatterns.key.test(key) && identityPatterns.revision.test(revision);
  return fits ? { project, key, revision } : void 0;
}
function makeKey(...parts) {
  const text = parts.filter((part) => part !== void 0).join("-").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 31).replace(/^-+/, "").slice(0, 30).replace(/-+$/, "");
  if (!identityPatterns.key.test(text))
    throw new UsageError(`"${parts.join("-")}" cannot be a key: use at least one letter or digit`);
  return text;
}

export {
  digest,
  previewFolder,
  isolationLabel,
  identityPatterns,
  newRevision,
  revisionStartMs,
  sourceId,
  homeId,
  previewUid,
  isolationValue,
  parseIsolationValue,
  makeKey
};
