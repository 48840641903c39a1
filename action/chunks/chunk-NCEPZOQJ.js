import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/http/trust.ts
import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
function secureContextFor({
  caPem,
  clientCertificate,
  env = {}
}) {
  if (caPem === void 0 && clientCertificate === void 0) return void 0;
  const secureContext = createSecureContext(clientCertificate === void 0 ? {} : keyOptions(clientCertificate));
  const native = secureContext.context;
  const added = certificatesIn(caPem ?? "");
  const extra = added.length === 0 ? [] : extraCertificates(env["NODE_EXTRA_CA_CERTS"]);
  for (const pem of [...added, ...extra]) native.addCACert(pem);
  return secureContext;
}
function extraCertificates(path) {
  try {
    const file = "NODE_EXTRA_CA_CERTS";
    return path ? certificatesIn(readPlainFile(path, { file, what: "certificates", maxBytes: 16 * 1024 * 1024 })) : [];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
function certificatesIn(pem) {
  const label = "(?:TRUSTED |X509 )?CERTIFICATE";
  const found = pem.match(new RegExp(`-----BEGIN ${label}-----[\\s\\S]*?-----END ${label}-----`, "g")) ?? [];
  for (const [index, one] of found.entries()) {
    try {
      new X509Certificate(one);
    } catch {
      throw new UsageError(`certificate ${index + 1} of the additional certificate authorities cannot be read`);
    }
  }
  if (found.length === 0 && pem.trim() !== "")
    throw new UsageError("the file of additional certificate authorities has no complete certificate in PEM form");
  return found;
}
function checkClientCertificate(certificate) {
  const { certPem, keyPem, passphrase } = certificate;
  try {
    const key = createPrivateKey({ key: keyPem, ...passphrase === void 0 ? {} : { passphrase } });
    if (!new X509Certificate(certPem).checkPrivateKey(key)) return "mismatch";
    createSecureContext(keyOptions(certificate));
    return void 0;
  } catch {
    if (!/ENCRYPTED/.test(keyPem)) return "unreadable";
    return passphrase === void 0 ? "needs-passphrase" : "wrong-passphrase";
  }
}
function keyOptions({ certPem, keyPem, passphrase }) {
  return { cert: certPem, key: keyPem, ...passphrase === void 0 ? {} : { passphrase } };
}

export {
  secureContextFor,
  checkClientCertificate
};
