import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkClientCertificate
} from "./chunk-NCEPZOQJ.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/cli/flags/client-certificate.ts
var passphraseVariable = "DASHPREVIEW_CLIENT_KEY_PASSPHRASE";
function clientCertificateFrom({ clientCert, clientKey }, { env }) {
  if (clientCert === void 0 && clientKey === void 0) return void 0;
  if (clientCert === void 0 || clientKey === void 0)
    throw new UsageError("--client-cert and --client-key go together");
  const certPem = readPem("--client-cert", clientCert, "CERTIFICATE");
  const keyPem = readPem("--client-key", clientKey, "PRIVATE KEY");
  const passphrase = env[passphraseVariable] || void 0;
  const certificate = { certPem, keyPem, ...defined({ passphrase }) };
  const fault = checkClientCertificate(certificate);
  if (fault === void 0) return certificate;
  const why = {
    "needs-passphrase": `the key is encrypted: set ${passphraseVariable}`,
    "wrong-passphrase": `the passphrase in ${passphraseVariable} does not decrypt it`,
    mismatch: `it is not the key of the certificate in ${clientCert}`,
    unreadable: "it cannot be read; expected an RSA or EC key in PEM form"
  }[fault];
  throw new UsageError(`--client-key ${clientKey}: ${why}`);
}
function readPem(flag, path, kind) {
  const pem = readPlainFile(path, { file: `${flag} ${path}`, what: "a PEM file", maxBytes: 1024 * 1024 });
  if (new RegExp(`-----BEGIN [A-Z ]*${kind}-----`).test(pem)) return pem;
  throw new UsageError(`${flag} ${path}: it has no ${kind.toLowerCase()} in PEM form`);
}

export {
  passphraseVariable,
  clientCertificateFrom
};
