import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/cli/flags/connections.ts
function authFrom(server, { token, user, password }) {
  if (token !== void 0) return { type: "bearer", token };
  if (user === void 0 && password === void 0) return { type: "none" };
  if (user === void 0 || password === void 0)
    throw new UsageError(`--${server}-user and --${server}-password go together`);
  return { type: "basic", username: user, password };
}
function headersFrom(lines = []) {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    })
  );
}
function networkFrom(caFile, { env, version }) {
  return { env, userAgent: `dashpreview/${version}`, ...caFile === void 0 ? {} : { caPem: readCaFile(caFile) } };
}
function readCaFile(path) {
  const pem = readPlainFile(path, {
    file: `--ca-file ${path}`,
    what: "a file of certificates",
    maxBytes: 16 * 1024 * 1024
  });
  if (!pem.includes("-----BEGIN CERTIFICATE-----"))
    throw new UsageError(`--ca-file ${path}: no certificate in PEM form in it`);
  return pem;
}

export {
  authFrom,
  headersFrom,
  networkFrom
};
